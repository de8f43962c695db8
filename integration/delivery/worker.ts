/** The loop of the core: claim what is due, deliver side by side, settle, and wake up when there is more to do. */
import type { Clock } from "../clock.ts";
import type { FailureClass } from "../failure.ts";
import type { LedgerEntry, Settlement } from "../ledger/entry.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { CredentialsBreaker } from "./credentials-breaker.ts";
import { bulkShare } from "./slot-governor.ts";
import { createWakeUp } from "./wake-up.ts";

/** Entries that a worker works on side by side: some are mapped or settled while the others hold all slots. */
export const workerWidth = (slots: number): number => slots + 4;

export interface WorkerOptions {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly breaker: CredentialsBreaker;
  /** Works on one claimed entry; null when it was taken over by somebody else. */
  readonly deliver: (entry: LedgerEntry) => Promise<Settlement | null>;
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
  const { ledger, clock, breaker, owner, parallel, onError } = options;
  const inFlight = new Map<Promise<void>, LedgerEntry>();
  const wakeUp = createWakeUp(clock);
  let stopping = false;

  async function workOn(entry: LedgerEntry): Promise<void> {
    const { era } = breaker;
    const settlement = await options.deliver(entry);
    if (settlement === null) return;
    tellBreaker(breaker, settlement, era);
    options.onSettled?.(entry, settlement);
  }

  function start(entry: LedgerEntry): void {
    const work = workOn(entry)
      .catch(onError)
      .finally(() => {
        inFlight.delete(work);
        wakeUp.now();
      });
    inFlight.set(work, entry);
  }

  /** Claims as many due entries as may be worked on now. */
  async function claimDue(): Promise<number> {
    const now = clock.now();
    const released = await ledger.releaseExpired(now);
    const limit = breaker.allow(parallel - inFlight.size);
    if (limit < 1) return released;
    const bulkLimit = bulkRoom(parallel, [...inFlight.values()]);
    const entries = await ledger.claim({ owner, leaseMs: options.leaseMs, limit, bulkLimit, now });
    for (const entry of entries) start(entry);
    return entries.length;
  }

  async function pause(): Promise<void> {
    const full = breaker.isOpen || inFlight.size >= parallel;
    const nextDueAt = full ? null : await ledger.nextDueAt();
    const wait = nextDueAt === null ? options.pollMs : Math.max(1, nextDueAt - clock.now());
    await wakeUp.within(Math.min(wait, options.pollMs));
  }

  async function run(): Promise<void> {
    // Without another worker whatever is still claimed was held by one that was killed; else its lease has to end.
    if (options.isExclusive) await ledger.releaseAll(clock.now()).catch(onError);
    while (!stopping) {
      try {
        if ((await claimDue()) === 0) await pause();
      } catch (error) {
        onError(error);
        await wakeUp.within(options.pollMs);
      }
    }
  }

  const running = run();
  return {
    wake: () => wakeUp.now(),
    get inFlight() {
      return inFlight.size;
    },
    async stop(withinMs) {
      stopping = true;
      wakeUp.now();
      await running;
      await ended([...inFlight.keys()], { clock, withinMs });
      await ledger.release(owner, clock.now());
    },
  };
}

/** Waits for the work, but not longer than that. */
async function ended(
  work: readonly Promise<void>[],
  { clock, withinMs }: { readonly clock: Clock; readonly withinMs: number },
): Promise<void> {
  const waited = new AbortController();
  await Promise.race([Promise.all(work), clock.sleep(withinMs, waited.signal)]);
  waited.abort();
}

/** Entries in bulk leave room for live ones that have not come yet. */
function bulkRoom(parallel: number, inFlight: readonly LedgerEntry[]): number {
  const bulk = inFlight.filter(({ priority }) => priority === "bulk").length;
  return Math.max(0, bulkShare(parallel) - bulk);
}

/** What NetSuite delivers, refuses for its data, or refuses for concurrency shows that it took our login. */
function tellBreaker(breaker: CredentialsBreaker, settlement: Settlement, era: number): void {
  if (settlement.kind === "hold") breaker.refused(settlement.failure, era);
  else if (settlement.kind === "delivered") breaker.accepted(era);
  else if ("failure" in settlement && TOOK_OUR_LOGIN.has(settlement.failure.class)) breaker.accepted(era);
}

const TOOK_OUR_LOGIN: ReadonlySet<FailureClass> = new Set(["data", "throttled"]);
