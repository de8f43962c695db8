/** The account's records by type, with the indexes that keep look-ups cheap under load. */
import type { AccountPart } from "../state/account-part.ts";
import { createChangeList } from "../state/change-list.ts";
import type { Catalogue } from "./catalogue.ts";
import { createIdCounters } from "./id-counters.ts";
import { LINK } from "./record-table.ts";
import type { RecordCategory, RecordType } from "./record-type.ts";
import {
  applyRecordChanges,
  createTables,
  type RecordChange,
  type RecordChanges,
  savedRecordsOf,
  saveRecords,
} from "./saved-records.ts";
import { createShelves } from "./shelves.ts";
import type { StoredRow } from "./stored-row.ts";

export type { StoredRow } from "./stored-row.ts";

/** Records and lines that draw their ids from one row of numbers; a custom record type has its own. */
type IdSpace = Exclude<RecordCategory, "custom"> | "address" | `custom/${string}`;

export const idSpaceOf = ({ category, scriptId }: RecordType): IdSpace =>
  category === "custom" ? `custom/${scriptId}` : category;

export interface RecordStore extends AccountPart {
  /** The record types the account knows. */
  readonly catalogue: Catalogue;
  list(recordType: string): readonly StoredRow[];
  isEmpty(recordType: string): boolean;
  get(recordType: string, id: string): StoredRow | undefined;
  /** Rows whose value, or whose reference by id or name, is one of these, whatever the case; in the order created. */
  findBy(recordType: string, field: string, ...values: readonly string[]): readonly StoredRow[];
  /** Transactions that were made from this one, or are applied to it. */
  linkedTo(transactionId: string): readonly StoredRow[];
  /** Inserts or replaces. */
  put(row: StoredRow): void;
  remove(recordType: string, id: string): void;
  nextId(space: IdSpace): string;
  /** Ids are given out from above this one. */
  reserveId(space: IdSpace, id: number): void;
}

/** The record with an id among types that draw their ids from one row of numbers. */
export function getAmong(
  store: Pick<RecordStore, "get">,
  recordTypes: readonly string[] | undefined,
  id: string,
): StoredRow | undefined {
  for (const recordType of recordTypes ?? []) {
    const row = store.get(recordType, id);
    if (row !== undefined) return row;
  }
  return undefined;
}

const NONE: readonly StoredRow[] = [];

export interface RecordStoreOptions {
  readonly catalogue: Catalogue;
  readonly firstInternalId: number;
}

export function createRecordStore({ catalogue, firstInternalId }: RecordStoreOptions): RecordStore {
  const tables = createTables(catalogue);
  const transactionTables = catalogue
    .ofCategory("transaction")
    .flatMap(({ recordType }) => tables.get(recordType) ?? []);
  const ids = createIdCounters(firstInternalId);
  const shelfOf = createShelves(catalogue, tables);
  const changes = createChangeList<RecordChange>();
  const load = (state: unknown): void => {
    const saved = savedRecordsOf(state, catalogue);
    for (const [recordType, table] of tables) table.load(saved.tables.get(recordType));
    ids.load(saved.nextIds);
  };
  return {
    catalogue,
    list(recordType) {
      const { table, shown } = shelfOf(recordType);
      return shown([...(table?.rows.values() ?? NONE)]);
    },
    isEmpty: (recordType) => (shelfOf(recordType).table?.rows.size ?? 0) === 0,
    get(recordType, id) {
      const { table, isShown } = shelfOf(recordType);
      const row = table?.rows.get(id);
      return row !== undefined && isShown(row) ? row : undefined;
    },
    findBy(recordType, field, ...values) {
      const { table, shown } = shelfOf(recordType);
      return shown(table?.findBy(field, values) ?? NONE);
    },
    linkedTo(transactionId) {
      const filled = transactionTables.filter(({ rows }) => rows.size > 0);
      return filled.flatMap((table) => table.findBy(LINK, [transactionId]));
    },
    put(row) {
      shelfOf(row.recordType).table?.put(row);
      changes.add(row);
    },
    remove(recordType, id) {
      const type = catalogue.find(recordType);
      if (type === undefined) return;
      tables.get(type.table)?.remove(id);
      changes.add({ recordType: type.table, removedId: id });
    },
    nextId: ids.next,
    reserveId: ids.reserve,
    save: () => saveRecords(tables, ids.save()),
    load,
    watch: changes.watch,
    changes: {
      take: (): RecordChanges => ({ nextIds: ids.save(), records: [...changes.take()] }),
      apply: (taken) => ids.load(applyRecordChanges(tables, taken)),
    },
    // A refreshed sandbox holds production's records under production's internal ids.
    refresh: load,
  };
}
