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
} from "../../loadtest/index.ts";
import type { Project } from "../config/project.ts";
import type { PeakRig } from "./peak-rig.ts";
import { reasonsOf, type StageResult, verdictOfChecks } from "./stage.ts";

export interface LoadResult extends StageResult {
  readonly peak: PeakLoadResult;
  readonly burst: LimitBurstResult;
}

export interface LoadRequestOptions {
  readonly project: Project;
  readonly plan: ConcurrencyPlan;
  readonly rig: PeakRig;
  readonly onSample: (sample: PeakSample) => void;
}

export async function loadStage({ project, plan, rig, onSample }: LoadRequestOptions): Promise<LoadResult> {
  const { load } = project.config;
  const peak = await runPeakLoad({
    integration: rig.integration,
    account: rig.account,
    webhooks: rig.webhooks,
    connections: load.connections,
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
    section: loadSection({ peak, burst, thresholds, plan }),
    peak,
    burst,
  };
}

function thresholdsOf({ config }: Project): LoadThresholds {
  return { ...config.thresholds, peakOrdersPerHour: config.plan.peakOrdersPerHour };
}

const MINUTE = 60_000;

/** Five times what the plan expects, and a minute at least: who is slower than that is stuck. */
function drainTimeoutMs(plan: ConcurrencyPlan, { config }: Project, webhooks: number): number {
  const expectedMs = (webhooks / plan.capacityPerHour) * 60 * MINUTE;
  return Math.max(MINUTE, (5 * expectedMs) / config.load.timeScale);
}
