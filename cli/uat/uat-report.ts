/** A run of the scenarios for people: the whole, and a page for each stakeholder. */
import { parse } from "node:path";
import type { Metric, Report } from "../../reports/index.ts";
import { isAffairOf, proseOf, slugOf, stakeholderReport } from "../../scenarios/index.ts";
import { testedAccountId } from "../config/project.ts";
import type { UatResult } from "../gate/uat-stage.ts";
import { compareRuns, comparisonMetrics, comparisonSection } from "./compare-runs.ts";
import { repetitionsMetric } from "./repetitions.ts";
import { subjectFor } from "./subject.ts";
import { commandToSign, commandWhole } from "./uat-command-line.ts";
import type { UatRun } from "./uat-document.ts";

export function uatReport(run: UatRun, uat: UatResult): Report {
  const { project, generatedAt, earlier, pages, sandbox = null, accounts = null, repetitions } = run;
  const comparison = earlier === null ? null : compareRuns(earlier.scenarios, pages);
  return {
    title: `${project.config.shop.name}: acceptance tests`,
    subtitle: subtitleOf(run),
    generatedAt: generatedAt.toISOString(),
    verdict: run.verdict,
    ...leftOutOf(run),
    summary: [
      { label: "Scenarios as expected", ...uat.asExpected },
      ...accountMetrics(run),
      ...(repetitions === undefined ? [] : [repetitionsMetric(repetitions)]),
      ...(comparison === null ? [] : comparisonMetrics(comparison)),
    ],
    sections: [
      ...(sandbox === null ? [] : [sandbox.section]),
      uat.section,
      ...(accounts === null ? [] : [accounts.section]),
      ...(comparison === null || earlier === null
        ? []
        : [comparisonSection(comparison, earlier.generatedAt)]),
    ],
  };
}

/** With `--only`, `--tag` or `--bail`. */
function leftOutOf(run: UatRun): Pick<Report, "leftOut"> {
  const left = leftOut(run).length;
  if (left === 0) return {};
  const total = left + run.pages.length;
  return { leftOut: `${left} of ${total} scenarios ${left === 1 ? "was" : "were"} left out of this run.` };
}

function leftOut({ offered = [], pages }: UatRun): readonly ReturnType<typeof proseOf>[] {
  const ran = new Set(pages.map(({ id }) => id));
  return offered.filter(({ id }) => !ran.has(id)).map(proseOf);
}

function accountMetrics({ sandbox = null, accounts = null }: UatRun): readonly Metric[] {
  const tones = { fresh: "good", stale: "bad", "stale, accepted": "neutral" } as const;
  const freshness =
    sandbox === null
      ? []
      : [{ label: "Sandbox", value: sandbox.state, hint: sandbox.summary, tone: tones[sandbox.state] }];
  if (accounts === null) return freshness;
  const { verdict, summary, both } = accounts;
  const tone = verdict === "pass" ? "good" : "bad";
  return [
    ...freshness,
    { label: "Other in production", value: `${both.fields.length}`, hint: summary, tone },
  ];
}

/** Flows by the names of their mappings: where the files lie is nothing that a reader of the report has to judge. */
function subtitleOf({ project, accountId = testedAccountId(project) }: UatRun): string {
  const { config, flows } = project;
  const { target } = config;
  if (target !== undefined) return `${target.name}, judged from outside in account ${accountId}`;
  return `Flows: ${flows.map(({ mapping }) => parse(mapping.file).name).join(", ")}`;
}

/** By what is added to the report's file name, such as "finance". */
export function stakeholderReports(run: UatRun): Readonly<Record<string, Report>> {
  const { project, pages, generatedAt, call = {} } = run;
  const left = leftOut(run);
  const { name } = project.config.shop;
  const as = `Your Name <you@${name.toLowerCase().replace(/[^a-z0-9]+/g, "-")}.example>`;
  return Object.fromEntries(
    project.config.uat.stakeholders.map((stakeholder) => [
      slugOf(stakeholder),
      stakeholderReport(stakeholder, {
        pages,
        subject: subjectFor(stakeholder, run),
        generatedAt: generatedAt.toISOString(),
        leftOut: left.filter((scenario) => isAffairOf(stakeholder, scenario)).length,
        commands: {
          run: commandWhole(project.file, call),
          sign: commandToSign(project.file, call, { as, role: stakeholder.role }),
        },
      }),
    ]),
  );
}
