import { expect, test } from "vitest";
import { CATALOGUE } from "../../scenarios/index.ts";
import { type Choice, chosen, listed } from "./scenario-choice.ts";

const OFFERED = { scenarios: CATALOGUE, ownFolder: null };
const idsOf = (choice: Choice) => chosen(OFFERED, choice).map(({ id }) => id);

test("by id, by tag, and by both", () => {
  expect(idsOf({ only: ["unknown-sku", "perfect-order"] }).toSorted()).toEqual([
    "perfect-order",
    "unknown-sku",
  ]);
  expect(idsOf({ tag: ["edge:items"] })).toContain("unknown-sku");
  expect(idsOf({ only: ["unknown-sku", "perfect-order"], tag: ["items", "refunds"] })).toEqual([
    "unknown-sku",
  ]);
});

const REFUSED: readonly [Choice, string][] = [
  [
    { only: ["unknown-sku"], tag: ["refunds"] },
    "None of those that --only names has the tag refunds: unknown-sku has stage:mapping, flow:orders, severity:critical, edge:items. Leave out --only or --tag.",
  ],
  [{ only: ["unkown-sku"] }, "There is no scenario unkown-sku. Did you mean unknown-sku?"],
  [{ tag: ["refnds"] }, "No scenario has the tag refnds. Did you mean refunds?"],
  [{ tag: ["edge:mony"] }, "No scenario has the tag edge:mony. Did you mean edge:money?"],
  [{ tag: ["money", "refnds"] }, "No scenario has the tag refnds."],
];

test.each(REFUSED)(
  "%j is refused with what is true of it, and the word that was meant",
  (choice, message) => {
    expect(() => idsOf(choice)).toThrow(message);
  },
);

test("a line of the list has the tags to choose by", () => {
  const [scenario] = chosen(OFFERED, { only: ["unknown-sku"] });
  if (scenario === undefined) expect.unreachable();
  expect(listed(scenario)).toContain("(stage:mapping, flow:orders, severity:critical, edge:items)");
});
