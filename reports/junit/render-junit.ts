/** Report -> JUnit XML, in the form that GitHub's reporters, GitLab and Jenkins all show well. */
import { contentsOfSection, type PlacedCheck, type PlacedScenario } from "../contents.ts";
import type { Check, Report, Section, Verdict } from "../report.ts";
import { sectionVerdict, tallyOf, tallySentence, VERDICTS, verdictOf } from "../verdict.ts";
import { type Element, xmlDocument } from "./xml.ts";

interface TestCase {
  readonly className: string;
  readonly name: string;
  readonly verdict: Verdict;
  readonly durationMs: number;
  readonly message: string;
  readonly body: string;
}

/**
 * One suite a section, one case for each scenario, with its checks in it, and for each check outside of scenarios: what
 * failed is counted once. A last suite has one case for the report's own verdict, where no case tells it already: a report that
 * failed as a whole is red, and one that could not be tested is an error, because build servers count skipped cases as green.
 */
export function renderJunit(report: Report): string {
  const sections = report.sections.flatMap(suiteOf(report));
  const isRed = sections.some(({ attributes }) => Number(attributes["failures"]) > 0);
  const suites = isRed ? sections : [...sections, verdictSuite(report)];
  return xmlDocument({
    name: "testsuites",
    attributes: { name: report.title, ...totals(suites) },
    children: suites,
  });
}

function suiteOf(report: Report): (section: Section, index: number) => readonly Element[] {
  return (section, index) => {
    const { checks, scenarios } = contentsOfSection(section, index);
    const cases = [
      ...scenarios.map((placed) => scenarioCase(placed, checks)),
      ...checks.filter(({ scenario }) => scenario === null).map(checkCase),
    ];
    const claimed = sectionVerdict(section);
    if (cases.length === 0 && claimed !== null) cases.push(sectionCase(section, claimed));
    if (cases.length === 0) return [];
    return [suite(report, { name: section.title, cases: distinct(cases).map(caseElement) })];
  };
}

/** Its class ends in its id, so that it keeps its history when its title changes. */
function scenarioCase({ scenario, section }: PlacedScenario, checks: readonly PlacedCheck[]): TestCase {
  const own = checks.filter((placed) => placed.scenario?.scenario === scenario).map(({ check }) => check);
  const failed = own.filter(({ verdict }) => verdict === "fail");
  const left = own.filter(({ verdict }) => verdict === "not-run");
  const counted = `${failed.length} of ${tallyOf(own).total} checks failed`;
  return {
    className: `${section.id}.${scenario.id}`,
    name: scenario.title,
    verdict: failed.length > 0 ? "fail" : scenario.verdict,
    durationMs: scenario.durationMs,
    message:
      failed[0] === undefined ? messageOf(scenario.verdict, left) : `${counted}. ${inALine(failed[0])}`,
    body: [
      `Scenario: ${scenario.id}`,
      ...(scenario.alone === undefined ? [] : [`Alone: ${scenario.alone}`]),
      `Why it matters: ${scenario.why}`,
      `Given ${scenario.given}`,
      `When ${scenario.when}`,
      `Then ${scenario.then}`,
      ...[...failed, ...left].map(checkText),
    ].join("\n"),
  };
}

function messageOf(verdict: Verdict, left: readonly Check[]): string {
  const reasons = left.flatMap(({ detail }) => detail ?? []);
  return verdict === "not-run" && reasons.length > 0
    ? [...new Set(reasons)].join(" ")
    : VERDICTS[verdict].sentence;
}

const inALine = (check: Check): string => `${check.name}: ${reasonOf(check)}`;

function checkText(check: Check): string {
  const indented = bodyOf(check).map((line) => `  ${line}`);
  return [`${VERDICTS[check.verdict].symbol} ${check.name}`, ...indented].join("\n");
}

const bodyOf = ({ expected, found, detail }: Check): readonly string[] => [
  ...(expected === undefined ? [] : [`Expected: ${expected}`]),
  ...(found === undefined ? [] : [`Found: ${found}`]),
  ...(detail === undefined ? [] : [detail]),
];

function checkCase({ check, section }: PlacedCheck): TestCase {
  return {
    className: section.id,
    name: check.name,
    verdict: check.verdict,
    durationMs: check.durationMs ?? 0,
    message: reasonOf(check),
    body: bodyOf(check).join("\n"),
  };
}

function sectionCase(section: Section, verdict: Verdict): TestCase {
  const message = VERDICTS[verdict].sentence;
  return {
    className: section.id,
    name: section.title,
    verdict,
    durationMs: 0,
    message,
    body: section.lead ?? "",
  };
}

function reasonOf(check: Check): string {
  if (check.expected !== undefined && check.found !== undefined)
    return `expected ${check.expected}, found ${check.found}`;
  return check.detail ?? VERDICTS[check.verdict].sentence;
}

/** Build servers key a case by class and name, and quietly drop the second of a pair. */
function distinct(cases: readonly TestCase[]): readonly TestCase[] {
  const used = new Set<string>();
  return cases.map((one) => {
    let name = one.name;
    for (let number = 2; used.has(`${one.className}\n${name}`); number += 1) name = `${one.name} (${number})`;
    used.add(`${one.className}\n${name}`);
    return { ...one, name };
  });
}

function caseElement(one: TestCase): Element {
  return {
    name: "testcase",
    attributes: { classname: one.className, name: one.name, time: seconds(one.durationMs) },
    children: outcome(one),
  };
}

function outcome({ verdict, message, body }: TestCase): readonly Element[] {
  switch (verdict) {
    case "pass":
      return [];
    case "fail":
      return [{ name: "failure", attributes: { message, type: "fail" }, text: body }];
    case "not-run":
      return [{ name: "skipped", attributes: { message } }];
    default:
      return verdict satisfies never;
  }
}

function verdictSuite(report: Report): Element {
  const verdict = verdictOf(report);
  const message = `${VERDICTS[verdict].sentence} ${tallySentence(report)}`;
  const children = {
    pass: [],
    fail: [{ name: "failure", attributes: { message, type: "fail" }, text: report.subtitle }],
    "not-run": [{ name: "error", attributes: { message, type: "not-run" }, text: report.subtitle }],
  } satisfies Record<Verdict, readonly Element[]>;
  const attributes = { classname: "verdict", name: `Verdict: ${report.title}`, time: seconds(0) };
  return suite(report, {
    name: "Verdict",
    cases: [{ name: "testcase", attributes, children: children[verdict] }],
  });
}

function suite(report: Report, { name, cases }: { name: string; cases: readonly Element[] }): Element {
  const having = (outcomeName: string): number =>
    cases.filter(({ children = [] }) => children.some((child) => child.name === outcomeName)).length;
  const time = cases.reduce((sum, { attributes }) => sum + Number(attributes["time"]), 0);
  return {
    name: "testsuite",
    attributes: {
      name,
      tests: cases.length,
      failures: having("failure"),
      errors: having("error"),
      skipped: having("skipped"),
      time: time.toFixed(3),
      timestamp: report.generatedAt,
    },
    children: cases,
  };
}

function totals(suites: readonly Element[]): Record<string, string | number> {
  const sum = (key: string): number =>
    suites.reduce((total, { attributes }) => total + Number(attributes[key]), 0);
  return {
    tests: sum("tests"),
    failures: sum("failures"),
    errors: sum("errors"),
    skipped: sum("skipped"),
    time: sum("time").toFixed(3),
  };
}

function seconds(ms: number): string {
  return (Number.isFinite(ms) && ms > 0 ? ms / 1000 : 0).toFixed(3);
}
