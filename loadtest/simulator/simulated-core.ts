/**
 * The core in a simulation: the backlog, the worker that claims from it, and what follows a failure.
 *
 * The governor with its adaptive limit, the retry schedule and the worker's width are the production core's own code, run on
 * simulated time; only ledger and sockets are left out.
 */
import {
  type Clock,
  createSlotGovernor,
  type Failure,
  type FailureClass,
  type RetryPolicy,
  type SlotGovernorSnapshot,
  settlementFor,
  workerWidth,
} from "../../integration/index.ts";
import type { EventQueue } from "./event-queue.ts";
import type { CallOutcome, SimulatedCall, SimulatedNetSuite } from "./simulated-netsuite.ts";

/** One order on its way. */
export interface SimulatedOrder {
  readonly arrivedAt: number;
  readonly calls: readonly SimulatedCall[];
  attempts: number;
  /** The write that was never answered: NetSuite is asked for the last record before anything is sent again. */
  lostAt: number | null;
}

export interface CoreObserver {
  delivered(order: SimulatedOrder, now: number): void;
  dead(order: SimulatedOrder, now: number): void;
  /** Before anything changes who waits or who is in flight. */
  changes(now: number): void;
  called(outcome: CallOutcome): void;
  retried(): void;
}

export interface SimulatedCoreOptions {
  readonly queue: EventQueue;
  readonly netsuite: SimulatedNetSuite;
  readonly slots: number;
  readonly retry: RetryPolicy;
  /** The core's own waits last so many times longer than they say: it runs in real time before a NetSuite that is sped up. */
  readonly timeScale: number;
  /** What the core and the way to NetSuite add to each call while it holds a slot, in ms. */
  readonly overheadMs: number;
  readonly random: () => number;
  readonly observer: CoreObserver;
}

export interface SimulatedCore {
  accept(order: SimulatedOrder): void;
  /** Orders accepted and neither delivered nor dead. */
  readonly backlog: number;
  slots(): SlotGovernorSnapshot;
}

const LOOK_UP: SimulatedCall = { kind: "query", lines: 0 };

export function createSimulatedCore(options: SimulatedCoreOptions): SimulatedCore {
  const { queue, slots, timeScale, observer } = options;
  const { clock, governor, call } = createCaller(options);
  const width = workerWidth(slots);
  const due = createLine<SimulatedOrder>();
  let [claimed, backlog] = [0, 0];

  function claim(): void {
    while (claimed < width) {
      const order = due.next();
      if (order === undefined) return;
      claimed += 1;
      const ended = (outcome: CallOutcome): void => settle(order, outcome);
      if (order.lostAt === null) write({ order, step: 0, call, ended });
      else lookUp({ order, step: order.lostAt, call, ended });
    }
  }

  function settle(order: SimulatedOrder, outcome: CallOutcome): void {
    const again = outcome === "done" ? null : retryAt({ order, outcome, now: clock.now() }, options);
    if (again !== null) {
      observer.retried();
      queue.at(again * timeScale, () => makeDue(order));
    } else {
      backlog -= 1;
      if (outcome === "done") observer.delivered(order, queue.now());
      else observer.dead(order, queue.now());
    }
    claimed -= 1;
    claim();
  }

  function makeDue(order: SimulatedOrder): void {
    due.add(order);
    claim();
  }

  return {
    get backlog() {
      return backlog;
    },
    slots: governor.snapshot,
    accept(order) {
      observer.changes(queue.now());
      backlog += 1;
      makeDue(order);
    },
  };
}

interface Delivery {
  readonly order: SimulatedOrder;
  /** The write that is next, or the one whose answer was lost. */
  readonly step: number;
  readonly call: Caller["call"];
  /** With "done" when NetSuite holds the whole order, else with what its last call met. */
  readonly ended: (outcome: CallOutcome) => void;
}

function write({ order, step, call, ended }: Delivery): void {
  const next = order.calls[step];
  if (next === undefined) {
    ended("done");
    return;
  }
  call(next, (outcome) => {
    if (outcome === "lost-answer") order.lostAt = step;
    if (outcome === "done") write({ order, step: step + 1, call, ended });
    else ended(outcome);
  });
}

/** Only the last record proves that everything was written. */
function lookUp({ order, step, call, ended }: Delivery): void {
  call(LOOK_UP, (outcome) => {
    if (outcome === "done") order.lostAt = null;
    if (outcome !== "done" || step === order.calls.length - 1) ended(outcome);
    else write({ order, step: 0, call, ended });
  });
}

interface Failed {
  readonly order: SimulatedOrder;
  readonly outcome: Exclude<CallOutcome, "done">;
  readonly now: number;
}

/** When the core tries it again; null when it is left to a human. Counts the attempt. */
function retryAt({ order, outcome, now }: Failed, { retry, random }: SimulatedCoreOptions): number | null {
  const { attempts } = order;
  const settled = settlementFor({ failure: FAILURES[outcome], attempts, now, random: random() }, retry);
  if (settled.kind !== "retry" && settled.kind !== "verify") return null;
  if (settled.kind === "verify" || settled.countsAsAttempt) order.attempts += 1;
  return settled.at;
}

interface Caller {
  /** Simulated time as the core's own policies see it. */
  readonly clock: Clock;
  readonly governor: { snapshot(): SlotGovernorSnapshot };
  /** Waits for a slot, calls NetSuite, and tells how the call ended. */
  call(of: SimulatedCall, ended: (outcome: CallOutcome) => void): void;
}

function createCaller(options: SimulatedCoreOptions): Caller {
  const { queue, netsuite, slots, timeScale, overheadMs, observer } = options;
  const clock: Clock = { now: () => queue.now() / timeScale, sleep: () => NEVER };
  const governor = createSlotGovernor({ slots, clock });
  return {
    clock,
    governor,
    call(of, ended) {
      governor.request("live", (release) => {
        observer.changes(queue.now());
        const { outcome, ms, end } = netsuite.begin(of, queue.now());
        queue.at(queue.now() + ms + overheadMs, () => {
          observer.changes(queue.now());
          observer.called(outcome);
          end();
          release(outcome === "refused" ? "refused" : "ok");
          ended(outcome);
        });
      });
    },
  };
}

/** Nothing sleeps in a simulation: what waits is an event of the queue. */
const NEVER = new Promise<void>(() => undefined);

const failure = (kind: FailureClass, code: string): Failure => ({
  class: kind,
  code,
  message: "",
  advice: "",
});

const FAILURES = {
  refused: failure("throttled", "TOO_MANY_REQUESTS"),
  unavailable: failure("transient", "SERVICE_UNAVAILABLE"),
  "lost-answer": failure("unknown-outcome", "TIMEOUT"),
} as const satisfies Record<Exclude<CallOutcome, "done">, Failure>;

/** First come, first served, without moving the ones behind for each that leaves. */
function createLine<T>(): { add(one: T): void; next(): T | undefined } {
  let waiting: T[] = [];
  let served = 0;
  return {
    add: (one) => waiting.push(one),
    next() {
      const one = waiting[served];
      if (one === undefined) return undefined;
      served += 1;
      if (served > 4_096 && served * 2 > waiting.length) {
        waiting = waiting.slice(served);
        served = 0;
      }
      return one;
    },
  };
}
