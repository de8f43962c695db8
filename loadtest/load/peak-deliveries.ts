/** What became of a peak's orders, as the ledger tells: when each came, when it was in NetSuite. Pure. */
import { percentileOf } from "../percentile.ts";
import type { LatencySummary } from "./latency-recorder.ts";
import type { PeakEntry } from "./peak-system.ts";

/** Moments in ms of real time since the first webhook. */
export interface OrderTimes {
  readonly arrivedAt: number;
  /** Null for one that NetSuite does not hold. */
  readonly deliveredAt: number | null;
}

export interface DeliveryFigures {
  /** In order of arrival. */
  readonly orders: readonly OrderTimes[];
  readonly delivered: number;
  readonly dead: number;
  /** From the first webhook to the last delivery, in real time (ms of this machine times the time scale). */
  readonly drainMs: number;
  /** From the last arrival to the last delivery, in real time. */
  readonly afterLastArrivalMs: number;
  /** Orders an hour that were delivered while the backlog drained, in real time. */
  readonly deliveredPerHour: number;
  /** Most orders that were on their way at one moment. */
  readonly longestBacklog: number;
  /** From the moment an order was accepted until NetSuite held it, in real time. */
  readonly timeToNetSuite: Omit<LatencySummary, "count">;
}

const MS_PER_HOUR = 3_600_000;

/** What had come before the run, such as a warm-up, is none of its orders. */
export function deliveriesIn(
  ledger: readonly PeakEntry[],
  { startedAt, timeScale }: { readonly startedAt: number; readonly timeScale: number },
): DeliveryFigures {
  const entries = ledger.filter(({ receivedAt }) => receivedAt >= startedAt);
  const since = (moment: number): number => (moment - startedAt) * timeScale;
  const orders = entries
    .map(({ receivedAt, updatedAt, state }) => ({
      arrivedAt: since(receivedAt),
      deliveredAt: state === "delivered" ? since(updatedAt) : null,
    }))
    .toSorted((one, other) => one.arrivedAt - other.arrivedAt);
  const waits = orders
    .flatMap(({ arrivedAt, deliveredAt }) => (deliveredAt === null ? [] : [deliveredAt - arrivedAt]))
    .toSorted((one, other) => one - other);
  const drainMs = orders.reduce((last, { deliveredAt }) => Math.max(last, deliveredAt ?? 0), timeScale);
  const at = (share: number): number => percentileOf(waits, share);
  return {
    orders,
    delivered: waits.length,
    dead: entries.filter(({ state }) => state === "dead").length,
    drainMs,
    afterLastArrivalMs: Math.max(0, drainMs - (orders.at(-1)?.arrivedAt ?? 0)),
    deliveredPerHour: (waits.length / drainMs) * MS_PER_HOUR,
    longestBacklog: longestBacklogOf(entries),
    timeToNetSuite: { p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), maxMs: at(1) },
  };
}

const UNDER_WAY = new Set<PeakEntry["state"]>(["queued", "running", "verify"]);

/** What is finished in whatever way waits no longer; at one and the same moment an arrival comes first. */
function longestBacklogOf(entries: readonly PeakEntry[]): number {
  const changes = entries.flatMap(({ receivedAt, updatedAt, state }) => [
    { at: receivedAt, by: 1 },
    ...(UNDER_WAY.has(state) ? [] : [{ at: updatedAt, by: -1 }]),
  ]);
  changes.sort((one, other) => one.at - other.at || other.by - one.by);
  let [backlog, longest] = [0, 0];
  for (const { by } of changes) {
    backlog += by;
    longest = Math.max(longest, backlog);
  }
  return longest;
}
