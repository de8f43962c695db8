/** A discrete-event simulation of orders, core and NetSuite: a day of a million orders in seconds, the same for the same seed. */
import { asyncProcessorsOf, createLatency, type LatencySetting, seededRandom } from "../../emulator/index.ts";
import { DEFAULT_RETRY_POLICY, type RetryPolicy } from "../../integration/index.ts";
import { LoadtestError } from "../errors.ts";
import { percentileOf } from "../percentile.ts";
import { createEventQueue, type EventQueue } from "./event-queue.ts";
import type { SimulatedBatching } from "./simulated-batch.ts";
import { createSimulatedCore, type SimulatedCore } from "./simulated-core.ts";
import {
  createSimulatedNetSuite,
  type NoisyNeighbour,
  type ServiceTimes,
  type SimulatedCall,
  type SimulatedFault,
} from "./simulated-netsuite.ts";
import type { Priority } from "./simulated-order.ts";
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
  /** @default 0 */
  readonly overheadMs?: number;
  readonly neighbours?: readonly NoisyNeighbour[];
  readonly faults?: readonly SimulatedFault[];
  /** As the core is configured; @default each order by itself */
  readonly batching?: SimulatedBatching | undefined;
  /** The account's asynchronous ones. @default 2, those of an account without licences */
  readonly processors?: number;
  /** When orders in bulk are made due, such as dead letters that are run again, in ms; live ones go before them. */
  readonly bulk?: ArrayLike<number>;
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
  /** Of the live orders. */
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
    queue,
    processors: options.processors ?? asyncProcessorsOf(0),
    concurrencyLimit: options.concurrencyLimit,
    latency: serviceTimesOf(options),
    neighbours: options.neighbours ?? [],
    faults: options.faults ?? [],
    random: seededRandom(options.seed, "faults").unit,
  });
  const record: SimulationRecord = createSimulationRecord(
    { live: options.arrivals.length, stretchMs: stretchOf(options) },
    () => ({ backlog: core.backlog, slotsInUse: netsuite.inFlight }),
  );
  const core: SimulatedCore = createSimulatedCore({
    queue,
    netsuite,
    slots: options.slots,
    retry: options.retry ?? DEFAULT_RETRY_POLICY,
    overheadMs: options.overheadMs ?? 0,
    batching: options.batching ?? null,
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

function letArrive(options: SimulationOptions, stage: Stage): void {
  const random = seededRandom(options.seed, "lines");
  const shapes = options.linesPerOrder.map((count) =>
    options.calls.map((kind): SimulatedCall => ({ kind, lines: count })),
  );
  const shapeOf = (n: number): readonly SimulatedCall[] =>
    shapes[options.lines === "in turn" ? n % shapes.length : random.integer(0, shapes.length - 1)] ?? [];
  arriveAt(options.arrivals, "live", shapeOf, stage);
  arriveAt(options.bulk ?? [], "bulk", shapeOf, stage);
}

/** Each arrival asks for the next one, so that the queue holds only what is under way. */
function arriveAt(
  moments: ArrayLike<number>,
  priority: Priority,
  shapeOf: (n: number) => readonly SimulatedCall[],
  { queue, core, record }: Stage,
): void {
  let n = 0;
  const arrive = (): void => {
    const arrivedAt = queue.now();
    record.arrived(arrivedAt);
    core.accept({ arrivedAt, calls: shapeOf(n), priority, attempts: 0, lostAt: null });
    n += 1;
    askForNext();
  };
  function askForNext(): void {
    const moment = moments[n];
    if (moment !== undefined) queue.at(moment, arrive);
  }
  askForNext();
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
  { slots }: SimulationOptions,
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
    utilisation: drainMs === 0 ? 0 : heldMs / (slots * drainMs),
    lowestLimit,
    stretches: record.stretches(),
  };
}

const LONGEST_TROUBLE_MS = 366 * 86_400_000;

function refuseImpossible({
  arrivals,
  slots,
  concurrencyLimit,
  calls,
  linesPerOrder,
  faults = [],
  neighbours = [],
}: SimulationOptions): void {
  const impossible: readonly (readonly [boolean, string])[] = [
    [
      arrivals.length === 0,
      "No order arrives, at so low a volume by chance; a simulation needs one at least. Give it more orders an hour.",
    ],
    [!(Number.isInteger(slots) && slots >= 1), `slots is ${slots}; the integration needs one at least.`],
    [concurrencyLimit < slots, `slots is ${slots}, more than the account's limit of ${concurrencyLimit}.`],
    [calls.length === 0, "The mapping makes no call of an order; there is nothing to simulate."],
    [
      linesPerOrder.length === 0 || linesPerOrder.some((lines) => !(lines >= 0)),
      "linesPerOrder must hold numbers of at least 0.",
    ],
    [
      [...faults, ...neighbours].some(({ toMs }) => !(toMs <= LONGEST_TROUBLE_MS)),
      "A fault or a neighbour must end within a year: the core waits for as long as it lasts.",
    ],
  ];
  const found = impossible.find(([isSo]) => isSo);
  if (found !== undefined) throw new LoadtestError(found[1], { code: "IMPOSSIBLE_PLAN" });
}
