/** What a worker is working on: entries by themselves and in groups, each followed to its settlement. */
import type { FailureClass } from "../failure.ts";
import type { LedgerEntry, Priority, Settlement } from "../ledger/entry.ts";
import type { AccountBreaker } from "./account-breaker.ts";

export interface Batching {
  /** With fewer entries due each is worked on by itself. */
  readonly backlog: number;
  /** Entries of one group. */
  readonly size: number;
  /** Groups side by side; they take nothing of `parallel`, so that an entry that comes meanwhile need not wait for a job. */
  readonly groups: number;
  /** One promise for each entry; they are all of this priority. */
  deliver(entries: readonly LedgerEntry[], priority: Priority): readonly Promise<Settlement | null>[];
}

export interface WorkOptions {
  readonly breaker: AccountBreaker;
  readonly deliver: (entry: LedgerEntry) => Promise<Settlement | null>;
  readonly batching?: Batching;
  readonly onSettled?: (entry: LedgerEntry, settlement: Settlement) => void;
  readonly onError: (error: unknown) => void;
  /** An entry has made room for another one. */
  readonly onEnded: () => void;
}

export interface WorkInFlight {
  startAlone(entries: readonly LedgerEntry[]): void;
  /** All are of this priority; a group of one is none. */
  startGroup(entries: readonly LedgerEntry[], priority: Priority): void;
  readonly alone: ReadonlySet<LedgerEntry>;
  readonly groups: Readonly<Record<Priority, number>>;
  readonly entries: Iterable<LedgerEntry>;
  readonly size: number;
  /** Resolves when what is in flight now has ended. */
  ended(): Promise<void>;
}

export function createWorkInFlight(options: WorkOptions): WorkInFlight {
  const { breaker, batching, onError, onEnded } = options;
  const inFlight = new Map<Promise<void>, LedgerEntry>();
  const alone = new Set<LedgerEntry>();
  const groups: Record<Priority, number> = { live: 0, bulk: 0 };

  async function follow(entry: LedgerEntry, delivery: Promise<Settlement | null>): Promise<void> {
    const { era } = breaker;
    const settlement = await delivery;
    if (settlement === null) return;
    tellBreaker(breaker, settlement, era);
    options.onSettled?.(entry, settlement);
  }

  function start(entry: LedgerEntry, delivery: Promise<Settlement | null>): Promise<void> {
    const work = follow(entry, delivery)
      .catch(onError)
      .finally(() => {
        inFlight.delete(work);
        alone.delete(entry);
        onEnded();
      });
    inFlight.set(work, entry);
    return work;
  }

  function startAlone(entries: readonly LedgerEntry[]): void {
    for (const entry of entries) {
      alone.add(entry);
      void start(entry, options.deliver(entry));
    }
  }

  async function followGroup(works: readonly Promise<void>[], priority: Priority): Promise<void> {
    groups[priority] += 1;
    await Promise.all(works);
    groups[priority] -= 1;
    onEnded();
  }

  return {
    startAlone,
    startGroup(entries, priority) {
      if (batching === undefined || entries.length < 2) return startAlone(entries);
      const deliveries = batching.deliver(entries, priority);
      const works = entries.map((entry, n) => start(entry, deliveries[n] ?? Promise.resolve(null)));
      void followGroup(works, priority);
    },
    alone,
    groups,
    get entries() {
      return inFlight.values();
    },
    get size() {
      return inFlight.size;
    },
    ended: async () => void (await Promise.all(inFlight.keys())),
  };
}

/** What NetSuite delivers, refuses for its data, or refuses for concurrency shows that it took our login. */
function tellBreaker(breaker: AccountBreaker, settlement: Settlement, era: number): void {
  if (settlement.kind === "hold") breaker.refused(settlement.failure, era);
  else if (settlement.kind === "delivered") breaker.accepted(era);
  else if ("failure" in settlement && TOOK_OUR_LOGIN.has(settlement.failure.class)) breaker.accepted(era);
}

const TOOK_OUR_LOGIN: ReadonlySet<FailureClass> = new Set(["data", "throttled"]);
