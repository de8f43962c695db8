import fc from "fast-check";
import { expect, test } from "vitest";
import { compareRuns, comparisonMetrics, comparisonSection, type Outcome } from "./compare-runs.ts";

const outcome = (id: string, verdict: Outcome["verdict"], durationMs = 100): Outcome => ({
  id,
  title: id,
  verdict,
  durationMs,
});

const BEFORE = [
  outcome("held", "pass"),
  outcome("broke", "pass"),
  outcome("mended", "fail"),
  outcome("gone", "pass"),
];
const NOW = [
  outcome("held", "pass", 1_000),
  outcome("broke", "fail"),
  outcome("mended", "pass"),
  outcome("new-and-red", "fail"),
];

test("what fails now, what passes now, what is slower, what came and what went", () => {
  expect(compareRuns(BEFORE, NOW)).toEqual({
    newlyFailing: ["broke", "new-and-red"],
    newlyPassing: ["mended"],
    slower: [{ id: "held", beforeMs: 100, nowMs: 1_000 }],
    added: ["new-and-red"],
    gone: ["gone"],
  });
});

test("what was not judged before and passes now is newly passing; a machine's mood is not slower", () => {
  const { newlyPassing, slower } = compareRuns(
    [outcome("a", "not-run", 100), outcome("b", "pass", 10_000)],
    [outcome("a", "pass", 300), outcome("b", "pass", 12_000)],
  );
  expect({ newlyPassing, slower }).toEqual({ newlyPassing: ["a"], slower: [] });
});

test("a run compared with itself has nothing to say", () => {
  const run = fc.uniqueArray(
    fc.record({
      id: fc.string(),
      title: fc.string(),
      verdict: fc.constantFrom("pass", "fail", "not-run"),
      durationMs: fc.double({ min: 0, max: 1e6, noNaN: true }),
    }),
    { selector: ({ id }) => id },
  );
  fc.assert(
    fc.property(run, (outcomes) => {
      const comparison = compareRuns(outcomes, outcomes);
      expect(Object.values(comparison).flat()).toEqual([]);
      expect(comparisonMetrics(comparison)).toEqual([]);
    }),
  );
});

test("a report's head names the first few, its section all", () => {
  const comparison = compareRuns(
    [],
    Array.from({ length: 9 }, (_, n) => outcome(`s${n}`, "fail")),
  );
  expect(comparisonMetrics(comparison)).toEqual([
    { label: "Newly failing", value: "9", hint: "s0, s1, s2, s3, s4 and 4 more", tone: "bad" },
  ]);
  expect(JSON.stringify(comparisonSection(comparison, "2026-11-27T12:00:00.000Z"))).toContain("s8");
});
