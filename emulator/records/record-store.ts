/** The account's records by type, with the indexes that keep look-ups cheap under load. */
import { z } from "zod";
import type { AccountPart } from "../state/account-part.ts";
import type { Catalogue } from "./catalogue.ts";
import type { Fields } from "./field-value.ts";
import { createRecordTable, type RecordTable, type StoredRow, type TableState } from "./record-table.ts";
import type { RecordCategory, RecordType } from "./record-type.ts";

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
  /** Inserts or replaces. */
  put(row: StoredRow): void;
  remove(recordType: string, id: string): void;
  nextId(space: IdSpace): string;
}

export interface RecordStoreOptions {
  readonly catalogue: Catalogue;
  readonly firstInternalId: number;
}

export function createRecordStore({ catalogue, firstInternalId }: RecordStoreOptions): RecordStore {
  const tables = createTables(catalogue);
  // Items share one row of ids, entities and transactions too, as in NetSuite.
  const nextIds = new Map<string, number>();
  const tableOf = (recordType: string): RecordTable | undefined =>
    tables.get(catalogue.find(recordType)?.recordType ?? recordType);
  const load = (state: unknown): void => {
    const saved = state instanceof SavedRecords ? state : savedRecordsOf(state, catalogue);
    for (const [recordType, table] of tables) table.load(saved.tables.get(recordType));
    nextIds.clear();
    for (const [space, id] of saved.nextIds) nextIds.set(space, id);
  };
  return {
    catalogue,
    list: (recordType) => [...(tableOf(recordType)?.rows.values() ?? [])],
    isEmpty: (recordType) => (tableOf(recordType)?.rows.size ?? 0) === 0,
    get: (recordType, id) => tableOf(recordType)?.rows.get(id),
    findBy: (recordType, field, ...values) => tableOf(recordType)?.findBy(field, values) ?? [],
    put: (row) => tableOf(row.recordType)?.put(row),
    remove: (recordType, id) => tableOf(recordType)?.remove(id),
    nextId(space) {
      // A custom record type is new in its account, so its records start at 1.
      const id = nextIds.get(space) ?? (space.startsWith("custom/") ? 1 : firstInternalId);
      nextIds.set(space, id + 1);
      return String(id);
    },
    save: () => new SavedRecords(saveTables(tables), [...nextIds]),
    load,
    // A refreshed sandbox holds production's records under production's internal ids.
    refresh: load,
  };
}

type Tables = ReadonlyMap<string, RecordTable>;

const createTables = (catalogue: Catalogue): Tables =>
  new Map(catalogue.all().map((type) => [type.recordType, createRecordTable(type)]));

const saveTables = (tables: Tables): SavedRecords["tables"] =>
  new Map([...tables].map(([recordType, table]) => [recordType, table.save()]));

/** Shares its rows with the store; a table is only copied when it changes. */
class SavedRecords {
  readonly tables: ReadonlyMap<string, TableState>;
  readonly nextIds: readonly (readonly [string, number])[];

  constructor(tables: SavedRecords["tables"], nextIds: SavedRecords["nextIds"]) {
    this.tables = tables;
    this.nextIds = nextIds;
  }

  toJSON(): z.input<typeof savedSchema> {
    const rows = [...this.tables.values()].flatMap((table) => [...table.rows.values()]);
    return { nextIds: this.nextIds.map(([space, id]) => [space, id]), rows };
  }
}

const savedSchema = z.object({
  nextIds: z.array(z.tuple([z.string(), z.int().positive()])),
  rows: z.array(
    z.object({
      recordType: z.string(),
      id: z.string(),
      fields: z.custom<Fields>((value) => isFields(value)),
    }),
  ),
});

const isFields = (value: unknown): boolean =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function savedRecordsOf(state: unknown, catalogue: Catalogue): SavedRecords {
  const { nextIds, rows } = savedSchema.parse(state);
  const tables = createTables(catalogue);
  for (const row of rows) {
    const table = tables.get(row.recordType);
    if (table === undefined) throw new TypeError(`no record type ${row.recordType}`);
    table.put(row);
  }
  return new SavedRecords(saveTables(tables), nextIds);
}
