/** What is kept of a simulation: each order's time to NetSuite, and what happened in each stretch of time. */
import type { CoreObserver } from "./simulated-core.ts";
import type { CallOutcome } from "./simulated-netsuite.ts";

/** One stretch of simulated time; levels are means over it. */
export interface Stretch {
  readonly fromMs: number;
  readonly arrivals: number;
  readonly delivered: number;
  readonly refused: number;
  readonly backlog: number;
  readonly slotsInUse: number;
}

export interface SimulationRecord extends CoreObserver {
  arrived(now: number): void;
  /** Ms from arrival to delivery of the live orders, in order of delivery. */
  timesToNetSuite(): Float64Array;
  stretches(): readonly Stretch[];
  readonly figures: RecordedFigures;
}

export interface RecordedFigures {
  readonly arrived: number;
  readonly delivered: number;
  readonly dead: number;
  readonly calls: Readonly<Record<CallOutcome, number>>;
  readonly retries: number;
  readonly firstArrivalAt: number;
  readonly lastDeliveryAt: number;
  readonly longestBacklog: number;
}

export interface Levels {
  readonly backlog: number;
  readonly slotsInUse: number;
}

interface Sums {
  arrivals: number;
  delivered: number;
  refused: number;
  /** Levels times ms. */
  backlog: number;
  slotsInUse: number;
}

/** @param levels how things stand now; asked before each change, so that it held since the one before */
export function createSimulationRecord(
  { live: liveOrders, stretchMs }: { readonly live: number; readonly stretchMs: number },
  levels: () => Levels,
): SimulationRecord {
  const times = new Float64Array(liveOrders);
  const sums: Sums[] = [];
  const calls: Record<CallOutcome, number> = {
    ...{ done: 0, refused: 0, unavailable: 0, "lost-answer": 0, "login-refused": 0 },
  };
  let [arrived, delivered, live, dead, retries, reached] = [0, 0, 0, 0, 0, 0];
  let [seenUntil, firstArrivalAt, lastDeliveryAt, longestBacklog] = [0, Number.POSITIVE_INFINITY, 0, 0];

  function stretch(n: number): Sums {
    while (sums.length <= n) sums.push({ arrivals: 0, delivered: 0, refused: 0, backlog: 0, slotsInUse: 0 });
    return sums[n] as Sums;
  }

  /** The stretch up to which everything is known; what happens now belongs to it. */
  const current = (): Sums => stretch(reached);

  function changes(now: number): void {
    if (now <= seenUntil) return;
    const { backlog, slotsInUse } = levels();
    longestBacklog = Math.max(longestBacklog, backlog);
    while (seenUntil < now) {
      const ends = (reached + 1) * stretchMs;
      const until = Math.min(now, ends);
      const sum = current();
      sum.backlog += backlog * (until - seenUntil);
      sum.slotsInUse += slotsInUse * (until - seenUntil);
      seenUntil = until;
      if (until === ends) reached += 1;
    }
  }

  return {
    changes,
    arrived(now) {
      changes(now);
      arrived += 1;
      firstArrivalAt = Math.min(firstArrivalAt, now);
      current().arrivals += 1;
    },
    delivered(order, now) {
      if (order.priority === "live") times[live++] = now - order.arrivedAt;
      delivered += 1;
      lastDeliveryAt = now;
      current().delivered += 1;
    },
    dead: () => {
      dead += 1;
    },
    called(outcome) {
      calls[outcome] += 1;
      if (outcome === "refused") current().refused += 1;
    },
    retried: () => {
      retries += 1;
    },
    timesToNetSuite: () => times.subarray(0, live),
    stretches: () =>
      sums.map(({ backlog, slotsInUse, ...counts }, n) => ({
        fromMs: n * stretchMs,
        ...counts,
        backlog: backlog / stretchMs,
        slotsInUse: slotsInUse / stretchMs,
      })),
    get figures() {
      return { arrived, delivered, dead, calls, retries, firstArrivalAt, lastDeliveryAt, longestBacklog };
    },
  };
}
