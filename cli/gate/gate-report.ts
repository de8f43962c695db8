/** The gate's result for people: the verdict, the figures one looks for first, then a chapter for each stage. */
import type { Metric, Report } from "../../reports/index.ts";
import { loadComparisonMetrics, loadComparisonSection } from "../peak/compare-loads.ts";
import { comparisonMetrics, comparisonSection } from "../uat/compare-runs.ts";
import type { GateResult } from "./gate.ts";
import type { GateDocument } from "./gate-document.ts";

/** @param document the same run for machines @param earlier when the run before was, ISO 8601 */
export function gateReport(
  gate: GateResult,
  { generatedAt, comparison }: GateDocument,
  earlier: string | undefined,
): Report {
  const { shop, netsuite } = gate.load.project.config;
  return {
    title:
      gate.verdict === "pass" ? `${shop.name}: ready to cut over` : `${shop.name}: not ready to cut over`,
    subtitle: `Cutover gate for NetSuite account ${netsuite.account}, ${netsuite.tier} tier, SuiteCloud Plus licences: ${netsuite.suiteCloudPlus}`,
    generatedAt,
    verdict: gate.verdict,
    summary: [
      ...metrics(gate),
      ...(comparison === null
        ? []
        : [...comparisonMetrics(comparison.scenarios), ...loadComparisonMetrics(comparison.load)]),
    ],
    sections: [
      ...gate.stages.flatMap((stage) =>
        stage.name === "accounting" ? [stage.section, gate.held] : [stage.section],
      ),
      ...(comparison === null || earlier === undefined
        ? []
        : [
            comparisonSection(comparison.scenarios, earlier),
            loadComparisonSection(comparison.load, earlier),
          ]),
    ],
  };
}

function metrics(gate: GateResult): readonly Metric[] {
  const { accounting } = gate.accounting;
  const { peak } = gate.load;
  const passed = gate.uat.pages.filter(({ verdict }) => verdict === "pass").length;
  const clean = accounting.lost + accounting.duplicated === 0;
  return [
    {
      label: "Orders lost",
      value: `${accounting.lost}`,
      hint: `of ${accounting.sent} sent`,
      tone: accounting.lost === 0 ? "good" : "bad",
    },
    {
      label: "Orders duplicated",
      value: `${accounting.duplicated}`,
      hint: "in NetSuite",
      tone: clean ? "good" : "bad",
    },
    { label: "Delivered", value: `${accounting.delivered}`, hint: `${accounting.dead} held for a human` },
    {
      label: "Scenarios",
      value: `${passed} of ${gate.uat.pages.length}`,
      hint: "as the business expects",
      tone: passed === gate.uat.pages.length ? "good" : "bad",
    },
    {
      label: "Measured peak",
      value: `${Math.round(peak.deliveredPerHour).toLocaleString("en-US")}/h`,
      hint: `${peak.calls.refused} of ${peak.calls.total} calls refused`,
    },
    {
      label: "Slots at the peak",
      value: `${peak.slots.peakInUse} of ${peak.slots.available}`,
      hint: `account limit ${peak.slots.accountLimit}`,
    },
  ];
}
