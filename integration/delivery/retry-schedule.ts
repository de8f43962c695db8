/** Decides what follows a failure: when to try again, when to hold the flow, when a human has to look. Pure. */
import type { Failure, FailureClass } from "../failure.ts";
import type { Settlement } from "../ledger/entry.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

export interface RetryPolicy {
  /** First wait of the fast phase, doubled each time, drawn with full jitter. */
  readonly baseMs: number;
  /** Longest wait of the fast phase. */
  readonly capMs: number;
  /** Attempts in the fast phase; after it the slow phase begins. */
  readonly fastAttempts: number;
  /** Wait between attempts of the slow phase. */
  readonly slowMs: number;
  /** Attempts in all; the next failure makes the entry a dead letter. */
  readonly maxAttempts: number;
  /** Longest wait after a refusal for concurrency; such a refusal costs no attempt. */
  readonly throttleMs: number;
  /** Wait of an entry that NetSuite refused for our login or role, or that failed in an outage; it costs no attempt. */
  readonly holdMs: number;
}

/** 12 fast attempts within 24 minutes at most, then every 30 minutes for a day. */
export const DEFAULT_RETRY_POLICY: RetryPolicy = {
  baseMs: SECOND,
  capMs: 5 * MINUTE,
  fastAttempts: 12,
  slowMs: 30 * MINUTE,
  maxAttempts: 12 + 48,
  throttleMs: 2 * SECOND,
  holdMs: MINUTE,
};

export interface FailedAttempt {
  readonly failure: Failure;
  /** Attempts that counted before this one. */
  readonly attempts: number;
  /** NetSuite cannot be reached at all: such a failure costs no attempt. @default false */
  readonly isOutage?: boolean;
  readonly now: number;
  /** A number in [0, 1). */
  readonly random: number;
}

/** The wait in ms after the n-th counted attempt (n from 1), before jitter. */
export function waitAfter(attempt: number, policy: RetryPolicy): number {
  if (attempt > policy.fastAttempts) return policy.slowMs;
  return Math.min(policy.capMs, policy.baseMs * 2 ** (attempt - 1));
}

/** Full jitter, in whole milliseconds as the ledger keeps them. */
const jittered = (waitMs: number, random: number): number => Math.round(waitMs * random);

type Step = (attempt: FailedAttempt, policy: RetryPolicy) => Settlement;

function exhausted(failure: Failure, attempts: number): Settlement {
  return {
    kind: "dead",
    failure: { ...failure, message: `${failure.message} (gave up after ${attempts} attempts)` },
  };
}

const retryLater: Step = ({ failure, attempts, isOutage, now, random }, policy) => {
  if (isOutage) return { kind: "retry", at: now + policy.holdMs, failure, countsAsAttempt: false };
  const counted = attempts + 1;
  if (counted >= policy.maxAttempts) return exhausted(failure, counted);
  const wait = askedFor(failure, policy) ?? drawnWait(counted, policy, random);
  return { kind: "retry", at: now + wait, failure, countsAsAttempt: true };
};

const lookUpFirst: Step = ({ failure, attempts, isOutage, now, random }, policy) => {
  if (isOutage) return { kind: "verify", at: now + policy.holdMs, failure, countsAsAttempt: false };
  const counted = attempts + 1;
  if (counted >= policy.maxAttempts) return exhausted(failure, counted);
  return { kind: "verify", at: now + drawnWait(counted, policy, random), failure };
};

/** Full jitter while it is quick, so that a crowd spreads; the slow phase is as long as it says. */
function drawnWait(attempt: number, policy: RetryPolicy, random: number): number {
  const wait = waitAfter(attempt, policy);
  return attempt > policy.fastAttempts ? wait : jittered(wait, random);
}

/** What the other side asks for is obeyed within reason: neither a storm nor days. */
function askedFor({ retryAfterMs }: Failure, policy: RetryPolicy): number | undefined {
  if (retryAfterMs === undefined) return undefined;
  return Math.min(policy.slowMs, Math.max(policy.baseMs, retryAfterMs));
}

const STEPS = {
  data: ({ failure }) => ({ kind: "dead", failure }),
  defect: ({ failure }) => ({ kind: "dead", failure }),
  credentials: ({ failure, now }, policy) => ({ kind: "hold", at: now + policy.holdMs, failure }),
  throttled: ({ failure, now, random }, policy) => ({
    kind: "retry",
    at: now + (askedFor(failure, policy) ?? jittered(policy.throttleMs, random)),
    failure,
    countsAsAttempt: false,
  }),
  transient: retryLater,
  "unknown-outcome": lookUpFirst,
} as const satisfies Record<FailureClass, Step>;

/** What becomes of the ledger entry after this failure. */
export function settlementFor(attempt: FailedAttempt, policy: RetryPolicy): Settlement {
  return STEPS[attempt.failure.class](attempt, policy);
}
