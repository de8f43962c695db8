/** A peak on an integration that is not ours, seen from outside: what was sent, what NetSuite was asked, and what it holds. */
import type { JournalEntry, StoredRecord } from "../../emulator/index.ts";
import { systemClock } from "../../integration/index.ts";
import type { CoreLook, HiddenMetric, PeakEntry } from "../../loadtest/index.ts";
import type { RawOrder } from "../../scenarios/index.ts";
import { orderFinder } from "../gate/order-finder.ts";
import type { EmulatorProcess } from "./emulator-process.ts";

export interface OutsideOptions {
  readonly sent: readonly RawOrder[];
  readonly netsuite: Pick<EmulatorProcess, "ask" | "records" | "look">;
  /** Keys of its dead letters; null when it offers none. */
  readonly letters: () => Promise<readonly string[] | null>;
  /** Slots that it may use. */
  readonly slots: number;
  /** By how much NetSuite's waits are divided. */
  readonly timeScale: number;
  /** Quiet for so long, it does nothing more. */
  readonly settleMs: number;
}

export interface OutsideLook {
  /** The n-th webhook leaves the shop. */
  sending(n: number): void;
  look(): Promise<CoreLook>;
  isQuiet(): boolean;
  /** What became of each order that was sent; its key is the shop's. */
  entries(): Promise<readonly (PeakEntry & { readonly key: string })[]>;
}

/** What is never seen from outside; dead letters are when they are offered. */
export const HIDDEN: readonly HiddenMetric[] = ["slotUtilisation", "retries", "memory"];

const MOST_ENTRIES = 5_000;
const MOST_RECORDS = 10_000;

export function lookFromOutside(options: OutsideOptions): OutsideLook {
  const { sent, netsuite, letters, slots, settleMs } = options;
  const finder = orderFinder(sent);
  const sentAt = new Map<RawOrder, number>();
  const deliveredAt = new Map<RawOrder, number>();
  const journal = createJournalReader(options);
  let [known, changedAt] = [0, systemClock.now()];
  let dead: ReadonlySet<RawOrder> = new Set();

  /** Those that came since the last look; in the end all of them, should one have gone meanwhile. */
  async function newRecords(): Promise<readonly StoredRecord[]> {
    const path = `records/salesOrder?limit=${MOST_RECORDS}&offset=${known}`;
    const { records } = (await netsuite.ask("GET", path)) as { readonly records: readonly StoredRecord[] };
    known += records.length;
    return records;
  }

  async function find(records: () => Promise<readonly StoredRecord[]>): Promise<void> {
    // A request that NetSuite still works on stands in no journal yet.
    const { inFlight } = await netsuite.look();
    if ((await journal.read()) || inFlight > 0) changedAt = systemClock.now();
    const seenAt = systemClock.now();
    for (const record of await records()) {
      const order = finder(record);
      if (order !== undefined && !deliveredAt.has(order))
        deliveredAt.set(order, journal.savedAt(record.id) ?? seenAt);
    }
    const keys = (await letters().catch(() => null)) ?? [];
    dead = new Set(keys.flatMap((key) => finder({ externalId: key, fields: {} }) ?? []));
  }

  const stateOf = (order: RawOrder): PeakEntry["state"] =>
    deliveredAt.has(order) ? "delivered" : dead.has(order) ? "dead" : "queued";

  return {
    sending(n) {
      const order = sent[n];
      if (order !== undefined) sentAt.set(order, systemClock.now());
      changedAt = systemClock.now();
    },
    async look() {
      await find(newRecords);
      const counts = { ...NONE };
      for (const order of sentAt.keys()) counts[stateOf(order)] += 1;
      return { ...UNSEEN, entries: counts, slots: { available: slots, heldMs: null } };
    },
    isQuiet: () => systemClock.now() - changedAt > settleMs,
    async entries() {
      await find(() => netsuite.records("salesOrder"));
      const now = systemClock.now();
      return [...sentAt].map(([order, receivedAt]) => ({
        key: order.key,
        state: stateOf(order),
        receivedAt,
        updatedAt: Math.max(receivedAt, deliveredAt.get(order) ?? now),
      }));
    },
  };
}

interface JournalReader {
  /** Whether NetSuite was asked anything since the last time. */
  read(): Promise<boolean>;
  /** When the sales order of this internal id was there first; undefined when the journal does not say. */
  savedAt(internalId: string): number | undefined;
}

/** NetSuite writes down when it was asked; the first write of a record is the one that brought it there. */
function createJournalReader({
  netsuite,
  timeScale,
}: Pick<OutsideOptions, "netsuite" | "timeScale">): JournalReader {
  const savedAt = new Map<string, number>();
  let heard = 0;
  return {
    savedAt: (internalId) => savedAt.get(internalId),
    async read() {
      const path = `journal?after=${heard}&limit=${MOST_ENTRIES}`;
      const news = (await netsuite.ask("GET", path)) as readonly JournalEntry[];
      for (const entry of news) {
        const saved = savedIn(entry);
        if (saved !== null && !savedAt.has(saved)) savedAt.set(saved, endOf(entry, timeScale));
      }
      heard = news.at(-1)?.id ?? heard;
      return news.length > 0;
    },
  };
}

const NONE: Record<PeakEntry["state"], number> = {
  ...{ queued: 0, running: 0, verify: 0, delivered: 0 },
  ...{ dead: 0, discarded: 0, superseded: 0, skipped: 0 },
};

const UNSEEN = { retries: null, lagP99Ms: null, memoryBytes: null, cpuMs: null } as const;

/** The internal id of the sales order that this request saved; NetSuite names it in the answer's Location. */
function savedIn({ recordType, status, method, responseHeaders, internalId }: JournalEntry): string | null {
  if (recordType !== "salesOrder" || method === "GET" || status < 200 || status >= 300) return null;
  return internalId ?? /\/(\d+)$/.exec(responseHeaders["location"] ?? "")?.[1] ?? null;
}

const endOf = ({ at, waitedMs }: JournalEntry, timeScale: number): number => at + waitedMs / timeScale;
