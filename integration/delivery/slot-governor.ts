/**
 * Shares this integration's slots among its own calls, so that NetSuite never has to refuse one.
 *
 * Additive increase, multiplicative decrease: other integrations use the same account, so its real room is only known
 * from its refusals. One decrease answers all refusals of calls that were already in flight when it happened.
 */
import type { Clock } from "../clock.ts";
import type { SlotOutcome } from "../netsuite/rest-netsuite.ts";

export type ReleaseSlot = (outcome: SlotOutcome) => void;

export interface SlotGovernorOptions {
  /** The most calls in flight at once: the account's concurrency limit less what is reserved for others. */
  readonly slots: number;
  readonly clock: Clock;
  /** @default 30_000: quiet time after which one slot is given back. */
  readonly recoverAfterMs?: number;
  /** @default 0.7: what a refusal leaves of the limit. */
  readonly decreaseFactor?: number;
}

export interface SlotGovernorSnapshot {
  readonly slots: number;
  readonly limit: number;
  readonly inFlight: number;
  readonly waiting: number;
  readonly peak: number;
  readonly calls: number;
  readonly refusals: number;
  /** Sum over all calls of the time a slot was held, in ms: divided by slots and time it is the slot utilisation. */
  readonly heldMs: number;
}

export interface SlotGovernor {
  /** Resolves when a slot is free; the returned function gives it back, once. */
  acquire(): Promise<ReleaseSlot>;
  snapshot(): SlotGovernorSnapshot;
}

export function createSlotGovernor(options: SlotGovernorOptions): SlotGovernor {
  const { slots, clock, recoverAfterMs = 30_000, decreaseFactor = 0.7 } = options;
  const waiting: (() => void)[] = [];
  let limit = slots;
  let inFlight = 0;
  let peak = 0;
  let calls = 0;
  let refusals = 0;
  let heldMs = 0;
  let changedAt = Number.NEGATIVE_INFINITY;

  function recover(): void {
    if (limit < slots && clock.now() - changedAt >= recoverAfterMs) {
      limit += 1;
      changedAt = clock.now();
    }
  }

  function shrink(startedAt: number): void {
    refusals += 1;
    if (startedAt < changedAt) return; // this refusal was in flight when the limit was last lowered
    limit = Math.max(1, Math.floor(limit * decreaseFactor));
    changedAt = clock.now();
  }

  function admit(): void {
    recover();
    while (inFlight < limit) {
      const next = waiting.shift();
      if (next === undefined) return;
      inFlight += 1;
      peak = Math.max(peak, inFlight);
      calls += 1;
      next();
    }
  }

  function takeSlot(): ReleaseSlot {
    const startedAt = clock.now();
    let held = true;
    return (outcome) => {
      if (!held) return;
      held = false;
      inFlight -= 1;
      heldMs += clock.now() - startedAt;
      if (outcome === "refused") shrink(startedAt);
      admit();
    };
  }

  return {
    acquire: () =>
      new Promise((resolve) => {
        waiting.push(() => resolve(takeSlot()));
        admit();
      }),
    snapshot: () => ({ slots, limit, inFlight, waiting: waiting.length, peak, calls, refusals, heldMs }),
  };
}
