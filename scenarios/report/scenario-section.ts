/** The scenarios of a run as a chapter of a report: an overview, then a page for each. */
import type { Block, ScenarioPage, Section } from "../../reports/index.ts";

export function scenarioSection(pages: readonly ScenarioPage[]): Section {
  const passed = pages.filter(({ verdict }) => verdict === "pass").length;
  return {
    id: "uat",
    title: "What happens when it breaks",
    lead: `${passed} of ${pages.length} scenarios went as the business expects. Each ran against its own NetSuite account with the same code that goes to production.`,
    blocks: pages.map((scenario): Block => ({ kind: "scenario", scenario })),
  };
}
