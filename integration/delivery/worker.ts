/** The loop of the core: claim what is due, deliver side by side, settle, and wake up when there is more to do. */
import type { Clock } from "../clock.ts";
import { type LedgerEntry, PRIORITIES, type Settlement } from "../ledger/entry.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { AccountBreaker } from "./account-breaker.ts";
import { keepClaims } from "./keep-claims.ts";
import { bulkShare } from "./slot-governor.ts";
import { createWakeUp } from "./wake-up.ts";
import { type Batching, createWorkInFlight, type WorkInFlight } from "./work-in-flight.ts";

/** Entries that a worker works on side by side: for each that holds a slot another is mapped, settled or ready to have it next. */
export const workerWidth = (slots: number): number => 2 * slots;

export interface WorkerOptions {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly breaker: AccountBreaker;
  /** Works on one claimed entry; null when it was taken over by somebody else. */
  readonly deliver: (entry: LedgerEntry) => Promise<Settlement | null>;
  /** When and how entries are worked on in groups. @default each by itself */
  readonly batching?: Batching;
  readonly owner: string;
  /** Entries worked on side by side. */
  readonly parallel: number;
  readonly leaseMs: number;
  /** How often the ledger is asked without being woken: another process may have re-run an entry. */
  readonly pollMs: number;
  /** Nobody else works on the ledger. */
  readonly isExclusive: boolean;
  readonly onSettled?: (entry: LedgerEntry, settlement: Settlement) => void;
  readonly onError: (error: unknown) => void;
}

export interface Worker {
  /** Something was accepted or re-run: look now. */
  wake(): void;
  readonly inFlight: number;
  /** Claims nothing more, waits so long for the entries in flight, gives back the rest. */
  stop(withinMs: number): Promise<void>;
}

export function startWorker(options: WorkerOptions): Worker {
  const { ledger, clock, breaker, owner, leaseMs, parallel, onError } = options;
  const wakeUp = createWakeUp(clock);
  const work = createWorkInFlight({ ...options, onEnded: wakeUp.now });
  let leasesLookedAt = Number.NEGATIVE_INFINITY;
  let stopping = false;

  /**
   * Gives back what others held too long. Not at each wake-up: a lease that has ended waits for the next poll anyway. A clock that
   * was set back does not put it off.
   */
  async function endLeases(now: number): Promise<number> {
    if (Math.abs(now - leasesLookedAt) < options.pollMs) return 0;
    leasesLookedAt = now;
    return ledger.releaseExpired(now);
  }

  /** Claims as many due entries as may be worked on now. */
  async function claimDue(now: number): Promise<number> {
    const released = await endLeases(now);
    const inGroups = await claimGroups(options, work, now);
    if (inGroups > 0) return inGroups;
    const limit = breaker.allow(parallel - work.alone.size);
    if (limit < 1) return released;
    const entries = await ledger.claim({
      owner,
      leaseMs,
      limit,
      bulkLimit: bulkRoom(parallel, work.alone),
      now,
    });
    work.startAlone(entries);
    return entries.length;
  }

  async function pause(lookedAt: number): Promise<void> {
    const full = breaker.isOpen || work.alone.size >= parallel;
    const nextDueAt = full ? null : await ledger.nextDueAt();
    // What was due and was not claimed waits for its turn, such as one in bulk: whatever ends wakes us.
    const isWaiting = nextDueAt === null || nextDueAt <= lookedAt;
    const wait = isWaiting ? options.pollMs : Math.max(1, nextDueAt - clock.now());
    await wakeUp.within(Math.min(wait, options.pollMs));
  }

  async function run(): Promise<void> {
    // Without another worker whatever is still claimed was held by one that was killed; else its lease has to end.
    if (options.isExclusive) await ledger.releaseAll(clock.now()).catch(onError);
    while (!stopping) {
      try {
        const now = clock.now();
        if ((await claimDue(now)) === 0) await pause(now);
      } catch (error) {
        onError(error);
        await wakeUp.within(options.pollMs);
      }
    }
  }

  const stopKeeping = keepClaims({ ...options, inFlight: () => work.entries });
  const running = run();
  return {
    wake: () => wakeUp.now(),
    get inFlight() {
      return work.size;
    },
    async stop(withinMs) {
      stopping = true;
      wakeUp.now();
      await running;
      await endedWithin(work.ended(), { clock, withinMs }).finally(stopKeeping);
      await ledger.release(owner, clock.now());
    },
  };
}

/**
 * When the backlog calls for it: a group of live entries, or of those in bulk where too few live ones are due. Each priority has
 * its own, so that bulk is never sent in front of what is live.
 */
async function claimGroups(options: WorkerOptions, work: WorkInFlight, now: number): Promise<number> {
  const { ledger, breaker, batching, owner, leaseMs } = options;
  const inGroups = work.groups.live + work.groups.bulk;
  if (batching === undefined || breaker.isOpen || inGroups >= batching.groups) return 0;
  const due = await ledger.countDue({ now, upTo: batching.backlog });
  if (due < batching.backlog) return 0;
  const limit = batching.size;
  const bulkLimit = work.groups.bulk < bulkShare(batching.groups) ? limit : 0;
  const entries = await ledger.claim({ owner, leaseMs, limit, bulkLimit, now });
  for (const priority of PRIORITIES) {
    work.startGroup(
      entries.filter((entry) => entry.priority === priority),
      priority,
    );
  }
  return entries.length;
}

/** Waits for the work, but not longer than that. */
async function endedWithin(
  work: Promise<void>,
  { clock, withinMs }: { readonly clock: Clock; readonly withinMs: number },
): Promise<void> {
  const waited = new AbortController();
  await Promise.race([work, clock.sleep(withinMs, waited.signal)]);
  waited.abort();
}

/** Entries in bulk leave room for live ones that have not come yet. */
function bulkRoom(parallel: number, inFlight: ReadonlySet<LedgerEntry>): number {
  const bulk = [...inFlight].filter(({ priority }) => priority === "bulk").length;
  return Math.max(0, bulkShare(parallel) - bulk);
}
