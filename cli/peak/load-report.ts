/** A peak's result for people. */
import type { Metric, Report } from "../../reports/index.ts";
import { loadComparisonMetrics, loadComparisonSection } from "./compare-loads.ts";
import { edgeSection } from "./confirm-edge.ts";
import type { LoadDocument, LoadRun } from "./load-document.ts";
import type { MeasuredPeak } from "./measure-peak.ts";

/** @param document the same run for machines @param earlier when the run before was, ISO 8601 */
export function loadReport(
  run: MeasuredPeak,
  { generatedAt, edge, comparison }: LoadDocument,
  earlier: string | undefined,
): Report {
  const { project, peak, sections } = run;
  const { shop, plan, target } = project.config;
  return {
    title: `${shop.name}: peak load${peak.isCutShort ? " (cut short)" : ""}`,
    subtitle: `${target === undefined ? "" : `${target.name}, judged from outside: `}${peak.webhooks} webhooks, latency profile ${plan.latency}`,
    generatedAt,
    verdict: run.verdict,
    summary: [...metrics(run), ...(comparison === null ? [] : loadComparisonMetrics(comparison))],
    sections: [
      ...(edge === null ? [] : [edgeSection(edge)]),
      ...sections,
      ...(comparison === null || earlier === undefined ? [] : [loadComparisonSection(comparison, earlier)]),
    ],
  };
}

function metrics({ peak, accounting }: LoadRun): readonly Metric[] {
  const isClean = accounting.lost + accounting.duplicated === 0;
  return [
    {
      label: "Measured peak",
      value: `${Math.round(peak.deliveredPerHour).toLocaleString("en-US")}/h`,
      hint: `${peak.calls.refused} of ${peak.calls.total} calls refused`,
    },
    {
      label: "Lost or duplicated",
      value: `${accounting.lost + accounting.duplicated}`,
      hint: `of ${accounting.sent} sent`,
      ...(peak.isCutShort ? {} : { tone: isClean ? "good" : "bad" }),
    },
    {
      label: "Slots at the peak",
      value: `${peak.slots.peakInUse} of ${peak.slots.available}`,
      hint: `account limit ${peak.slots.accountLimit}`,
    },
  ];
}
