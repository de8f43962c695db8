/** One order on its way through a simulation, and what becomes of one that failed. */
import {
  type Failure,
  type FailureClass,
  type LedgerEntry,
  type RetryPolicy,
  type Settlement,
  settlementFor,
} from "../../integration/index.ts";
import type { CallOutcome, SimulatedCall } from "./simulated-netsuite.ts";

export type Priority = LedgerEntry["priority"];
export const PRIORITIES = ["live", "bulk"] as const satisfies readonly Priority[];

export interface SimulatedOrder {
  readonly arrivedAt: number;
  readonly calls: readonly SimulatedCall[];
  readonly priority: Priority;
  attempts: number;
  /** The write that was never answered: NetSuite is asked for the last record before anything is sent again. */
  lostAt: number | null;
}

interface Failed {
  readonly outcome: Exclude<CallOutcome, "done">;
  readonly now: number;
  readonly isOutage: boolean;
  readonly retry: RetryPolicy;
  readonly random: number;
}

/** The production core's own decision; counts the attempt. */
export function settlementOf(order: SimulatedOrder, failed: Failed): Settlement {
  const { outcome, retry, ...moment } = failed;
  const { attempts } = order;
  const settlement = settlementFor({ failure: FAILURES[outcome], attempts, ...moment }, retry);
  const isTried = settlement.kind === "verify" || settlement.kind === "retry";
  if (isTried && settlement.countsAsAttempt !== false) order.attempts += 1;
  return settlement;
}

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
  "login-refused": failure("credentials", "INVALID_LOGIN"),
} as const satisfies Record<Exclude<CallOutcome, "done">, Failure>;
