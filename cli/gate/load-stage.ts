/** Stage 4: does the peak get through, and is the concurrency line where the plan says? */
import {
  type ConcurrencyPlan,
  judgeLimitBurst,
  judgePeakLoad,
  type LimitBurstResult,
  type LoadThresholds,
  loadSection,
  type PeakLoadResult,
  type PeakSample,
  runLimitBurst,
  runPeakLoad,
  simulateMeasured,
} from "../../loadtest/index.ts";
import type { Project } from "../config/project.ts";
import type { OrderMix } from "./order-mix.ts";
import type { PeakRig } from "./peak-rig.ts";
import { reasonsOf, type StageResult, verdictOfChecks } from "./stage.ts";

export interface LoadResult extends StageResult {
  readonly peak: PeakLoadResult;
  readonly burst: LimitBurstResult;
}

export interface LoadRequestOptions {
  readonly project: Project;
  readonly plan: ConcurrencyPlan;
  readonly mix: OrderMix;
  readonly rig: PeakRig;
  readonly onSample: (sample: PeakSample) => void;
}

export async function loadStage({
  project,
  plan,
  mix,
  rig,
  onSample,
}: LoadRequestOptions): Promise<LoadResult> {
  const { load } = project.config;
  const peak = await runPeakLoad({
    integration: rig.integration,
    account: rig.account,
    webhooks: rig.webhooks,
    arrivals: rig.arrivals,
    timeScale: load.timeScale,
    drainTimeoutMs: drainTimeoutMs(plan, project, rig.webhooks.length),
    onSample,
  });
  const burst = await runLimitBurst({ ...plan.supply, expectedLimit: plan.concurrencyLimit });
  const thresholds = thresholdsOf(project);
  const checks = [...judgePeakLoad(peak, thresholds), ...judgeLimitBurst(burst)];
  return {
    name: "load",
    verdict: verdictOfChecks(checks),
    reasons: reasonsOf(checks),
    summary: `${peak.webhooks} webhooks: ${peak.delivered} delivered, ${peak.dead} held for a human, ${Math.round(peak.deliveredPerHour)} orders/h, ${peak.calls.refused} refusals`,
    section: loadSection({
      peak,
      burst,
      thresholds,
      plan,
      simulated: simulateMeasured(peak, plan, mix),
    }),
    peak,
    burst,
  };
}

function thresholdsOf({ config }: Project): LoadThresholds {
  const { peakOrdersPerHour, serviceLevel } = config.plan;
  const withinMinutes = serviceLevel.withinMinutes ?? PATIENCE_MINUTES;
  return { ...config.thresholds, peakOrdersPerHour, toNetSuiteP95Ms: withinMinutes * MINUTE };
}

const MINUTE = 60_000;
/** Where nobody said how soon an order must be in NetSuite. */
const PATIENCE_MINUTES = 15;

/** Five times what the plan expects, and a minute at least: who is slower than that is stuck. */
function drainTimeoutMs(plan: ConcurrencyPlan, { config }: Project, webhooks: number): number {
  const expectedMs = (webhooks / plan.capacityPerHour) * 60 * MINUTE;
  return Math.max(MINUTE, (5 * expectedMs) / config.load.timeScale);
}
