/** `gate.json`: the gate's result for machines, with a version of its own. */
import { z } from "zod";
import { compareLoads, loadComparisonSchema } from "../peak/compare-loads.ts";
import {
  accountingFigures,
  accountingFiguresSchema,
  loadResults,
  loadResultsFields,
} from "../peak/load-figures.ts";
import { compareRuns, runComparisonSchema } from "../uat/compare-runs.ts";
import { verdict } from "../verdict.ts";
import type { GateResult } from "./gate.ts";
import { STAGE_NAMES } from "./stage.ts";

export const gateDocumentSchema = z.strictObject({
  schemaVersion: z.literal(1),
  /** Whether to cut over: whatever could not be proved is a `fail`. */
  verdict: z.enum(["pass", "fail"]),
  generatedAt: z.iso.datetime(),
  stages: z.array(z.strictObject({ name: z.enum(STAGE_NAMES), verdict, reasons: z.array(z.string()) })),
  accounting: accountingFiguresSchema,
  scenarios: z.array(z.strictObject({ id: z.string(), title: z.string(), verdict, durationMs: z.number() })),
  ...loadResultsFields,
  comparison: z
    .strictObject({ scenarios: runComparisonSchema, load: loadComparisonSchema })
    .nullable()
    .describe("With the run before; null when there was none."),
});

export type GateDocument = z.output<typeof gateDocumentSchema>;

/** @param earlier the run before */
export function gateDocument(
  gate: GateResult,
  generatedAt: Date,
  earlier: GateDocument | null,
): GateDocument {
  const results = loadResults(gate.load);
  const scenarios = gate.uat.pages.map(({ id, title, verdict: of, durationMs }) => ({
    id,
    title,
    verdict: of,
    durationMs,
  }));
  return {
    schemaVersion: 1,
    verdict: gate.verdict === "pass" ? "pass" : "fail",
    generatedAt: generatedAt.toISOString(),
    stages: gate.stages.map(({ name, verdict: of, reasons }) => ({
      name,
      verdict: of,
      reasons: [...reasons],
    })),
    accounting: accountingFigures(gate.accounting.accounting),
    scenarios,
    ...results,
    comparison:
      earlier === null
        ? null
        : {
            scenarios: compareRuns(earlier.scenarios, scenarios),
            load: compareLoads(earlier, results),
          },
  };
}
