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

function financePage() {
  const scenarios = pages.filter((page) => isAffairOf(FINANCE, page)).map(signedScenario);
  const subject = { shop: "Acme Store", account: "1234567", mappings: {}, scenarios };
  const report = stakeholderReport(FINANCE, { pages, subject, generatedAt: "2026-11-27T12:00:00Z" });
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

test("a role without tags judges everything; its file has a name that any system takes", () => {
  const it = stakeholderSchema.parse({ role: "IT" });
  expect(pages.filter((page) => isAffairOf(it, page))).toHaveLength(2);
  expect([slugOf(FINANCE), slugOf(it), slugOf({ role: "Kundenbetreuung Süd" })]).toEqual([
    "finance-tax",
    "it",
    "kundenbetreuung-süd",
  ]);
});
