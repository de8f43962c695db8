import fc from "fast-check";
import { expect, test } from "vitest";
import { contentsOf } from "./contents.ts";
import type { Check, Report, Section, Verdict } from "./report.ts";
import { anyReport } from "./samples/hostile-report.contract.ts";
import { FAILED_GATE, PASSED_UAT, UNTESTED_GATE } from "./samples/samples.ts";
import { combineVerdicts, sectionVerdict, tallyOf, tallySentence, verdictOf } from "./verdict.ts";

const COMBINED: readonly [Verdict[], Verdict][] = [
  [[], "not-run"],
  [["pass"], "pass"],
  [["pass", "pass"], "pass"],
  [["not-run"], "not-run"],
  [["pass", "not-run"], "not-run"],
  [["not-run", "pass"], "not-run"],
  [["fail"], "fail"],
  [["pass", "fail"], "fail"],
  [["not-run", "fail"], "fail"],
  [["fail", "pass", "not-run"], "fail"],
];

test.each(COMBINED)("%j together come to %s", (verdicts, expected) => {
  expect(combineVerdicts(verdicts)).toBe(expected);
});

test("a section without checks and without a claim has no verdict", () => {
  expect(sectionVerdict({ id: "a", title: "A", blocks: [{ kind: "text", text: "words" }] })).toBeNull();
});

test("a section without a claim comes to what its checks come to", () => {
  expect(sectionVerdict(aSection(["pass", "pass"]))).toBe("pass");
  expect(sectionVerdict(aSection(["pass", "not-run"]))).toBe("not-run");
});

test("a section may claim a stricter verdict than its checks, never a milder one than a failure", () => {
  expect(sectionVerdict({ ...aSection(["pass"]), verdict: "fail" })).toBe("fail");
  expect(sectionVerdict({ ...aSection(["fail"]), verdict: "pass" })).toBe("fail");
});

test("a failed scenario fails its section although all its checks passed", () => {
  const [scenario] = contentsOf(PASSED_UAT).scenarios;
  if (scenario === undefined) throw new Error("the sample has no scenario");
  const failed = { ...scenario.scenario, verdict: "fail" as const };
  expect(sectionVerdict({ id: "uat", title: "UAT", blocks: [{ kind: "scenario", scenario: failed }] })).toBe(
    "fail",
  );
});

test("the samples come to the verdicts they are named after", () => {
  expect([FAILED_GATE, PASSED_UAT, UNTESTED_GATE].map(verdictOf)).toEqual(["fail", "pass", "not-run"]);
});

test("a report that claims to pass while a check deep in the evidence failed comes to fail", () => {
  const [scenario] = contentsOf(PASSED_UAT).scenarios;
  if (scenario === undefined) throw new Error("the sample has no scenario");
  const deep = { ...scenario.scenario, evidence: [{ kind: "checks" as const, checks: [aCheck("fail")] }] };
  const report: Report = {
    ...PASSED_UAT,
    sections: [{ id: "uat", title: "UAT", blocks: [{ kind: "scenario", scenario: deep }] }],
  };
  expect(verdictOf(report)).toBe("fail");
});

test("no report with a failed check is anything but fail", () => {
  fc.assert(
    fc.property(anyReport, (report) => {
      const failed = contentsOf(report).checks.some(({ check }) => check.verdict === "fail");
      expect(failed && verdictOf(report) !== "fail").toBe(false);
    }),
  );
});

test("a tally counts every check once", () => {
  const checks = ["pass", "fail", "not-run", "pass"].map((verdict) => aCheck(verdict as Verdict));
  expect(tallyOf(checks)).toEqual({ passed: 2, failed: 1, notRun: 1, total: 4 });
});

const SENTENCES: readonly [Verdict[], string][] = [
  [[], "No checks were made."],
  [["pass"], "The one check passed."],
  [["pass", "pass"], "All 2 checks passed."],
  [["fail"], "1 of 1 check failed."],
  [["pass", "fail", "not-run"], "1 of 3 checks failed, 1 was not run."],
  [["pass", "not-run", "not-run"], "1 of 3 checks passed, 2 were not run."],
];

test.each(SENTENCES)("the tally of %j reads: %s", (verdicts, sentence) => {
  expect(tallySentence({ ...PASSED_UAT, sections: [aSection(verdicts)] })).toBe(sentence);
});

function aCheck(verdict: Verdict): Check {
  return { name: "a check", verdict };
}

function aSection(verdicts: readonly Verdict[]): Section {
  return { id: "a", title: "A", blocks: [{ kind: "checks", checks: verdicts.map(aCheck) }] };
}
