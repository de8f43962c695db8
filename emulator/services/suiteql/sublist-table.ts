/** A sublist as a table of its own: one row a line, with the record it belongs to. */

import type { Fields } from "../../records/field-value.ts";
import { type FieldValue, isObject, linesOf } from "../../records/field-value.ts";
import type { RecordStore, StoredRow } from "../../records/record-store.ts";
import type { FieldDefinition, RecordType } from "../../records/record-type.ts";
import { catalogueColumn, idValue } from "./catalogue-column.ts";
import { rowsById } from "./record-table.ts";
import type { Column, Table, TableRow } from "./table.ts";

export interface SublistTableOptions {
  readonly name: string;
  readonly types: readonly RecordType[];
  readonly sublist: string;
  /** The subrecord of a line whose fields are the columns, in place of the line's own. */
  readonly subrecord?: string;
  /** What the column is called that has the record's internal id. */
  readonly owner?: string;
  readonly own?: readonly Column[];
  readonly store: RecordStore;
}

export function sublistTable({
  name,
  types,
  sublist,
  subrecord,
  owner,
  own = [],
  store,
}: SublistTableOptions): Table {
  const definitions = types.flatMap((type) => type.findSublist(sublist)?.fields.all ?? []);
  const fields: readonly FieldDefinition[] =
    subrecord === undefined ? definitions : subrecordFields(definitions, subrecord, store);
  const ownerColumn: readonly Column[] =
    owner === undefined ? [] : [{ name: owner, read: ({ parent }) => idValue(parent?.id ?? "") }];
  const all = [...fields.flatMap((field) => catalogueColumn(field) ?? []), ...ownerColumn, ...own];
  const columns = new Map(
    all.filter((column) => column.name !== "refname").map((column) => [column.name, column]),
  );
  const rowsOf = linesAsRows(name, sublist, subrecord);
  return {
    name,
    columns: [...columns.values()].toSorted((left, right) => (left.name < right.name ? -1 : 1)),
    column: (wanted) => columns.get(wanted),
    rows: () => types.flatMap(({ recordType }) => store.list(recordType)).flatMap(rowsOf),
    index: (column) =>
      column === owner ? (value) => rowsById(types, store, value).flatMap(rowsOf) : undefined,
  };
}

const subrecordFields = (
  definitions: readonly FieldDefinition[],
  name: string,
  { catalogue }: RecordStore,
): readonly FieldDefinition[] =>
  catalogue.subrecord(definitions.find((field) => field.name === name)?.subrecord ?? "")?.all ?? [];

const fieldsOf = (value: FieldValue | undefined): Fields => (isObject(value) ? (value as Fields) : {});

/** A stored record is replaced, never changed, so its rows are made once. */
function linesAsRows(
  name: string,
  sublist: string,
  subrecord?: string,
): (parent: StoredRow) => readonly TableRow[] {
  const known = new WeakMap<StoredRow, readonly TableRow[]>();
  return (parent) => {
    const rows =
      known.get(parent) ??
      linesOf(parent.fields[sublist]).map((line, index) => ({
        recordType: name,
        id: String(line["internalId"] ?? line["id"] ?? index + 1),
        fields: subrecord === undefined ? line : fieldsOf(line[subrecord]),
        parent,
      }));
    known.set(parent, rows);
    return rows;
  };
}
