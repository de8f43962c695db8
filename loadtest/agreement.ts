/** A measured peak beside the same peak simulated: a plan that reality contradicts is no plan. */
import type { PeakLoadResult } from "./load/peak-load.ts";
import type { ConcurrencyPlan } from "./plan/concurrency-plan.ts";
import { type SimulationResult, simulate } from "./simulator/simulate.ts";
import type { NoisyNeighbour } from "./simulator/simulated-netsuite.ts";

export interface Agreement {
  readonly figure: "drain time" | "time to NetSuite, p95";
  readonly simulatedMs: number;
  readonly measuredMs: number;
  /** Simulated over measured, less one. */
  readonly difference: number;
}

/**
 * What core, sockets and emulator add to each call on this machine, in ms of its own time. Taken from runs on two cores;
 * a time scale multiplies it, since the machine is not sped up with NetSuite.
 */
const OVERHEAD_MS = 4;

export interface MeasuredWorld {
  /** Item lines of each order, in the order in which they arrived; from the first again when there are more. */
  readonly lines: readonly number[];
  readonly neighbours?: readonly NoisyNeighbour[];
}

/** The same orders, slots, latency and time scale through the simulator; its arrivals are those that the intake saw. Null without any. */
export function simulateMeasured(
  peak: PeakLoadResult,
  { demand, concurrencyLimit }: ConcurrencyPlan,
  { lines, neighbours = [] }: MeasuredWorld,
): SimulationResult | null {
  if (peak.orders.length === 0) return null;
  return simulate({
    arrivals: peak.orders.map(({ arrivedAt }) => arrivedAt),
    slots: peak.slots.available,
    concurrencyLimit,
    latency: demand.latency,
    calls: demand.writes,
    lines: "in turn",
    linesPerOrder: lines.length === 0 ? [demand.linesPerOrder] : lines,
    timeScale: peak.timeScale,
    overheadMs: OVERHEAD_MS * peak.timeScale,
    neighbours,
    seed: 1,
  });
}

export function agreementOf(peak: PeakLoadResult, simulated: SimulationResult): readonly Agreement[] {
  const beside = (figure: Agreement["figure"], simulatedMs: number, measuredMs: number): Agreement => ({
    figure,
    simulatedMs,
    measuredMs,
    difference: measuredMs === 0 ? 0 : simulatedMs / measuredMs - 1,
  });
  return [
    beside("drain time", simulated.drainMs, peak.drainMs - (peak.orders[0]?.arrivedAt ?? 0)),
    beside("time to NetSuite, p95", simulated.timeToNetSuite.p95Ms, peak.timeToNetSuite.p95Ms),
  ];
}
