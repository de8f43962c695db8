/**
 * Shares one account's slots among all workers on all machines.
 *
 * A killed worker's slots come back when their leases end: later than the time-out of a call, since NetSuite goes on with
 * a dead worker's request and still counts it.
 */
import type { Clock } from "../../clock.ts";
import { bulkShare, type ReleaseSlot, type SlotGovernor } from "../../delivery/slot-governor.ts";
import type { Priority } from "../entry.ts";
import { openSlotTable, type SlotTable, type SlotTableOptions, type TakenSlot } from "./slot-table.ts";

export interface SharedSlotsOptions extends SlotTableOptions {
  readonly clock: Clock;
  /** How long until a worker that found every slot taken looks again. @default 20 */
  readonly pollMs?: number;
  readonly onError?: (error: unknown) => void;
}

export interface SharedSlots extends SlotGovernor {
  /** Hands out nothing more, gives back what is held, and closes the connection. */
  close(): Promise<void>;
}

/** @throws IntegrationError `LEDGER_…` when the tables cannot be used */
export async function openSharedSlots(options: SharedSlotsOptions): Promise<SharedSlots> {
  const { clock, slots, connection, pollMs = DEFAULT_POLL_MS, onError } = options;
  const table = await openSlotTable(options);
  const queue = createQueue({
    table,
    clock,
    slots,
    onFreed: () => start(),
    onError: (error) => onError?.(error),
  });
  const stopped = new AbortController();
  let pump: Promise<void> | null = null;

  /** Never begun with nobody waiting: it would be over before it is noted as running. */
  async function serve(): Promise<void> {
    while (!stopped.signal.aborted && queue.length() > 0) {
      const served = await queue.serve();
      if (served === null) await clock.sleep(TROUBLE_MS, stopped.signal);
      else if (served === 0) await clock.sleep(pollMs, stopped.signal);
    }
    pump = null;
  }

  function start(): void {
    if (!stopped.signal.aborted && queue.length() > 0) pump ??= serve();
  }

  let closing: Promise<void> | null = null;
  return {
    acquire: (priority = "live") =>
      new Promise((resolve) => {
        queue.add(priority, resolve);
        start();
      }),
    snapshot: queue.snapshot,
    close() {
      closing ??= (async () => {
        stopped.abort();
        await pump;
        await table.close().catch((error) => onError?.(error));
        await connection.close();
      })();
      return closing;
    },
  };
}

const DEFAULT_POLL_MS = 20;

/** How long a database in trouble is left alone: each look at it is a connection to it, and a line in the log. */
const TROUBLE_MS = 1_000;

/** How often the limit is looked at and, after quiet times, raised. */
const LOOK_EVERY_MS = 1_000;

type Asking = (release: ReleaseSlot) => void;

interface Queue {
  add(priority: Priority, asking: Asking): void;
  length(): number;
  /** One round: gives the number of calls that got a slot, null when the database could not be asked. Never rejects. */
  serve(): Promise<number | null>;
  readonly snapshot: SlotGovernor["snapshot"];
}

interface QueueOptions {
  readonly table: SlotTable;
  readonly clock: Clock;
  readonly slots: number;
  readonly onFreed: () => void;
  /** The database in trouble: a slot that was not given back comes back with its lease. */
  readonly onError: (error: unknown) => void;
}

function createQueue({ table, clock, slots, onFreed, onError }: QueueOptions): Queue {
  const waiting: Record<Priority, Asking[]> = { live: [], bulk: [] };
  const figures = {
    inFlight: 0,
    peak: 0,
    calls: 0,
    refusals: 0,
    heldMs: 0,
  };
  const known = createLimitWatch(table, clock, slots);

  async function takeFor(priority: Priority): Promise<number> {
    const count = waiting[priority].length;
    if (count === 0) return 0;
    const taken = await table.take(priority, {
      count,
      below: priority === "live" ? slots : bulkShare(known.figures.limit),
    });
    for (const slot of taken) waiting[priority].shift()?.(hold(slot));
    return taken.length;
  }

  function hold(slot: TakenSlot): ReleaseSlot {
    const startedAt = clock.now();
    figures.inFlight += 1;
    figures.calls += 1;
    figures.peak = Math.max(figures.peak, figures.inFlight);
    let held = true;
    return (outcome) => {
      if (!held) return;
      held = false;
      figures.inFlight -= 1;
      figures.heldMs += clock.now() - startedAt;
      void free(slot, outcome === "refused").catch(onError);
    };
  }

  async function free(slot: TakenSlot, refused: boolean): Promise<void> {
    if (refused) {
      figures.refusals += 1;
      await table.lower(slot);
      known.lookSoon();
    }
    await table.giveBack(slot);
    onFreed();
  }

  const length = (): number => waiting.live.length + waiting.bulk.length;
  return {
    add: (priority, asking) => void waiting[priority].push(asking),
    length,
    async serve() {
      try {
        await known.look();
        return (await takeFor("live")) + (await takeFor("bulk"));
      } catch (error) {
        onError(error);
        return null;
      }
    },
    snapshot: () => ({ slots, ...known.figures, ...figures, waiting: length() }),
  };
}

/** What this worker knows of the limit that all workers share. */
function createLimitWatch(table: SlotTable, clock: Clock, slots: number) {
  const figures = { limit: slots, lowestLimit: slots };
  let lookedAt = Number.NEGATIVE_INFINITY;
  return {
    figures,
    lookSoon(): void {
      lookedAt = Number.NEGATIVE_INFINITY;
    },
    async look(): Promise<void> {
      if (clock.now() - lookedAt < LOOK_EVERY_MS) return;
      lookedAt = clock.now();
      figures.limit = await table.limit();
      figures.lowestLimit = Math.min(figures.lowestLimit, figures.limit);
    },
  };
}
