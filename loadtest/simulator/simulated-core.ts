/**
 * The core in a simulation: the backlog, the worker that claims from it, and what follows a failure.
 *
 * The governor with its adaptive limit, the breaker, the retry schedule and the worker's width are the production core's own code,
 * run on simulated time; only ledger and sockets are left out.
 */
import {
  BREAKER_PACE,
  type Clock,
  createAccountBreaker,
  type RetryPolicy,
  type SlotGovernorSnapshot,
} from "../../integration/index.ts";
import type { EventQueue } from "./event-queue.ts";
import { createOrderLine } from "./order-line.ts";
import type { SimulatedBatching } from "./simulated-batch.ts";
import { type CallerOptions, createCaller } from "./simulated-caller.ts";
import type { CallOutcome } from "./simulated-netsuite.ts";
import { type SimulatedOrder, settlementOf } from "./simulated-order.ts";
import { createSimulatedWorker } from "./simulated-worker.ts";

export interface CoreObserver {
  delivered(order: SimulatedOrder, now: number): void;
  dead(order: SimulatedOrder, now: number): void;
  /** Before anything changes who waits or who is in flight. */
  changes(now: number): void;
  called(outcome: CallOutcome): void;
  retried(): void;
}

export interface SimulatedCoreOptions
  extends Pick<CallerOptions, "queue" | "netsuite" | "slots" | "overheadMs"> {
  readonly retry: RetryPolicy;
  /** Null: each order by itself. */
  readonly batching: SimulatedBatching | null;
  readonly random: () => number;
  readonly observer: CoreObserver;
}

export interface SimulatedCore {
  accept(order: SimulatedOrder): void;
  /** Orders accepted and neither delivered nor dead. */
  readonly backlog: number;
  slots(): SlotGovernorSnapshot;
}

export function createSimulatedCore(options: SimulatedCoreOptions): SimulatedCore {
  const { queue, retry, random, observer } = options;
  const clock = clockOf(queue);
  const breaker = createAccountBreaker({ ...BREAKER_PACE, clock, alarm: () => undefined });
  const caller = createCaller({ ...options, clock, breaker });
  const due = createOrderLine();
  const after = (ms: number, then: () => void): void => queue.at(queue.now() + ms, then);
  const claim = createSimulatedWorker({ ...options, due, breaker, caller, after, ended: settle });
  let backlog = 0;

  function settle(order: SimulatedOrder, outcome: CallOutcome, era: number): void {
    observer.changes(queue.now());
    if (outcome === "done") {
      breaker.accepted(era);
      backlog -= 1;
      observer.delivered(order, queue.now());
    } else fail(order, outcome, era);
    claim();
  }

  function fail(order: SimulatedOrder, outcome: Exclude<CallOutcome, "done">, era: number): void {
    const { isOutage } = breaker;
    const settlement = settlementOf(order, { outcome, isOutage, now: clock.now(), retry, random: random() });
    if (settlement.kind === "hold") breaker.refused(settlement.failure, era);
    if (outcome === "refused") breaker.accepted(era);
    if ("at" in settlement) {
      observer.retried();
      queue.at(settlement.at, () => makeDue(order));
      return;
    }
    backlog -= 1;
    observer.dead(order, queue.now());
  }

  function makeDue(order: SimulatedOrder): void {
    due.add(order);
    claim();
  }

  return {
    get backlog() {
      return backlog;
    },
    slots: caller.slots,
    accept(order) {
      observer.changes(queue.now());
      backlog += 1;
      makeDue(order);
    },
  };
}

/** Simulated time as the core's own policies see it; nothing sleeps in a simulation: what waits is an event of the queue. */
const clockOf = (queue: EventQueue): Clock => ({
  now: () => queue.now(),
  sleep: () => NEVER,
});
const NEVER = new Promise<void>(() => undefined);
