import { expect, test } from "vitest";
import type { ScenarioPage } from "../../reports/index.ts";
import { signedScenario } from "./signed-evidence.ts";
import { isAffairOf, slugOf, stakeholderSchema } from "./stakeholder.ts";
import { stakeholderReport } from "./stakeholder-report.ts";

const aPage = (id: string, tags: readonly string[]): ScenarioPage => ({
  id,
  title: `A dead letter of ${id}`,
  why: "Money.",
  given: "a webhook",
  when: "it comes",
  // biome-ignore lint/suspicious/noThenProperty: a word of a scenario, not a promise
  then: "it is booked",
  verdict: "pass",
  durationMs: 5,
  checks: [{ name: "state of the ledger entry", verdict: "pass", expected: "dead", found: "dead" }],
  evidence: [
    { kind: "record", recordType: "Sales Order", name: "SO1", internalId: "1", groups: [], sublists: [] },
    { kind: "code", caption: "PUT", text: "{}" },
  ],
  tags,
});

const FINANCE = stakeholderSchema.parse({
  role: "Finance & Tax",
  tags: ["money"],
  words: { booked: "posted" },
});
const pages = [aPage("one", ["flow:orders", "edge:money"]), aPage("two", ["edge:network"])];

const COMMANDS = {
  run: "drydock uat --config shop.yaml",
  sign: 'drydock uat --sign-off --config shop.yaml --role "Finance & Tax"',
};

function financePage(run: readonly ScenarioPage[] = pages, leftOut = 0) {
  const scenarios = run.filter((page) => isAffairOf(FINANCE, page)).map(signedScenario);
  const subject = { shop: "Acme Store", account: "1234567", mappings: {}, scenarios };
  const generatedAt = "2026-11-27T12:00:00Z";
  const report = stakeholderReport(FINANCE, {
    pages: run,
    subject,
    generatedAt,
    leftOut,
    commands: COMMANDS,
  });
  const blocks = report.sections[0]?.blocks ?? [];
  return {
    report,
    scenarios: blocks.flatMap((block) => (block.kind === "scenario" ? [block.scenario] : [])),
  };
}

test("a stakeholder's page holds what bears one of its tags, and nothing else", () => {
  const { scenarios, report } = financePage();
  expect(scenarios.map(({ id }) => id)).toEqual(["one"]);
  expect(report.title).toBe("Acme Store: what Finance & Tax signs");
});

test("it speaks in the reader's words", () => {
  const [page] = financePage().scenarios;
  expect([page?.title, page?.given, page?.then]).toEqual([
    "A held order of one",
    "a message",
    "it is posted",
  ]);
  expect(page?.checks[0]?.name).toBe("where the order stands");
});

test("it shows the records as NetSuite will, open, and no requests", () => {
  const [page] = financePage().scenarios;
  expect(page?.evidence.map(({ kind }) => kind)).toEqual(["record"]);
  expect(page?.evidenceShown).toBe(true);
});

test("it says how to sign, and has room for ink", () => {
  const signature = JSON.stringify(financePage().report.sections.at(-1));
  expect(signature).toContain('--role \\"Finance & Tax\\"');
  expect(signature).toContain("____");
});

const NOT_YET: readonly [string, readonly ScenarioPage[], number, RegExp][] = [
  [
    "a run of none of its scenarios",
    pages.slice(1),
    1,
    /Nothing of what you judge was tested in this run, so/,
  ],
  ["a run that left one out", pages, 2, /This run left out 2 of the 3 scenarios that you judge, so/],
  [
    "a run in which one failed",
    pages.map((page) => ({ ...page, verdict: "fail" as const })),
    0,
    /1 of 1 scenarios did not go as expected, so/,
  ],
];

test.each(NOT_YET)(
  "%s has nothing to sign: no hash, no command, but the reason",
  (_what, run, leftOut, why) => {
    const { report } = financePage(run, leftOut);
    const signature = JSON.stringify(report.sections.at(-1));
    expect(signature).toMatch(why);
    expect(signature).not.toMatch(/--sign-off|Evidence|____/);
    expect(signature).toContain(COMMANDS.run);
  },
);

test("of a run of none of its scenarios the page says that nothing was tested, and not 0 of 0", () => {
  const { report } = financePage(pages.slice(1), 1);
  expect(report).toMatchObject({
    verdict: "not-run",
    leftOut: "1 of 1 scenarios were left out of this run.",
    summary: [{ value: "Nothing was tested" }],
  });
});

test("a role without tags judges everything; its file has a name that any system takes", () => {
  const it = stakeholderSchema.parse({ role: "IT" });
  expect(pages.filter((page) => isAffairOf(it, page))).toHaveLength(2);
  expect([slugOf(FINANCE), slugOf(it), slugOf({ role: "Kundenbetreuung Süd" })]).toEqual([
    "finance-tax",
    "it",
    "kundenbetreuung-süd",
  ]);
});
