/** A peak's figures for machines, the same in `loadtest.json` and `gate.json`: what two runs are compared by. */
import { z } from "zod";
import {
  type ConcurrencyPlan,
  faultInWords,
  type LimitBurstResult,
  type PeakLoadResult,
} from "../../loadtest/index.ts";
import type { Accounting, Check } from "../../reports/index.ts";
import type { Project } from "../config/project.ts";
import { verdict } from "../verdict.ts";
import { thisMachine } from "./this-machine.ts";

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

/** Times in ms; those of delivery in NetSuite's time, those of the intake as measured. Null is what could not be seen. */
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
  slotUtilisation: z.number().nullable(),
  concurrencyLimit: count,
  peakInFlight: count,
  calls: count,
  refused: count,
  retries: count.nullable(),
  deadLetters: count.nullable(),
  coreMemoryBytes: count.nullable(),
  coreCpuShare: z.number().nullable(),
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
    deadLetters: peak.hidden.includes("deadLetters") ? null : peak.dead,
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

const settingSchema = z.strictObject({
  account: z.string(),
  tier: z.string(),
  suiteCloudPlus: count,
  reservedSlots: count,
  latency: z.string(),
  peakOrdersPerHour: z.number(),
  webhooks: count,
  timeScale: z.number(),
  /** A profile's name, or "at once". */
  arrivals: z.string(),
  /** "one by one", or size and way. */
  batching: z.string(),
  faults: z.array(z.string()),
  machine: z.string(),
});

/** What of a peak can be compared with another one; in `loadtest.json` and `gate.json` alike. */
export const loadResultsFields = {
  setting: settingSchema.describe("Of the peak: two runs can be compared when this is the same."),
  checks: z.array(z.looseObject({ name: z.string(), verdict })).describe("Of the peak."),
  load: loadFiguresSchema,
};

export type LoadResults = z.output<z.ZodObject<typeof loadResultsFields>>;

export interface LoadResultsSource {
  readonly project: Project;
  readonly plan: ConcurrencyPlan;
  /** The profile's name; left out when all came at once. */
  readonly profile?: string | undefined;
  readonly checks: readonly Check[];
  readonly peak: PeakLoadResult;
  readonly burst: LimitBurstResult;
}

export function loadResults({ project, plan, profile, checks, peak, burst }: LoadResultsSource): LoadResults {
  const { tier, suiteCloudPlus, reservedSlots } = plan.supply;
  const { by, size } = project.config.serve.batching;
  return {
    setting: {
      account: project.config.netsuite.account,
      tier,
      suiteCloudPlus,
      reservedSlots,
      latency: project.config.plan.latency,
      peakOrdersPerHour: plan.demand.peakOrdersPerHour,
      webhooks: peak.webhooks,
      timeScale: peak.timeScale,
      arrivals: profile ?? "at once",
      batching: by === "none" ? "one by one" : `${size} by ${by}`,
      faults: peak.faults.scheduled.map(faultInWords),
      machine: thisMachine(),
    },
    checks: checks.map((check) => ({ ...check })),
    load: loadFigures(peak, burst),
  };
}
