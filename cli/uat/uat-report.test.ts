import { expect, test } from "vitest";
import { type ReportFormat, render, type ScenarioPage } from "../../reports/index.ts";
import { CATALOGUE, proseOf, type Scenario, scenarioSection } from "../../scenarios/index.ts";
import { loadProject } from "../config/project.ts";
import { asExpectedIn } from "../gate/uat-stage.ts";
import type { UatRun } from "./uat-document.ts";
import { stakeholderReports, uatReport } from "./uat-report.ts";

const passed = (scenario: Scenario): ScenarioPage => ({
  ...proseOf(scenario),
  verdict: "pass",
  durationMs: 1,
  checks: [{ name: "one order", verdict: "pass" }],
  evidence: [],
});

async function aRun(ids: readonly string[]): Promise<UatRun> {
  return {
    verdict: "pass",
    project: await loadProject("examples/acme-store/drydock.yaml"),
    pages: CATALOGUE.filter(({ id }) => ids.includes(id)).map(passed),
    offered: CATALOGUE,
    call: { out: "my results" },
    generatedAt: new Date("2026-11-27T12:00:00Z"),
    earlier: null,
  };
}

async function reportOf(ids: readonly string[]) {
  const run = await aRun(ids);
  const section = scenarioSection(run.pages);
  const uat = {
    name: "uat",
    verdict: "pass",
    reasons: [],
    summary: "",
    section,
    pages: run.pages,
    asExpected: asExpectedIn(run.pages),
  } as const;
  return uatReport(run, uat);
}

test.each<ReportFormat>(["markdown", "html"])("%s says how many scenarios a run left out", async (format) => {
  const all = CATALOGUE.length;
  const text = render(await reportOf(["perfect-order"]), format);
  expect(text).toContain(`${all - 1} of ${all} scenarios were left out of this run.`);
  const whole = render(await reportOf(CATALOGUE.map(({ id }) => id)), format);
  expect(whole).not.toContain("left out of this run");
});

test("the flows stand under the title by their names", async () => {
  const { subtitle } = await reportOf(["perfect-order"]);
  expect(subtitle).toMatch(/^Flows: shopify-orders, shopify-refunds, salesforce-leads, /);
});

test("the first figure is a number of scenarios, which a phone can show", async () => {
  const { summary = [] } = await reportOf(["perfect-order", "unknown-sku"]);
  expect(summary[0]).toEqual({ label: "Scenarios as expected", value: "2 of 2" });
});

test("the page of a whole run has the command that signs that run, wherever it lies", async () => {
  const { finance } = stakeholderReports(await aRun(CATALOGUE.map(({ id }) => id)));
  expect(JSON.stringify(finance)).toContain(
    JSON.stringify(
      'drydock uat --sign-off --config examples/acme-store/drydock.yaml --out "my results" --as "Your Name <you@acme-store.example>" --role Finance',
    ),
  );
});

test("the page of a role of whose scenarios none ran says so", async () => {
  const { finance } = stakeholderReports(await aRun(["unknown-sku"]));
  const text = JSON.stringify(finance);
  expect(text).toContain("Nothing of what you judge was tested in this run");
  expect(text).not.toContain("--sign-off");
});
