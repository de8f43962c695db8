/** A run of the scenarios for people: the whole, and a page for each stakeholder. */
import type { Report } from "../../reports/index.ts";
import { slugOf, stakeholderReport } from "../../scenarios/index.ts";
import type { UatResult } from "../gate/uat-stage.ts";
import { subjectFor } from "./subject.ts";
import type { UatRun } from "./uat-document.ts";

export function uatReport({ project, generatedAt }: UatRun, uat: UatResult): Report {
  return {
    title: `${project.config.shop.name}: acceptance tests`,
    subtitle: `Flows: ${project.flows.map(({ mapping }) => mapping.file).join(", ")}`,
    generatedAt: generatedAt.toISOString(),
    verdict: uat.verdict,
    summary: [{ label: "Scenarios as expected", value: uat.summary }],
    sections: [uat.section],
  };
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
