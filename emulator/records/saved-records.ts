/** Records as snapshots hold them: the rows themselves, shared with the store, or what JSON made of them. */
import { z } from "zod";
import type { Catalogue } from "./catalogue.ts";
import { type Fields, isObject } from "./field-value.ts";
import { createRowKeeper } from "./kept-row.ts";
import { createRecordTable, type RecordTable, type TableState } from "./record-table.ts";
import type { StoredRow } from "./stored-row.ts";

export type Tables = ReadonlyMap<string, RecordTable>;

export function createTables(catalogue: Catalogue): Tables {
  const keeper = createRowKeeper();
  return new Map(catalogue.all().map((type) => [type.recordType, createRecordTable(type, keeper)]));
}

const nextIdsSchema = z.array(z.tuple([z.string(), z.int().positive()]));
type NextIds = z.output<typeof nextIdsSchema>;

const rowSchema = z.object({
  recordType: z.string(),
  id: z.string(),
  fields: z.custom<Fields>((value) => isObject(value)),
  attached: z
    .array(z.object({ recordType: z.string(), id: z.string() }))
    .readonly()
    .exactOptional(),
});

const savedSchema = z.object({ nextIds: nextIdsSchema, rows: z.array(rowSchema) });

/** Shares its rows with the store; a table is only copied when it changes. */
export class SavedRecords {
  readonly tables: ReadonlyMap<string, TableState>;
  readonly nextIds: NextIds;

  constructor(tables: SavedRecords["tables"], nextIds: NextIds) {
    this.tables = tables;
    this.nextIds = nextIds;
  }

  *rows(): Generator<StoredRow> {
    for (const { rows } of this.tables.values()) yield* rows.values();
  }

  toJSON(): z.input<typeof savedSchema> {
    return { nextIds: this.nextIds, rows: [...this.rows()] };
  }
}

export const saveRecords = (tables: Tables, nextIds: NextIds): SavedRecords =>
  new SavedRecords(new Map([...tables].map(([recordType, table]) => [recordType, table.save()])), nextIds);

/** Throws for anything that is no saved records, or of record types the account does not have. */
export function savedRecordsOf(state: unknown, catalogue: Catalogue): SavedRecords {
  if (state instanceof SavedRecords) return state;
  const { nextIds, rows } = savedSchema.parse(state);
  const tables = createTables(catalogue);
  for (const row of rows) knownTable(tables, row.recordType).put(row);
  return saveRecords(tables, nextIds);
}

export type RecordChange = StoredRow | { readonly recordType: string; readonly removedId: string };

const changesSchema = z.object({
  nextIds: nextIdsSchema,
  records: z.array(z.union([rowSchema, z.object({ recordType: z.string(), removedId: z.string() })])),
});

export type RecordChanges = z.input<typeof changesSchema>;

/** Makes the changes; gives the id counters as they were afterwards. */
export function applyRecordChanges(tables: Tables, changes: unknown): NextIds {
  const { nextIds, records } = changesSchema.parse(changes);
  for (const change of records) {
    const table = knownTable(tables, change.recordType);
    if ("removedId" in change) table.remove(change.removedId);
    else table.put(change);
  }
  return nextIds;
}

function knownTable(tables: Tables, recordType: string): RecordTable {
  const table = tables.get(recordType);
  if (table === undefined) throw new TypeError(`this account has no record type ${recordType}`);
  return table;
}
