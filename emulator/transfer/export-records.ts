/** An account's records as files that an import takes: one a record type, internal ids included. */
import { type Fields, type FieldValue, isReference, isSublist } from "../records/field-value.ts";
import type { RecordStore, StoredRow } from "../records/record-store.ts";
import type { FieldSet, RecordType } from "../records/record-type.ts";
import type { DataFile } from "./read-data-file.ts";

export function exportRecords(store: RecordStore, form: "csv" | "json"): readonly DataFile[] {
  return store.catalogue.all().flatMap((type) => {
    const { recordType } = type;
    const rows = store.list(recordType).map((row) => ({ ...row, fields: enterable(row.fields, type) }));
    if (rows.length === 0) return [];
    const text = form === "json" ? jsonOf(rows) : csvOf(rows);
    return [{ file: `${recordType}.${form}`, text }];
  });
}

/** What can be entered: neither what the account fills in by itself, nor what the record type does not know. */
function enterable(fields: Fields, type: RecordType): Fields {
  const isEnterable = (name: string, set: FieldSet): boolean => {
    const field = set.find(name);
    return field !== undefined && field.readOnly !== true;
  };
  const kept = Object.entries(fields).flatMap(([name, value]): [string, FieldValue][] => {
    const sublist = type.findSublist(name);
    if (sublist === undefined) return isEnterable(name, type.fields) ? [[name, value]] : [];
    const lineOf = (line: Fields): Fields =>
      Object.fromEntries(Object.entries(line).filter(([inner]) => isEnterable(inner, sublist.fields)));
    return isSublist(value) ? [[name, { items: value.items.map(lineOf) }]] : [];
  });
  return Object.fromEntries(kept);
}

const jsonOf = (rows: readonly StoredRow[]): string =>
  `[\n${rows.map(({ id, fields }) => JSON.stringify({ id, ...fields })).join(",\n")}\n]\n`;

type Cells = ReadonlyMap<string, string>;

/** As many lines as the record's longest sublist has; each repeats the internal id. */
function csvOf(rows: readonly StoredRow[]): string {
  const lines = rows.flatMap(linesOfRecord);
  const headers = [...new Set(lines.flatMap((cells) => [...cells.keys()]))];
  const body = lines.map((cells) => headers.map((header) => quoted(cells.get(header) ?? "")).join(","));
  return `${[headers.map(quoted).join(","), ...body].join("\n")}\n`;
}

function linesOfRecord({ id, fields }: StoredRow): readonly Cells[] {
  const sublists = Object.entries(fields).flatMap(([name, value]) =>
    isSublist(value) && !isReferences(value.items) ? [[name, value.items] as const] : [],
  );
  const count = Math.max(1, ...sublists.map(([, items]) => items.length));
  return Array.from({ length: count }, (_, index) => {
    const own = index === 0 ? cellsOf(fields, "") : [];
    const inLines = sublists.flatMap(([name, items]) => cellsOf(items[index] ?? {}, `${name}.`));
    return new Map([["internalId", id], ...own, ...inLines]);
  });
}

const isReferences = (items: readonly Fields[]): boolean =>
  items.length > 0 &&
  items.every(
    (item) => isReference(item) && Object.keys(item).every((key) => ["id", "refName"].includes(key)),
  );

function cellsOf(fields: Fields, prefix: string): readonly (readonly [string, string])[] {
  return Object.entries(fields).flatMap(([name, value]): readonly (readonly [string, string])[] => {
    const text = textOf(value);
    if (text !== undefined) return [[`${prefix}${name}`, text]];
    if (value === null || isSublist(value)) return [];
    // An address in a line is written as addressBook.addr1.
    return cellsOf(value as Fields, prefix === "" ? `${name}.` : prefix);
  });
}

function textOf(value: FieldValue): string | undefined {
  if (isReference(value)) return value.id;
  if (isSublist(value) && isReferences(value.items)) return value.items.map(({ id }) => String(id)).join("|");
  if (typeof value === "boolean") return value ? "T" : "F";
  return typeof value === "object" ? undefined : String(value);
}

const quoted = (text: string): string =>
  /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
