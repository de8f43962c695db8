/** A run of the scenarios for people: the whole, and a page for each stakeholder. */
import type { Report } from "../../reports/index.ts";
import { slugOf, stakeholderReport } from "../../scenarios/index.ts";
import type { UatResult } from "../gate/uat-stage.ts";
import { compareRuns, comparisonMetrics, comparisonSection } from "./compare-runs.ts";
import { subjectFor } from "./subject.ts";
import type { UatRun } from "./uat-document.ts";

export function uatReport({ project, generatedAt, earlier, pages }: UatRun, uat: UatResult): Report {
  const comparison = earlier === null ? null : compareRuns(earlier.scenarios, pages);
  return {
    title: `${project.config.shop.name}: acceptance tests`,
    subtitle: subtitleOf(project),
    generatedAt: generatedAt.toISOString(),
    verdict: uat.verdict,
    summary: [
      { label: "Scenarios as expected", value: uat.summary },
      ...(comparison === null ? [] : comparisonMetrics(comparison)),
    ],
    sections: [
      uat.section,
      ...(comparison === null || earlier === null
        ? []
        : [comparisonSection(comparison, earlier.generatedAt)]),
    ],
  };
}

function subtitleOf({ config, flows }: UatRun["project"]): string {
  const { target } = config;
  if (target !== undefined)
    return `${target.name}, judged from outside in account ${config.netsuite.account}`;
  return `Flows: ${flows.map(({ mapping }) => mapping.file).join(", ")}`;
}

/** By what is added to the report's file name, such as "finance". */
export function stakeholderReports({
  project,
  pages,
  generatedAt,
}: UatRun): Readonly<Record<string, Report>> {
  return Object.fromEntries(
    project.config.uat.stakeholders.map((stakeholder) => [
      slugOf(stakeholder),
      stakeholderReport(stakeholder, {
        pages,
        subject: subjectFor(stakeholder, { project, pages }),
        generatedAt: generatedAt.toISOString(),
      }),
    ]),
  );
}
