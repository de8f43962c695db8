/** `loadtest.json`: a peak's result for machines, with a version of its own. */
import { z } from "zod";
import type { Accounting } from "../../reports/index.ts";
import { verdict } from "../verdict.ts";
import { compareLoads, loadComparisonSchema } from "./compare-loads.ts";
import { type ConfirmedEdge, confirmedEdgeSchema } from "./confirm-edge.ts";
import type { EarlierLoad } from "./earlier-load.ts";
import { type LoadChartsSource, loadCharts, loadChartsFields } from "./load-charts.ts";
import {
  accountingFigures,
  accountingFiguresSchema,
  type LoadResultsSource,
  loadResults,
  loadResultsFields,
} from "./load-figures.ts";

export const loadDocumentSchema = z.strictObject({
  schemaVersion: z.literal(1),
  /** Whether the peak holds; "not-run" when the run proved nothing. */
  verdict,
  generatedAt: z.iso.datetime(),
  isCutShort: z.boolean(),
  ...loadResultsFields,
  reasons: z.array(z.string()),
  accounting: accountingFiguresSchema,
  ...loadChartsFields,
  edge: confirmedEdgeSchema.nullable().describe("Null when none was searched."),
  comparison: loadComparisonSchema.nullable().describe("With the run before; null when there was none."),
});

export type LoadDocument = z.output<typeof loadDocumentSchema>;

export interface LoadRun extends LoadResultsSource, LoadChartsSource {
  readonly verdict: LoadDocument["verdict"];
  readonly reasons: readonly string[];
  readonly accounting: Accounting;
}

/** What a command knows beside the run itself. */
export interface LoadRunContext {
  readonly generatedAt: Date;
  readonly edge: ConfirmedEdge | null;
  /** The run before. */
  readonly earlier: EarlierLoad | null;
}

export function loadDocument(run: LoadRun, { generatedAt, edge, earlier }: LoadRunContext): LoadDocument {
  const results = loadResults(run);
  return {
    schemaVersion: 1,
    verdict: run.verdict,
    generatedAt: generatedAt.toISOString(),
    isCutShort: run.peak.isCutShort,
    ...results,
    reasons: [...run.reasons],
    accounting: accountingFigures(run.accounting),
    ...loadCharts(run),
    edge,
    comparison: earlier === null ? null : compareLoads(earlier, results),
  };
}
