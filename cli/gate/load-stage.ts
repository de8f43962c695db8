/** Stage 4: does the peak get through, and is the concurrency line where the plan says? */
import {
  type ConcurrencyPlan,
  judgeLimitBurst,
  judgePeakLoad,
  type LimitBurstResult,
  type LoadWishes,
  loadSection,
  machineShareInWords,
  type OneLicenceLess,
  oneLicenceLess,
  PATIENCE_MINUTES,
  type PeakArrivals,
  type PeakLoadResult,
  type PeakSample,
  runLimitBurst,
  runPeakLoad,
  type SimulationResult,
  simulateMeasured,
  type ThresholdTexts,
  thresholdsOf,
} from "../../loadtest/index.ts";
import type { Check } from "../../reports/index.ts";
import { busiestHour } from "../config/plan-config.ts";
import type { Project } from "../config/project.ts";
import type { PeakRig } from "../peak/peak-rig.ts";
import { batchSettingsOf } from "./batch-settings.ts";
import type { OrderMix } from "./order-mix.ts";
import { reasonsOf, type StageResult, verdictOfChecks } from "./stage.ts";

export interface LoadResult extends StageResult {
  readonly project: Project;
  readonly plan: ConcurrencyPlan;
  readonly checks: readonly Check[];
  readonly peak: PeakLoadResult;
  readonly burst: LimitBurstResult;
  /** Null where Drydock's own core was not under load, or no order came. */
  readonly simulated: SimulationResult | null;
  /** Null as well without a licence that one could do without. */
  readonly withOneLess: OneLicenceLess | null;
}

export interface LoadRequestOptions {
  readonly project: Project;
  readonly plan: ConcurrencyPlan;
  readonly mix: OrderMix;
  readonly rig: PeakRig;
  readonly onSample: (sample: PeakSample) => void;
  /** Cuts the run short. */
  readonly signal?: AbortSignal;
}

export async function loadStage(request: LoadRequestOptions): Promise<LoadResult> {
  const { project, plan, mix, rig, onSample, signal } = request;
  const { load, target } = project.config;
  const isOurs = target === undefined;
  const peak = await runPeakLoad({
    ...rig,
    timeScale: load.timeScale,
    drainTimeoutMs: drainTimeoutMs(plan, project, rig),
    onSample,
    ...(signal === undefined ? {} : { signal }),
  });
  const burst = await runLimitBurst({ ...plan.supply, expectedLimit: plan.concurrencyLimit });
  const wished = wishesOf(project, rig);
  const world = {
    lines: mix.lines,
    batching: batchSettingsOf(project) ?? undefined,
    retry: project.config.serve.retry,
  };
  // What is simulated is Drydock's own core.
  const simulated = isOurs ? simulateMeasured(peak, plan, world) : null;
  const withOneLess = isOurs ? oneLicenceLess(peak, plan, world) : null;
  const checks = [...judgePeakLoad(peak, wished), ...judgeLimitBurst(burst)];
  const verdict = verdictOfChecks(checks);
  const machine = isOurs ? machineShareInWords(plan, load.timeScale) : null;
  return {
    name: "load",
    verdict,
    reasons: [...reasonsOf(checks), ...(machine === null || verdict !== "fail" ? [] : [machine])],
    summary: `${peak.webhooks} webhooks: ${peak.delivered} delivered, ${peak.dead} held for a human, ${Math.round(peak.deliveredPerHour)} orders/h, ${peak.calls.refused} refusals`,
    section: loadSection({ peak, burst, wished, plan, simulated, withOneLess }),
    project,
    plan,
    checks,
    peak,
    burst,
    simulated,
    withOneLess,
  };
}

const wishesOf = (project: Project, { arrivals, system }: PeakRig): LoadWishes => ({
  thresholds: thresholdsFor(project, arrivals.kind).filter(
    // Nobody has asked for what cannot be seen.
    ({ metric }) =>
      project.config.thresholds[metric] !== undefined ||
      !(system.hidden ?? []).some((hidden) => hidden === metric),
  ),
  generatorLateMs: project.config.load.generatorLateMs,
});

/** Those of the configuration; orders that come all at once have to fit into the hour, those that come over time must not fall behind. */
export function thresholdsFor({ config }: Project, arrivals: PeakArrivals["kind"]): LoadWishes["thresholds"] {
  const { withinMinutes = PATIENCE_MINUTES, backlogAtMost } = config.plan.serviceLevel;
  const speed: ThresholdTexts =
    arrivals === "burst"
      ? { throughput: [`>= ${busiestHour(config.plan)}/h`] }
      : { timeToNetSuite: [`p95 <= ${withinMinutes} min`] };
  const backlog: ThresholdTexts = backlogAtMost === undefined ? {} : { backlog: [`<= ${backlogAtMost}`] };
  return thresholdsOf(config.thresholds, { ...speed, ...backlog });
}

const MINUTE = 60_000;

/** Five times what the plan expects, and some minutes at least after the last trouble: who is slower than that is stuck. */
function drainTimeoutMs(plan: ConcurrencyPlan, { config }: Project, rig: PeakRig): number {
  const expectedMs = (rig.webhooks.length / plan.capacityPerHour) * 60 * MINUTE;
  const { schedule } = rig.trouble;
  const troubleMs = Math.max(0, ...schedule.map(({ toMs }) => toMs));
  const recoveryMs = MINUTE + (schedule.length === 0 ? 0 : RECOVERY_MS / config.load.timeScale);
  return Math.max(recoveryMs, (5 * expectedMs + troubleMs) / config.load.timeScale + recoveryMs);
}

/** The core tries a held order again after a minute, and its breaker looks as often. */
const RECOVERY_MS = 5 * MINUTE;
