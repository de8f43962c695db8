import fc from "fast-check";
import { expect, test } from "vitest";
import { contentsOf } from "../contents.ts";
import type { Block, Check, Report } from "../report.ts";
import { anyReport } from "../samples/hostile-report.contract.ts";
import { ZERO_DOLLAR } from "../samples/sample-scenarios.ts";
import { FAILED_GATE, PASSED_UAT, UNTESTED_GATE } from "../samples/samples.ts";
import { verdictOf } from "../verdict.ts";
import { printable } from "../wording/printable.ts";
import { renderJunit } from "./render-junit.ts";
import { named, type ReadElement, readXml } from "./xml-reader.contract.ts";

test("any report, hostile in every field, gives well-formed XML whose counts add up", () => {
  fc.assert(
    fc.property(anyReport, (report) => {
      const root = readXml(renderJunit(report));
      expect(root.name).toBe("testsuites");
      for (const suite of [root, ...named(root, "testsuite")]) expectTrueCounts(suite);
    }),
    { numRuns: 80 },
  );
});

test("every scenario is one case, and every check outside of them; the verdict is one more where it says something new", () => {
  const { checks, scenarios } = contentsOf(FAILED_GATE);
  const outside = checks.filter(({ scenario }) => scenario === null);
  const root = readXml(renderJunit(FAILED_GATE));
  expect(named(root, "testcase")).toHaveLength(scenarios.length + outside.length);
  expect(named(readXml(renderJunit(PASSED_UAT)), "testcase").at(-1)?.attributes["classname"]).toBe("verdict");
});

test("a scenario that failed is one failure, whatever failed in it", () => {
  expect(readXml(renderJunit(FAILED_GATE)).attributes["failures"]).toBe("1");
  const checks = [1, 2, 3].map((n): Check => ({ name: `check ${n}`, verdict: "fail" }));
  const scenario = { ...ZERO_DOLLAR, verdict: "fail", checks } as const;
  const report = withBlocks([{ kind: "scenario", scenario }]);
  expect(named(readXml(renderJunit(report)), "failure")).toHaveLength(1);
});

test("a suite is a section, and a last one holds a verdict that no case tells", () => {
  const suitesOf = (report: Report) =>
    named(readXml(renderJunit(report)), "testsuite").map(({ attributes }) => attributes["name"]);
  const sections = ["Field mapping", "Concurrency plan", "User acceptance", "Peak load", "Accounting"];
  expect(suitesOf(FAILED_GATE)).toEqual(sections);
  expect(suitesOf(UNTESTED_GATE).at(-1)).toBe("Verdict");
  expect(suitesOf({ ...PASSED_UAT, verdict: "fail" }).at(-1)).toBe("Verdict");
});

test("a failed check says what was expected and what was found", () => {
  const check = {
    name: "Orders lost",
    verdict: "fail",
    expected: "0",
    found: "2",
    detail: "SHOP-1",
  } as const;
  const failed = caseNamed(withBlocks([{ kind: "checks", checks: [check] }]), "Orders lost");
  const [failure] = failed?.children ?? [];
  expect(failure).toMatchObject({ name: "failure", attributes: { message: "expected 0, found 2" } });
  expect(failure?.text).toBe("Expected: 0\nFound: 2\nSHOP-1");
});

test("a failed scenario tells its story in the failure", () => {
  const failed = caseNamed(FAILED_GATE, "An unknown SKU waits for a human, and only that order waits");
  expect(failed?.attributes).toMatchObject({ classname: "uat.unknown-sku", time: "6.230" });
  const [failure] = failed?.children ?? [];
  expect(failure?.attributes["message"]).toBe(
    "1 of 4 checks failed. The dead letter names the SKU: expected LOOKUP_NOT_FOUND with the value ACME-LAMP-9, found LOOKUP_NOT_FOUND without a value",
  );
  expect(failure?.text).toContain("  Found: LOOKUP_NOT_FOUND without a value\n  The person who reviews");
  expect(failure?.text).toContain(
    "– The re-run delivers the order after the item was created\n  Needs the SKU",
  );
  for (const word of ["Given an order", "When all eleven", "Then ten orders", "Scenario: unknown-sku"])
    expect(failure?.text).toContain(word);
});

test("a failed scenario says the command that repeats it", () => {
  const failed = caseNamed(FAILED_GATE, "An unknown SKU waits for a human, and only that order waits");
  expect(failed?.children[0]?.text).toContain(
    "Alone: drydock uat --config 'my $hop/drydock.yaml' --only unknown-sku",
  );
});

test("a check that did not run is skipped with its reason", () => {
  const check = { name: "The re-run", verdict: "not-run", detail: "Needs the SKU." } as const;
  const [skipped] =
    caseNamed(withBlocks([{ kind: "checks", checks: [check] }]), "The re-run")?.children ?? [];
  expect(skipped).toMatchObject({ name: "skipped", attributes: { message: "Needs the SKU." } });
  const scenario = { ...ZERO_DOLLAR, verdict: "not-run", checks: [check, check] } as const;
  const page = caseNamed(withBlocks([{ kind: "scenario", scenario }]), ZERO_DOLLAR.title);
  expect(page?.children).toMatchObject([{ name: "skipped", attributes: { message: "Needs the SKU." } }]);
});

test("a report that could not be tested is red, because skipped cases count as green", () => {
  const [error] = named(readXml(renderJunit(UNTESTED_GATE)), "error");
  expect(error?.attributes["message"]).toContain("could not be tested");
});

test("a report is green exactly when its verdict is pass", () => {
  fc.assert(
    fc.property(anyReport, (report) => {
      const root = readXml(renderJunit(report));
      const red = named(root, "failure").length + named(root, "error").length;
      expect(red === 0).toBe(verdictOf(report) === "pass");
    }),
    { numRuns: 80 },
  );
});

test("a section with a verdict and no checks is one case of its own", () => {
  expect(caseNamed(UNTESTED_GATE, "User acceptance")?.children[0]?.name).toBe("skipped");
});

test("two checks of one name stay two cases, because build servers drop the second", () => {
  const report = withChecks([
    { name: "same", verdict: "pass" },
    { name: "same", verdict: "fail" },
  ]);
  const names = named(readXml(renderJunit(report)), "testcase").map(({ attributes }) => attributes["name"]);
  expect(names.slice(0, 2)).toEqual(["same", "same (2)"]);
});

test("text arrives as it was sent, but for what XML cannot hold", () => {
  const detail = 'a <b> & "c"\n\td\u0000\u001b[31me';
  const [failure] = named(
    readXml(renderJunit(withChecks([{ name: "x", verdict: "fail", detail }]))),
    "failure",
  );
  expect(failure?.attributes["message"]).toBe(printable(detail));
  expect(failure?.text).toBe(printable(detail));
});

function withChecks(checks: readonly Check[]): Report {
  return withBlocks([{ kind: "checks", checks }]);
}

function withBlocks(blocks: readonly Block[]): Report {
  return { ...PASSED_UAT, sections: [{ id: "a", title: "A", blocks }] };
}

function caseNamed(report: Report, name: string): ReadElement | undefined {
  return named(readXml(renderJunit(report)), "testcase").find(
    ({ attributes }) => attributes["name"] === name,
  );
}

function expectTrueCounts(suite: ReadElement): void {
  const counted = { tests: "testcase", failures: "failure", errors: "error", skipped: "skipped" };
  for (const [attribute, name] of Object.entries(counted)) {
    expect(Number(suite.attributes[attribute])).toBe(named(suite, name).length);
  }
  expect(suite.attributes["time"]).toMatch(/^\d+\.\d{3}$/);
}
