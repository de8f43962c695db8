/** The account's records by type, with the indexes that keep look-ups cheap under load. */
import type { Catalogue } from "./catalogue.ts";
import type { Fields } from "./field-value.ts";
import type { RecordCategory, RecordType } from "./record-type.ts";

export interface StoredRow {
  readonly recordType: string;
  readonly id: string;
  readonly fields: Fields;
}

/** Records and lines that draw their ids from one row of numbers. */
type IdSpace = RecordCategory | "address";

export interface RecordStore {
  /** The record types the account knows. */
  readonly catalogue: Catalogue;
  list(recordType: string): readonly StoredRow[];
  isEmpty(recordType: string): boolean;
  get(recordType: string, id: string): StoredRow | undefined;
  /** Rows whose indexed field has this value: externalId, the name field and every unique field. */
  findBy(recordType: string, field: string, value: string): readonly StoredRow[];
  /** Inserts or replaces. */
  put(row: StoredRow): void;
  remove(recordType: string, id: string): void;
  nextId(category: IdSpace): string;
}

export interface RecordStoreOptions {
  readonly catalogue: Catalogue;
  readonly firstInternalId: number;
}

export function createRecordStore({ catalogue, firstInternalId }: RecordStoreOptions): RecordStore {
  const tables = new Map(catalogue.all().map((type) => [type.recordType, createTable(type)]));
  // Items share one row of ids, entities and transactions too, as in NetSuite.
  const nextIds = new Map<IdSpace, number>();
  const tableOf = (recordType: string): Table | undefined =>
    tables.get(catalogue.find(recordType)?.recordType ?? recordType);
  return {
    catalogue,
    list: (recordType) => [...(tableOf(recordType)?.rows.values() ?? [])],
    isEmpty: (recordType) => (tableOf(recordType)?.rows.size ?? 0) === 0,
    get: (recordType, id) => tableOf(recordType)?.rows.get(id),
    findBy: (recordType, field, value) => tableOf(recordType)?.findBy(field, value) ?? [],
    put: (row) => tableOf(row.recordType)?.put(row),
    remove: (recordType, id) => tableOf(recordType)?.remove(id),
    nextId(category) {
      const id = nextIds.get(category) ?? firstInternalId;
      nextIds.set(category, id + 1);
      return String(id);
    },
  };
}

interface Table {
  readonly rows: ReadonlyMap<string, StoredRow>;
  findBy(field: string, value: string): readonly StoredRow[];
  put(row: StoredRow): void;
  remove(id: string): void;
}

function createTable(type: RecordType): Table {
  const rows = new Map<string, StoredRow>();
  const indexed = [...new Set(["externalId", type.nameField, ...type.unique])];
  const idsByKey = new Map<string, Set<string>>();
  const keysOf = (row: StoredRow): readonly string[] =>
    indexed.flatMap((field) => {
      const value = row.fields[field];
      return typeof value === "string" ? [keyOf(field, value)] : [];
    });
  const unindex = (id: string): void => {
    const row = rows.get(id);
    for (const key of row === undefined ? [] : keysOf(row)) {
      const ids = idsByKey.get(key);
      ids?.delete(id);
      if (ids?.size === 0) idsByKey.delete(key);
    }
  };
  return {
    rows,
    remove(id) {
      unindex(id);
      rows.delete(id);
    },
    findBy: (field, value) =>
      [...(idsByKey.get(keyOf(field, value)) ?? [])].flatMap((id) => rows.get(id) ?? []),
    put(row) {
      unindex(row.id);
      rows.set(row.id, row);
      for (const key of keysOf(row)) idsByKey.set(key, (idsByKey.get(key) ?? new Set()).add(row.id));
    },
  };
}

/** Compared whatever the case: external ids (Oracle help section_N3432681), and names as NetSuite does. */
const keyOf = (field: string, value: string): string => `${field}=${value.toLowerCase()}`;
