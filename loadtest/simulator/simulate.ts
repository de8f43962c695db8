/** A discrete-event simulation of orders, core and NetSuite: a day of a million orders in seconds, the same for the same seed. */
import { createLatency, type LatencySetting, seededRandom } from "../../emulator/index.ts";
import { DEFAULT_RETRY_POLICY, type RetryPolicy } from "../../integration/index.ts";
import { LoadtestError } from "../errors.ts";
import { percentileOf } from "../percentile.ts";
import { createEventQueue, type EventQueue } from "./event-queue.ts";
import { createSimulatedCore, type SimulatedCore } from "./simulated-core.ts";
import {
  createSimulatedNetSuite,
  type NoisyNeighbour,
  type ServiceTimes,
  type SimulatedCall,
  type SimulatedFault,
} from "./simulated-netsuite.ts";
import { createSimulationRecord, type SimulationRecord, type Stretch } from "./simulation-record.ts";

export interface SimulationOptions {
  /** When each order arrives, in ms, ascending. */
  readonly arrivals: ArrayLike<number>;
  /** Slots that this integration may use, and the account's concurrency limit. */
  readonly slots: number;
  readonly concurrencyLimit: number;
  /** A latency profile of the emulator, or service times of one's own. */
  readonly latency: LatencySetting | ServiceTimes;
  /** The NetSuite calls that one order needs, one after the other. */
  readonly calls: readonly SimulatedCall["kind"][];
  /** Item lines of an order; drawn anew for each order from these, or taken in turn. */
  readonly linesPerOrder: readonly number[];
  /** @default "drawn" */
  readonly lines?: "drawn" | "in turn";
  readonly seed: number;
  /** @default the production core's */
  readonly retry?: RetryPolicy;
  /** @default 1 */
  readonly timeScale?: number;
  /** @default 0 */
  readonly overheadMs?: number;
  readonly neighbours?: readonly NoisyNeighbour[];
  readonly faults?: readonly SimulatedFault[];
  /** Length of a stretch of the time series. @default a 240th of the time over which orders arrive, a second at least */
  readonly stretchMs?: number;
}

export interface SimulationResult {
  readonly orders: number;
  readonly delivered: number;
  readonly dead: number;
  readonly retries: number;
  readonly calls: { readonly total: number; readonly refused: number };
  /** From the first arrival to the last delivery. */
  readonly drainMs: number;
  readonly timeToNetSuite: {
    readonly meanMs: number;
    readonly p50Ms: number;
    readonly p95Ms: number;
    readonly p99Ms: number;
    readonly maxMs: number;
  };
  readonly longestBacklog: number;
  /** Share of the time from first arrival to last delivery for which its slots were held. */
  readonly utilisation: number;
  readonly lowestLimit: number;
  readonly stretches: readonly Stretch[];
}

/** @throws LoadtestError when there is nothing to simulate or a number cannot be */
export function simulate(options: SimulationOptions): SimulationResult {
  refuseImpossible(options);
  const queue = createEventQueue();
  const netsuite = createSimulatedNetSuite({
    concurrencyLimit: options.concurrencyLimit,
    latency: serviceTimesOf(options),
    neighbours: options.neighbours ?? [],
    faults: options.faults ?? [],
    random: seededRandom(options.seed, "faults").unit,
  });
  const record: SimulationRecord = createSimulationRecord(
    { orders: options.arrivals.length, stretchMs: stretchOf(options) },
    () => ({ backlog: core.backlog, slotsInUse: netsuite.inFlight }),
  );
  const core: SimulatedCore = createSimulatedCore({
    queue,
    netsuite,
    slots: options.slots,
    retry: options.retry ?? DEFAULT_RETRY_POLICY,
    timeScale: options.timeScale ?? 1,
    overheadMs: options.overheadMs ?? 0,
    random: seededRandom(options.seed, "retries").unit,
    observer: record,
  });
  letArrive(options, { queue, core, record });
  queue.run();
  return resultOf(record, core, options);
}

interface Stage {
  readonly queue: EventQueue;
  readonly core: SimulatedCore;
  readonly record: SimulationRecord;
}

/** Each arrival asks for the next one, so that the queue holds only what is under way. */
function letArrive({ arrivals, calls, linesPerOrder, lines, seed }: SimulationOptions, on: Stage): void {
  const { queue, core, record } = on;
  const random = seededRandom(seed, "lines");
  const shapes = linesPerOrder.map((count) => calls.map((kind): SimulatedCall => ({ kind, lines: count })));
  const shapeOf = (n: number): number =>
    lines === "in turn" ? n % shapes.length : random.integer(0, shapes.length - 1);
  const arrive = (n: number): void => {
    const arrivedAt = arrivals[n];
    if (arrivedAt === undefined) return;
    queue.at(arrivedAt, () => {
      const shape = shapes[shapeOf(n)] ?? [];
      record.arrived(arrivedAt);
      core.accept({ arrivedAt, calls: shape, attempts: 0, lostAt: null });
      arrive(n + 1);
    });
  };
  arrive(0);
}

function serviceTimesOf({ latency, seed }: SimulationOptions): ServiceTimes {
  if (typeof latency === "object" && "begin" in latency) return latency;
  return createLatency(latency, seededRandom(seed, "latency"));
}

function stretchOf({ arrivals, stretchMs }: SimulationOptions): number {
  const span = (arrivals[arrivals.length - 1] ?? 0) - (arrivals[0] ?? 0);
  return stretchMs ?? Math.max(1_000, span / 240);
}

function resultOf(
  record: SimulationRecord,
  core: SimulatedCore,
  { slots, timeScale = 1 }: SimulationOptions,
): SimulationResult {
  const { arrived, delivered, dead, calls, retries, firstArrivalAt, lastDeliveryAt, longestBacklog } =
    record.figures;
  const { heldMs, lowestLimit } = core.slots();
  const drainMs = Math.max(0, lastDeliveryAt - firstArrivalAt);
  const times = record.timesToNetSuite();
  const meanMs = times.reduce((sum, each) => sum + each, 0) / Math.max(1, times.length);
  times.sort();
  const at = (share: number): number => percentileOf(times, share);
  return {
    orders: arrived,
    delivered,
    dead,
    retries,
    calls: { total: Object.values(calls).reduce((sum, each) => sum + each, 0), refused: calls.refused },
    drainMs,
    timeToNetSuite: { meanMs, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), maxMs: at(1) },
    longestBacklog,
    utilisation: drainMs === 0 ? 0 : (heldMs * timeScale) / (slots * drainMs),
    lowestLimit,
    stretches: record.stretches(),
  };
}

function refuseImpossible({
  arrivals,
  slots,
  concurrencyLimit,
  calls,
  linesPerOrder,
}: SimulationOptions): void {
  const impossible: readonly (readonly [boolean, string])[] = [
    [arrivals.length === 0, "No order arrives; a simulation needs one at least."],
    [!(Number.isInteger(slots) && slots >= 1), `slots is ${slots}; the integration needs one at least.`],
    [concurrencyLimit < slots, `slots is ${slots}, more than the account's limit of ${concurrencyLimit}.`],
    [calls.length === 0, "The mapping makes no call of an order; there is nothing to simulate."],
    [
      linesPerOrder.length === 0 || linesPerOrder.some((lines) => !(lines >= 0)),
      "linesPerOrder must hold numbers of at least 0.",
    ],
  ];
  const found = impossible.find(([isSo]) => isSo);
  if (found !== undefined) throw new LoadtestError(found[1], { code: "IMPOSSIBLE_PLAN" });
}
