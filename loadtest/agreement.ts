/** A measured peak beside the same peak simulated: a plan that reality contradicts is no plan. */
import { asyncProcessorsOf } from "../emulator/index.ts";
import type { RetryPolicy } from "../integration/index.ts";
import { simulatedTroubles } from "./faults/simulated-faults.ts";
import { OVERHEAD_MS } from "./load/machine-share.ts";
import type { PeakLoadResult } from "./load/peak-load.ts";
import { type ConcurrencyPlan, planConcurrency } from "./plan/concurrency-plan.ts";
import { type SimulationResult, simulate } from "./simulator/simulate.ts";
import { type BatchSettings, batchingFor } from "./simulator/simulated-batch.ts";

export interface Agreement {
  readonly figure: "drain time" | "time to NetSuite, p95";
  readonly simulatedMs: number;
  readonly measuredMs: number;
  /** Simulated over measured, less one. */
  readonly difference: number;
}

export interface MeasuredWorld {
  /** Item lines of each order, in the order in which they arrived; from the first again when there are more. */
  readonly lines: readonly number[];
  /** How the core was told to batch; @default each order by itself */
  readonly batching?: BatchSettings | undefined;
  /** What `callOverheadMs` says of a run on the same machine. @default 4 */
  readonly overheadMs?: number;
  /** As the core is configured; @default the production core's */
  readonly retry?: RetryPolicy;
  /** @default 1 */
  readonly seed?: number;
}

/**
 * The same orders, slots, latency, faults and time scale through the simulator; its arrivals are those that the intake saw.
 * Null without any.
 */
export function simulateMeasured(
  peak: PeakLoadResult,
  { demand, supply, concurrencyLimit }: ConcurrencyPlan,
  { lines, batching, overheadMs = OVERHEAD_MS, retry, seed = 1 }: MeasuredWorld,
): SimulationResult | null {
  if (peak.orders.length === 0) return null;
  const { slots, timeScale, faults } = peak;
  return simulate({
    arrivals: peak.orders.map(({ arrivedAt }) => arrivedAt),
    slots: slots.available,
    concurrencyLimit,
    latency: demand.latency,
    calls: demand.writes,
    lines: "in turn",
    linesPerOrder: lines.length === 0 ? [demand.linesPerOrder] : lines,
    overheadMs: overheadMs * timeScale,
    batching: batching && batchingFor(slots.available, batching),
    processors: asyncProcessorsOf(supply.suiteCloudPlus),
    ...simulatedTroubles(faults.scheduled),
    ...(retry === undefined ? {} : { retry }),
    seed,
  });
}

/**
 * What this machine adds to each call while it holds a slot, in ms of its own time: how long a call held its slot, less what the
 * simulation without any overhead says. Of a run in which the slots were not all in use: else the wait for a processor of this
 * machine would count as the call's.
 */
export function callOverheadMs(
  peak: PeakLoadResult,
  plan: ConcurrencyPlan,
  world: Omit<MeasuredWorld, "overheadMs">,
): number {
  const simulated = simulateMeasured(peak, plan, { ...world, overheadMs: 0 });
  const { slots, drainMs, calls } = peak;
  const { utilisation } = slots;
  if (simulated === null || utilisation === null || calls.total === 0) return OVERHEAD_MS;
  const held = (utilisation * slots.available * drainMs) / calls.total;
  const expected = (simulated.utilisation * slots.available * simulated.drainMs) / simulated.calls.total;
  return Math.max(0, (held - expected) / peak.timeScale);
}

export interface OneLicenceLess {
  /** Slots that would be left for this integration. */
  readonly slots: number;
  readonly owned: SimulationResult;
  readonly less: SimulationResult;
}

/** Without faults and neighbours: only the licences differ. Null without a licence, an order, or a slot that would be left. */
export function oneLicenceLess(
  peak: PeakLoadResult,
  plan: ConcurrencyPlan,
  world: Omit<MeasuredWorld, "overheadMs">,
): OneLicenceLess | null {
  const { demand, supply } = plan;
  if (supply.suiteCloudPlus === 0) return null;
  const lesser = planConcurrency(demand, { ...supply, suiteCloudPlus: supply.suiteCloudPlus - 1 });
  if (lesser.slotsAvailable === 0) return null;
  const untroubled = { ...peak, faults: { scheduled: [], begun: 0 } };
  const withSlots = (available: number, of: ConcurrencyPlan): SimulationResult | null =>
    simulateMeasured({ ...untroubled, slots: { ...peak.slots, available } }, of, { ...world, overheadMs: 0 });
  const owned = withSlots(peak.slots.available, plan);
  const less = withSlots(lesser.slotsAvailable, lesser);
  return owned === null || less === null ? null : { slots: lesser.slotsAvailable, owned, less };
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
