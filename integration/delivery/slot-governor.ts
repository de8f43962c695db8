/**
 * Shares this integration's slots among its own calls, so that NetSuite never has to refuse one.
 *
 * Live calls go first; calls in bulk wait for them, and never take more than half of the slots.
 */
import type { Clock } from "../clock.ts";
import { PRIORITIES, type Priority } from "../ledger/entry.ts";
import type { SlotOutcome } from "../netsuite/ask.ts";
import { createAdaptiveLimit } from "./adaptive-limit.ts";

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
  /** How far refusals have ever lowered it. */
  readonly lowestLimit: number;
  readonly inFlight: number;
  readonly waiting: number;
  readonly peak: number;
  readonly calls: number;
  readonly refusals: number;
  /** Sum over all calls of the time a slot was held, in ms: divided by slots and time it is the slot utilisation. */
  readonly heldMs: number;
}

export interface SlotGovernor {
  /** Resolves when a slot is free; the returned function gives it back, once. @default "live" */
  acquire(priority?: Priority): Promise<ReleaseSlot>;
  snapshot(): SlotGovernorSnapshot;
}

/** The governor of one process, which also serves a caller that keeps time by himself, such as a simulation. */
export interface LocalSlotGovernor extends SlotGovernor {
  /** As `acquire`, but calls back in the same turn when a slot is free. */
  request(priority: Priority, granted: (release: ReleaseSlot) => void): void;
}

/** How many of so many slots calls in bulk may hold together. */
export const bulkShare = (limit: number): number => Math.max(1, Math.floor(limit / 2));

export function createSlotGovernor(options: SlotGovernorOptions): LocalSlotGovernor {
  const { slots, clock } = options;
  const limit = createAdaptiveLimit(options);
  const waiting: Record<Priority, (() => void)[]> = { live: [], bulk: [] };
  const inFlight: Record<Priority, number> = { live: 0, bulk: 0 };
  const inFlightOfAll = (): number => inFlight.live + inFlight.bulk;
  let [peak, calls, refusals, heldMs] = [0, 0, 0, 0];

  const mayRun = (priority: Priority): boolean =>
    waiting[priority].length > 0 && (priority === "live" || inFlight.bulk < bulkShare(limit.current()));

  function admit(): void {
    while (inFlightOfAll() < limit.current()) {
      const priority = PRIORITIES.find(mayRun);
      if (priority === undefined) return;
      inFlight[priority] += 1;
      peak = Math.max(peak, inFlightOfAll());
      calls += 1;
      waiting[priority].shift()?.();
    }
  }

  function takeSlot(priority: Priority): ReleaseSlot {
    const startedAt = clock.now();
    let held = true;
    return (outcome) => {
      if (!held) return;
      held = false;
      inFlight[priority] -= 1;
      heldMs += clock.now() - startedAt;
      if (outcome === "refused") {
        refusals += 1;
        limit.refusedSince(startedAt);
      }
      admit();
    };
  }

  function snapshot(): SlotGovernorSnapshot {
    const queued = waiting.live.length + waiting.bulk.length;
    const figures = { peak, calls, refusals, heldMs };
    return {
      slots,
      limit: limit.current(),
      lowestLimit: limit.lowest(),
      inFlight: inFlightOfAll(),
      waiting: queued,
      ...figures,
    };
  }

  function request(priority: Priority, granted: (release: ReleaseSlot) => void): void {
    waiting[priority].push(() => granted(takeSlot(priority)));
    admit();
  }

  return {
    acquire: (priority = "live") => new Promise((resolve) => request(priority, resolve)),
    request,
    snapshot,
  };
}
