/** Record types as one table: their fields under their script ids, found by id, external id and name. */
import type { RecordStore } from "../../records/record-store.ts";
import type { RecordType } from "../../records/record-type.ts";
import { catalogueColumn, idValue } from "./catalogue-column.ts";
import { numberOf, type SqlValue, textOf } from "./sql-value.ts";
import type { Column, Table, TableRow } from "./table.ts";

export interface RecordTableOptions {
  readonly name: string;
  readonly types: readonly RecordType[];
  readonly store: RecordStore;
  /** Columns that are no fields, or differ from the field of that name. */
  readonly own?: readonly Column[];
  /** Fields that are no columns. */
  readonly hidden?: readonly string[];
}

export const ID_COLUMN: Column = { name: "id", read: ({ id }) => idValue(id) };

/** Names REST adds to every record, which are no columns. */
const REST_ONLY = ["refname"];

export function recordTable({ name, types, store, own = [], hidden = [] }: RecordTableOptions): Table {
  const isHidden = (column: string): boolean => hidden.includes(column) || REST_ONLY.includes(column);
  const fields = types.flatMap((type) => type.fields.all.map(catalogueColumn));
  const columns = new Map<string, Column>();
  for (const column of fields)
    if (column !== undefined && !isHidden(column.name)) columns.set(column.name, column);
  for (const column of [ID_COLUMN, ...own]) columns.set(column.name, column);
  const indexes = indexesOf(types, store);
  const rows = (): readonly TableRow[] => types.flatMap(({ recordType }) => store.list(recordType));
  return {
    name,
    columns: [...columns.values()].toSorted((left, right) => (left.name < right.name ? -1 : 1)),
    column: (wanted) => columns.get(wanted) ?? customColumn(types, wanted),
    rows,
    index(column) {
      if (column === "id") return (value) => rowsById(types, store, value);
      const find = indexes.get(column);
      // A number makes Oracle read the texts as numbers, which no index of texts can answer.
      return find && ((value) => (typeof value === "string" ? find(value) : rows()));
    },
  };
}

/** Custom fields need no definition here, so any name with the right beginning is a column. */
function customColumn(types: readonly RecordType[], wanted: string): Column | undefined {
  const field = types
    .filter(({ fields }) => wanted.startsWith(fields.customFieldPrefix ?? "\0"))
    .map(({ fields }) => fields.find(wanted))
    .find((found) => found !== undefined);
  return field && catalogueColumn(field);
}

export function rowsById(
  types: readonly RecordType[],
  store: RecordStore,
  value: SqlValue,
): readonly TableRow[] {
  const id = textOf(numberOf(value));
  if (id === null) return [];
  for (const { recordType } of types) {
    const row = store.get(recordType, id);
    // The types of one table draw their ids from one row of numbers.
    if (row !== undefined) return [row];
  }
  return [];
}

type FindByText = (value: string) => readonly TableRow[];

function indexesOf(types: readonly RecordType[], store: RecordStore): ReadonlyMap<string, FindByText> {
  const indexed = (type: RecordType): readonly string[] => ["externalId", type.nameField, ...type.unique];
  const everywhere = types
    .flatMap(indexed)
    .filter((field) => types.every((type) => indexed(type).includes(field)));
  return new Map(
    everywhere.map((field) => [
      field.toLowerCase(),
      (value) => types.flatMap(({ recordType }) => store.findBy(recordType, field, value)),
    ]),
  );
}
