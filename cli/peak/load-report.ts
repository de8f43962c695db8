/** A peak's result for people. */
import type { Metric, Report, Section } from "../../reports/index.ts";
import type { LoadRun } from "./load-document.ts";

export function loadReport(run: LoadRun, sections: readonly Section[], generatedAt: Date): Report {
  const { project, peak } = run;
  const { shop, plan } = project.config;
  return {
    title: `${shop.name}: peak load${peak.isCutShort ? " (cut short)" : ""}`,
    subtitle: `${peak.webhooks} webhooks, latency profile ${plan.latency}`,
    generatedAt: generatedAt.toISOString(),
    verdict: run.verdict,
    summary: metrics(run),
    sections,
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
