/** Puts lines of a file together to records: which cells are whose, and what cannot be anybody's. */
import type { Catalogue } from "../records/catalogue.ts";
import type { RecordStore } from "../records/record-store.ts";
import type { RecordType } from "../records/record-type.ts";
import { cellValue } from "./cell-value.ts";
import { type Target, targetOf } from "./headers.ts";
import type { Cell, ImportedRow, Problem } from "./imported-row.ts";

export interface ImportedRecord {
  readonly type: RecordType;
  /** The internal id it brings along. */
  readonly id: string | undefined;
  /** Its lines; more than one when they repeat its external id or internal id. */
  readonly rows: readonly ImportedRow[];
  /** As a request would send it; what its references mean depends on what is there already. */
  body(store: RecordStore): Readonly<Record<string, unknown>>;
}

export function composeRecords(
  rows: readonly ImportedRow[],
  catalogue: Catalogue,
): { readonly records: readonly ImportedRecord[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const groups: { type: RecordType; id: string | undefined; key: string | undefined; rows: ImportedRow[] }[] =
    [];
  for (const row of rows) {
    const type = catalogue.find(row.recordType);
    if (type === undefined) {
      problems.push({ ...placeOf(row), text: `there is no record type ${row.recordType}; rename the file` });
      continue;
    }
    problems.push(...unknownHeaders(row, type, catalogue));
    const { id, key } = identityOf(row, type, catalogue);
    if (id !== undefined && !/^[1-9]\d{0,14}$/.test(id)) {
      problems.push({
        ...placeOf(row),
        text: `${id} is no internal id; write a whole number above 0, or leave it out`,
      });
    }
    const last = groups.at(-1);
    const isContinued =
      key !== undefined && last?.key === key && last.type === type && last.rows[0]?.file === row.file;
    if (isContinued) last.rows.push(row);
    else groups.push({ type, id, key, rows: [row] });
  }
  const records = groups.map(({ type, id, rows: own }) => ({
    type,
    id,
    rows: own,
    body: (store: RecordStore) => own[0]?.body ?? bodyOf(own, type, store),
  }));
  return { records, problems };
}

const placeOf = ({ file, line }: ImportedRow) => ({ file, line });

function unknownHeaders(row: ImportedRow, type: RecordType, catalogue: Catalogue): readonly Problem[] {
  return (row.cells ?? [])
    .filter(({ header }) => targetOf(header, type, catalogue) === undefined)
    .map(({ header, column }) => ({
      ...placeOf(row),
      column,
      text: `${type.recordType} has no field "${header}"; write a field's name or label, or leave the column empty`,
    }));
}

function identityOf(row: ImportedRow, type: RecordType, catalogue: Catalogue) {
  const own = row.body?.["id"];
  const textOf = (isIt: (target: Target) => boolean): string | undefined =>
    row.cells?.find(({ header }) => {
      const target = targetOf(header, type, catalogue);
      return target !== undefined && isIt(target);
    })?.text;
  const id = own === undefined ? textOf(({ kind }) => kind === "id") : String(own);
  const externalId = textOf((target) => target.kind === "field" && target.path[0] === "externalId");
  return { id, key: row.cells === undefined ? undefined : (id ?? externalId) };
}

function bodyOf(rows: readonly ImportedRow[], type: RecordType, store: RecordStore) {
  const body: Record<string, unknown> = {};
  for (const [index, row] of rows.entries()) {
    const placed = placedCells(row, type, store);
    // The record's own fields stand in its first line.
    for (const { path, value, sublist } of placed)
      if (sublist === undefined && index === 0) place(body, path, value);
    for (const [name, cells] of bySublist(placed)) {
      const line: Record<string, unknown> = {};
      for (const { path, value } of cells) place(line, path, value);
      const earlier = (body[name] as { items: unknown[] } | undefined)?.items ?? [];
      body[name] = { items: [...earlier, line] };
    }
  }
  return body;
}

interface PlacedCell {
  readonly path: readonly string[];
  readonly value: unknown;
  readonly sublist?: string;
}

const placedCells = (
  { cells = [] }: ImportedRow,
  type: RecordType,
  store: RecordStore,
): readonly PlacedCell[] =>
  cells.flatMap(({ header, text }) => {
    const target = targetOf(header, type, store.catalogue);
    return target?.kind === "field" ? [{ ...target, value: cellValue(target.field, text, store) }] : [];
  });

function bySublist(cells: readonly PlacedCell[]): ReadonlyMap<string, readonly PlacedCell[]> {
  const groups = new Map<string, PlacedCell[]>();
  for (const cell of cells) {
    if (cell.sublist !== undefined) groups.set(cell.sublist, [...(groups.get(cell.sublist) ?? []), cell]);
  }
  return groups;
}

function place(into: Record<string, unknown>, [name = "", inner]: readonly string[], value: unknown): void {
  if (inner === undefined) into[name] = value;
  else into[name] = { ...(into[name] as object | undefined), [inner]: value };
}

/** The column of the cell that a refusal is about, as far as its words tell. */
export function columnOf(
  record: ImportedRecord,
  named: string | undefined,
  catalogue: Catalogue,
): number | undefined {
  if (named === undefined) return undefined;
  const wanted = named.toLowerCase();
  const isAbout = ({ header }: Cell): boolean => {
    const target = targetOf(header, record.type, catalogue);
    if (target?.kind !== "field") return false;
    return [target.field.name, target.field.scriptId].some((name) => name.toLowerCase() === wanted);
  };
  return record.rows.flatMap(({ cells = [] }) => cells).find(isAbout)?.column;
}
