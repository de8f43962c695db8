/** A simulated peak in the form in which a measured one is judged, so that both are held against the same thresholds. */
import type { SimulationResult } from "../simulator/simulate.ts";
import type { JudgedRun, MetricName } from "../thresholds/metrics.ts";
import { judgeThreshold, type Threshold } from "../thresholds/threshold.ts";

/** The intake's answers and the core's memory are not simulated. */
const NOT_SIMULATED: ReadonlySet<MetricName> = new Set(["intake", "memory"]);

const MS_PER_HOUR = 3_600_000;

/** Whether the simulated run meets every threshold that can be simulated, and drains. */
export function holdsSimulated(
  simulated: SimulationResult,
  lastArrivalMs: number,
  thresholds: readonly Threshold[],
): boolean {
  if (simulated.delivered + simulated.dead < simulated.orders) return false;
  const run = judgedRun(simulated, lastArrivalMs);
  return thresholds
    .filter(({ metric }) => !NOT_SIMULATED.has(metric))
    .every((threshold) => judgeThreshold(threshold, run).verdict === "pass");
}

function judgedRun(simulated: SimulationResult, lastArrivalMs: number): JudgedRun {
  const { orders, delivered, dead, drainMs, retries, calls, utilisation, longestBacklog } = simulated;
  return {
    intake: { answers: new Map() },
    samples: [],
    core: { peakMemoryBytes: 0 },
    webhooks: orders,
    orders: { length: orders },
    delivered,
    dead,
    drained: true,
    afterLastArrivalMs: Math.max(0, drainMs - lastArrivalMs),
    deliveredPerHour: (delivered / Math.max(1, drainMs)) * MS_PER_HOUR,
    longestBacklog,
    timeToNetSuite: simulated.timeToNetSuite,
    slots: { utilisation },
    calls,
    retries,
  };
}
