import { expect, test } from "vitest";
import { createFindings } from "./findings.ts";

test.each<[string, unknown, unknown, string, string]>([
  ["texts", "a", "b", "a", "b"],
  ["objects", { orders: 1 }, { orders: 2 }, '{"orders":1}', '{"orders":2}'],
  ["sets", new Set(["a"]), new Set(["a", "b"]), '["a"]', '["a","b"]'],
  ["maps", new Map([["a", 1]]), new Map([["a", 2]]), '{"a":1}', '{"a":2}'],
  ["large numbers", 2n ** 64n, 1n, '"18446744073709551616"', '"1"'],
  ["nothing", undefined, null, "nothing", "null"],
  ["a number and its digits", 2, "2", "2", "'2'"],
  ["a field without a value and none", { a: undefined }, {}, "{ a: undefined }", "{}"],
  ["a list and a set", [1], new Set([1]), "[ 1 ]", "Set(1) { 1 }"],
])("%s that differ are shown as what they are", (_, expected, found, expectedWords, foundWords) => {
  const findings = createFindings();
  findings.equal("it", found, expected);
  expect(findings.checks).toEqual([
    { name: "it", verdict: "fail", expected: expectedWords, found: foundWords },
  ]);
});

test("what is equal passes, whatever it is", () => {
  const findings = createFindings();
  for (const value of [1n, new Set([1]), new Map([["a", [1]]]), undefined])
    findings.equal("it", value, value);
  expect(new Set(findings.checks.map(({ verdict }) => verdict))).toEqual(new Set(["pass"]));
});
