/** A peak's result for machines: in `loadtest.json`, and the same figures in `gate.json`. */
import { z } from "zod";
import type { ConcurrencyPlan, LimitBurstResult, PeakLoadResult } from "../../loadtest/index.ts";
import type { Accounting, Check } from "../../reports/index.ts";
import type { Project } from "../config/project.ts";
import { verdict } from "../verdict.ts";

const count = z.number().int().min(0);
const percentiles = z.strictObject({ p50: z.number(), p95: z.number(), p99: z.number(), max: z.number() });

export const accountingFiguresSchema = z.strictObject({
  accepted: count,
  delivered: count,
  pending: count,
  dead: count,
  discarded: count,
  lost: count,
  duplicated: count,
});

export function accountingFigures(accounting: Accounting): z.output<typeof accountingFiguresSchema> {
  const { accepted, delivered, pending, dead, discarded, lost, duplicated } = accounting;
  return { accepted, delivered, pending, dead, discarded, lost, duplicated };
}

/** Times in ms; those of delivery in NetSuite's time, those of the intake as measured. */
export const loadFiguresSchema = z.strictObject({
  webhooks: count,
  /** Due, but never sent. */
  dropped: count,
  deliveredPerHour: z.number(),
  drainMs: z.number(),
  afterLastArrivalMs: z.number(),
  /** Null when nothing was acknowledged. */
  intakeMs: percentiles.nullable(),
  timeToNetSuiteMs: percentiles,
  longestBacklog: count,
  slots: count,
  slotUtilisation: z.number(),
  concurrencyLimit: count,
  peakInFlight: count,
  calls: count,
  refused: count,
  retries: count,
  deadLetters: count,
  coreMemoryBytes: count,
  coreCpuShare: z.number(),
  generatorLateP99Ms: z.number(),
  timeScale: z.number(),
});

export type LoadFigures = z.output<typeof loadFiguresSchema>;

export function loadFigures(peak: PeakLoadResult, burst: LimitBurstResult): LoadFigures {
  const { intake, slots, calls, core, timeToNetSuite } = peak;
  const acknowledged = intake.answers.get(200);
  return {
    webhooks: peak.webhooks,
    dropped: intake.dropped,
    deliveredPerHour: peak.deliveredPerHour,
    drainMs: peak.drainMs,
    afterLastArrivalMs: peak.afterLastArrivalMs,
    intakeMs: acknowledged === undefined ? null : figuresOf(acknowledged),
    timeToNetSuiteMs: figuresOf(timeToNetSuite),
    longestBacklog: peak.longestBacklog,
    slots: slots.available,
    slotUtilisation: slots.utilisation,
    concurrencyLimit: burst.expectedLimit,
    peakInFlight: slots.peakInUse,
    calls: calls.total,
    refused: calls.refused,
    retries: peak.retries,
    deadLetters: peak.dead,
    coreMemoryBytes: core.peakMemoryBytes,
    coreCpuShare: core.cpuShare,
    generatorLateP99Ms: Math.max(peak.eventLoopLagP99Ms, intake.lateness?.p99Ms ?? 0),
    timeScale: peak.timeScale,
  };
}

const figuresOf = ({ p50Ms, p95Ms, p99Ms, maxMs }: PeakLoadResult["timeToNetSuite"]) => ({
  p50: p50Ms,
  p95: p95Ms,
  p99: p99Ms,
  max: maxMs,
});

/** Two runs can be compared when this is the same. */
const settingSchema = z.strictObject({
  account: z.string(),
  tier: z.string(),
  suiteCloudPlus: count,
  reservedSlots: count,
  latency: z.string(),
  peakOrdersPerHour: z.number(),
  timeScale: z.number(),
  /** A profile's name, or "at once". */
  arrivals: z.string(),
});

export const loadDocumentSchema = z.strictObject({
  schemaVersion: z.literal(1),
  /** Whether the peak holds; "not-run" when the run proved nothing. */
  verdict,
  isCutShort: z.boolean(),
  setting: settingSchema,
  checks: z.array(z.looseObject({ name: z.string(), verdict })),
  reasons: z.array(z.string()),
  load: loadFiguresSchema,
  accounting: accountingFiguresSchema,
});

export type LoadDocument = z.output<typeof loadDocumentSchema>;

export interface LoadRun {
  readonly project: Project;
  readonly plan: ConcurrencyPlan;
  /** The profile's name; left out when all came at once. */
  readonly profile?: string | undefined;
  readonly verdict: LoadDocument["verdict"];
  readonly checks: readonly Check[];
  readonly reasons: readonly string[];
  readonly peak: PeakLoadResult;
  readonly burst: LimitBurstResult;
  readonly accounting: Accounting;
}

export function loadDocument(run: LoadRun): LoadDocument {
  const { plan, project, peak } = run;
  const { tier, suiteCloudPlus, reservedSlots } = plan.supply;
  return {
    schemaVersion: 1,
    verdict: run.verdict,
    isCutShort: peak.isCutShort,
    setting: {
      account: project.config.netsuite.account,
      tier,
      suiteCloudPlus,
      reservedSlots,
      latency: project.config.plan.latency,
      peakOrdersPerHour: plan.demand.peakOrdersPerHour,
      timeScale: peak.timeScale,
      arrivals: run.profile ?? "at once",
    },
    checks: run.checks.map((check) => ({ ...check })),
    reasons: [...run.reasons],
    load: loadFigures(peak, run.burst),
    accounting: accountingFigures(run.accounting),
  };
}
