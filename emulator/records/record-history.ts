/** Remembers how records were before their latest writes, so that a read can be answered from the past. */
import type { RecordStore, StoredRow } from "./record-store.ts";
import { keysOf } from "./record-table.ts";

/** How far back a read looks: so many writes of each record, or so many milliseconds of the account's time. */
export type Past = { readonly writesAgo: number } | { readonly msAgo: number };

export interface RecordHistory {
  /** The same store, whose reads go back while `asOf` is at work. */
  readonly store: RecordStore;
  /** The work must not write and must not wait. */
  asOf<Result>(past: Past, work: () => Result): Result;
}

/** A row before one of its writes; undefined where the write created it. */
interface Former {
  readonly recordType: string;
  readonly id: string;
  readonly row: StoredRow | undefined;
  readonly at: number;
}

/** Rows are immutable, and a former one is kept as packed as a present one; a long run keeps no more of its past. */
const KEPT_WRITES = 10_000;

export function createRecordHistory(present: RecordStore, now: () => number): RecordHistory {
  const written: Former[] = [];
  let reading: Pick<RecordStore, "list" | "get" | "findBy"> = present;
  const remember = (recordType: string, id: string): void => {
    written.push({ recordType, id, row: present.get(recordType, id), at: now() });
    // Now and then, so that a write does not move the whole list.
    if (written.length >= 2 * KEPT_WRITES) written.splice(0, written.length - KEPT_WRITES);
  };
  // What a snapshot brings back has no past here.
  const forgetting = (load: (state: unknown) => void) => (state: unknown) => {
    load(state);
    written.length = 0;
  };
  return {
    store: {
      ...present,
      load: forgetting(present.load),
      ...(present.refresh && { refresh: forgetting(present.refresh) }),
      list: (recordType) => reading.list(recordType),
      get: (recordType, id) => reading.get(recordType, id),
      findBy: (recordType, field, ...values) => reading.findBy(recordType, field, ...values),
      put(row) {
        remember(row.recordType, row.id);
        present.put(row);
      },
      remove(recordType, id) {
        remember(recordType, id);
        present.remove(recordType, id);
      },
    },
    asOf(past, work) {
      reading = pastView(present, formerRows(written, past, now()));
      try {
        return work();
      } finally {
        reading = present;
      }
    },
  };
}

type FormerRows = ReadonlyMap<string, ReadonlyMap<string, StoredRow | undefined>>;

/** By record type and id, for records only that were another thing then. */
function formerRows(written: readonly Former[], past: Past, now: number): FormerRows {
  const byType = new Map<string, Map<string, StoredRow | undefined>>();
  const seen = new Map<string, number>();
  for (const { recordType, id, row, at } of written.toReversed()) {
    const key = `${recordType}/${id}`;
    const writes = (seen.get(key) ?? 0) + 1;
    seen.set(key, writes);
    const isUndone = "writesAgo" in past ? writes <= past.writesAgo : at > now - past.msAgo;
    if (!isUndone) continue;
    byType.set(recordType, (byType.get(recordType) ?? new Map()).set(id, row));
  }
  return byType;
}

/** Slower than the present: nothing of the past is indexed. */
function pastView(present: RecordStore, former: FormerRows): Pick<RecordStore, "list" | "get" | "findBy"> {
  const list = (recordType: string): readonly StoredRow[] => {
    const rows = former.get(recordType);
    if (rows === undefined) return present.list(recordType);
    const current = present.list(recordType);
    const ids = new Set(current.map(({ id }) => id));
    const removed = [...rows].flatMap(([id, row]) => (row === undefined || ids.has(id) ? [] : [row]));
    return [...current.flatMap((row) => (rows.has(row.id) ? (rows.get(row.id) ?? []) : row)), ...removed];
  };
  return {
    list,
    get(recordType, id) {
      const rows = former.get(recordType);
      return rows?.has(id) === true ? rows.get(id) : present.get(recordType, id);
    },
    findBy(recordType, field, ...values) {
      const wanted = new Set(values.map((value) => value.toLowerCase()));
      const keys = ({ id, fields }: StoredRow): readonly string[] =>
        field === "id" ? [id] : keysOf(fields[field]);
      return list(recordType).filter((row) => keys(row).some((key) => wanted.has(key)));
    },
  };
}
