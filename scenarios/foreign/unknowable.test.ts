import { isDeepStrictEqual } from "node:util";
import { expect, test } from "vitest";
import { createUnknowables, type Lack } from "./unknowable.ts";

interface Entry {
  readonly state: string;
  readonly attempts: number;
  readonly warnings: readonly string[];
  readonly failure: { readonly message: string } | null;
}

/** What the expectation is made of, as a scenario makes it of an entry. */
const USES: readonly [string, (entry: Entry) => unknown][] = [
  ["the value itself", (entry) => entry.state],
  ["a part of a part", (entry) => entry.failure?.message],
  ["an object around it", (entry) => ({ entry: { state: entry.state } })],
  ["a list of it", (entry) => [1, entry.attempts]],
  ["a sum", (entry) => entry.attempts + 1],
  ["a comparison", (entry) => entry.warnings.length > 0],
  ["a text", (entry) => `${entry.state}, always`],
  ["what a method says", (entry) => entry.warnings.join(" ").includes("SKU")],
  ["what a list is mapped to", (entry) => entry.warnings.map((each) => each.length)],
  ["the greatest of a list", (entry) => Math.max(...entry.warnings.map((each) => each.length))],
  ["a default that is not needed", (entry) => (entry.failure?.message ?? "").length],
];

test.each(USES)("an expectation that is made of %s is found out", (_what, make) => {
  const { value, lackIn } = createUnknowables();
  expect(lackIn(make(value("inside") as Entry))).toBe<Lack>("inside");
});

test("an expectation that hangs on nothing unknowable is judged, whatever was taken but not used", () => {
  const { value, lackIn } = createUnknowables();
  const entry = value("inside") as Entry;
  const { state, failure } = entry;
  expect(lackIn(2, "delivered", { total: "12.00" })).toBeUndefined();
  expect([isDeepStrictEqual(state, failure), lackIn(1)]).toEqual([false, undefined]);
});

test("one that was computed before another is found out too", () => {
  const { value, lackIn } = createUnknowables();
  const sum = (value("inside") as Entry).attempts + 1;
  lackIn("an expectation in between");
  expect(lackIn(sum)).toBe("inside");
});

test("it can be awaited, and says what is lacking", async () => {
  const { value, lackIn } = createUnknowables();
  const letter: { reason: string } = await value("offers no dead letters");
  expect(lackIn(letter.reason)).toBe("offers no dead letters");
});
