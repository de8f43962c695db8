/**
 * How many calls NetSuite takes at present, as its refusals show.
 *
 * Additive increase, multiplicative decrease: other integrations use the same account, so its real room is only known
 * from its refusals. One decrease answers all refusals of calls that were already in flight when it happened.
 */
import type { Clock } from "../clock.ts";

export interface AdaptiveLimitOptions {
  /** The most it ever is. */
  readonly slots: number;
  readonly clock: Clock;
  /** @default 30_000: quiet time after which one slot is given back. */
  readonly recoverAfterMs?: number;
  /** @default 0.7: what a refusal leaves of the limit. */
  readonly decreaseFactor?: number;
}

export interface AdaptiveLimit {
  current(): number;
  /** How far refusals have ever lowered it. */
  lowest(): number;
  /** A call that started then was refused. */
  refusedSince(startedAt: number): void;
}

export const DECREASE_FACTOR = 0.7;
export const RECOVER_AFTER_MS = 30_000;

export function createAdaptiveLimit(options: AdaptiveLimitOptions): AdaptiveLimit {
  const { slots, clock, recoverAfterMs = RECOVER_AFTER_MS, decreaseFactor = DECREASE_FACTOR } = options;
  let limit = slots;
  let lowest = slots;
  let changedAt = Number.NEGATIVE_INFINITY;
  const recover = (): void => {
    if (limit === slots || clock.now() - changedAt < recoverAfterMs) return;
    limit += 1;
    changedAt = clock.now();
  };
  return {
    current() {
      recover();
      return limit;
    },
    lowest: () => lowest,
    refusedSince(startedAt) {
      if (startedAt < changedAt) return;
      limit = Math.max(1, Math.floor(limit * decreaseFactor));
      lowest = Math.min(lowest, limit);
      changedAt = clock.now();
    },
  };
}
