import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { BEHAVIOURS } from "./behaviours.ts";
import { fidelityPage } from "./fidelity-page.ts";

test("docs/fidelity.md says what the emulator's data says", async () => {
  expect(await readFile("docs/fidelity.md", "utf8")).toBe(fidelityPage());
});

/** The last cell of a behaviour is its switch, which most have none of; the test below looks at their sources. */
const isBehaviour = (line: string): boolean => line.split(" | ").length === 6;

test("every refusal, length, tier and profile on the page names its source", () => {
  const rows = fidelityPage()
    .split("\n")
    .filter((line) => line.startsWith("| ") && line.split(" | ").length > 3 && !isBehaviour(line));
  expect(rows.length).toBeGreaterThan(50);
  expect(rows.filter((row) => / \|$/.test(row) && /\|\s+\|$/.test(row))).toEqual([]);
});

test("every behaviour names its source, and every conflict a switch", () => {
  const behaviours = Object.values(BEHAVIOURS).flat();
  expect(behaviours.length).toBeGreaterThan(40);
  expect(behaviours.filter(({ source }) => source.trim() === "")).toEqual([]);
  expect(
    behaviours.filter(({ confidence, switch: option }) => confidence === "conflict" && option === undefined),
  ).toEqual([]);
});
