/** The account's records by type, with the indexes that keep look-ups cheap under load. */
import type { AccountPart } from "../state/account-part.ts";
import { createChangeList } from "../state/change-list.ts";
import type { Catalogue } from "./catalogue.ts";
import { stageOf } from "./customer-stage.ts";
import { createIdCounters } from "./id-counters.ts";
import { LINK, type RecordTable, type StoredRow } from "./record-table.ts";
import type { RecordCategory, RecordType } from "./record-type.ts";
import {
  applyRecordChanges,
  createTables,
  type RecordChange,
  type RecordChanges,
  savedRecordsOf,
  saveRecords,
} from "./saved-records.ts";

export type { StoredRow } from "./record-table.ts";

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

export interface RecordStoreOptions {
  readonly catalogue: Catalogue;
  readonly firstInternalId: number;
}

export function createRecordStore({ catalogue, firstInternalId }: RecordStoreOptions): RecordStore {
  const tables = createTables(catalogue);
  const transactionTables = catalogue
    .all()
    .filter(({ category }) => category === "transaction")
    .flatMap(({ recordType }) => tables.get(recordType) ?? []);
  const ids = createIdCounters(firstInternalId);
  const tableOf = (recordType: string): RecordTable | undefined =>
    tables.get(catalogue.find(recordType)?.table ?? recordType);
  const statusFields = (id: string) => tables.get("customerStatus")?.rows.get(id)?.fields;
  /** A lead is found as lead and as customer; a customer is no lead any more. */
  const shownAs = (recordType: string, rows: readonly StoredRow[]): readonly StoredRow[] => {
    const type = catalogue.find(recordType);
    if (type === undefined || type.table === type.recordType) return rows;
    return rows.filter(({ fields }) => stageOf(fields, statusFields) === type.recordType);
  };
  const changes = createChangeList<RecordChange>();
  const load = (state: unknown): void => {
    const saved = savedRecordsOf(state, catalogue);
    for (const [recordType, table] of tables) table.load(saved.tables.get(recordType));
    ids.load(saved.nextIds);
  };
  return {
    catalogue,
    list: (recordType) => shownAs(recordType, [...(tableOf(recordType)?.rows.values() ?? [])]),
    isEmpty: (recordType) => (tableOf(recordType)?.rows.size ?? 0) === 0,
    get(recordType, id) {
      const row = tableOf(recordType)?.rows.get(id);
      return row === undefined ? undefined : shownAs(recordType, [row])[0];
    },
    findBy: (recordType, field, ...values) =>
      shownAs(recordType, tableOf(recordType)?.findBy(field, values) ?? []),
    linkedTo: (transactionId) => transactionTables.flatMap((table) => table.findBy(LINK, [transactionId])),
    put(row) {
      tableOf(row.recordType)?.put(row);
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
