/**
 * The records of one type, with an index for every field that anybody looked a record up by. A saved state is shared with
 * the table until the table changes.
 */

import { type FieldValue, isReference, linesOf } from "./field-value.ts";
import type { PlacedRow, RowKeeper } from "./kept-row.ts";
import type { RecordType } from "./record-type.ts";
import type { StoredRow } from "./stored-row.ts";
import { linksOf } from "./transactions/links.ts";

/** The index of the transactions that a transaction leans on; no field has this name. */
export const LINK = "!link";

/** The ids under one value: almost always one, which needs no set of its own. */
type Ids = string | Set<string>;

type Index = Map<string, Ids>;

export interface TableState {
  /** In the order created. */
  readonly rows: Map<string, PlacedRow>;
  lastPlace: number;
  /** By indexed field, then by value in lower case. */
  readonly indexes: Map<string, Index>;
}

export interface RecordTable {
  readonly rows: ReadonlyMap<string, StoredRow>;
  /** Rows whose field is one of these, whatever the case, or refers to what has one as id or name; in the order created. */
  findBy(field: string, values: readonly string[]): readonly StoredRow[];
  put(row: StoredRow): void;
  remove(id: string): void;
  /** Costs nothing; the next change copies the table. */
  save(): TableState;
  /** Undefined for a table without records. */
  load(state: TableState | undefined): void;
}

export function createRecordTable(type: RecordType, keeper: RowKeeper): RecordTable {
  const links = type.category === "transaction" ? [LINK] : [];
  const indexed = [...new Set(["externalId", type.nameField, ...type.unique, ...links])];
  let state = emptyState(indexed);
  let isShared = false;
  const own = (): TableState => {
    if (isShared) state = copyOf(state);
    isShared = false;
    return state;
  };
  const drop = ({ rows, indexes }: TableState, id: string): void => {
    const row = rows.get(id);
    if (row === undefined) return;
    for (const [field, index] of indexes) strike(index, field, row);
    rows.delete(id);
  };
  return {
    get rows() {
      return state.rows;
    },
    findBy(field, values) {
      if (state.rows.size === 0) return NONE;
      const index = field === "id" ? undefined : indexOf(state, field);
      const [value] = values;
      if (index !== undefined && value !== undefined && values.length === 1) {
        const only = index.get(value.toLowerCase());
        if (typeof only !== "object") return rowsOf(state, only);
      }
      const ids = values.flatMap((value) => (index ? idsUnder(index, value.toLowerCase()) : [value]));
      const found = [...new Set(ids)].flatMap((id) => state.rows.get(id) ?? []);
      return found.length > 1 ? found.toSorted(byPlace) : found;
    },
    put(row) {
      const table = own();
      const { rows, indexes } = table;
      const before = rows.get(row.id);
      if (before === undefined) table.lastPlace += 1;
      for (const [field, index] of indexes) {
        if (before !== undefined) strike(index, field, before);
        enter(index, field, row);
      }
      // A changed record keeps its place in the list.
      rows.set(row.id, keeper.keep(row, before?.place ?? table.lastPlace));
    },
    remove(id) {
      drop(own(), id);
    },
    save() {
      isShared = true;
      return state;
    },
    load(saved) {
      state = saved ?? emptyState(indexed);
      isShared = saved !== undefined;
    },
  };
}

const emptyState = (indexed: readonly string[]): TableState => ({
  rows: new Map(),
  lastPlace: 0,
  indexes: new Map(indexed.map((field) => [field, new Map()])),
});

const copyOf = ({ rows, lastPlace, indexes }: TableState): TableState => ({
  rows: new Map(rows),
  lastPlace,
  indexes: new Map([...indexes].map(([field, index]) => [field, copyOfIndex(index)])),
});

function copyOfIndex(index: Index): Index {
  const copy = new Map(index);
  for (const [key, ids] of copy) if (typeof ids !== "string") copy.set(key, new Set(ids));
  return copy;
}

const byPlace = (left: PlacedRow, right: PlacedRow): number => left.place - right.place;

/** Made when it is first asked for; a shared state may gain one, since it says nothing new. */
function indexOf({ rows, indexes }: TableState, field: string): Index {
  const known = indexes.get(field);
  if (known !== undefined) return known;
  const index: Index = new Map();
  for (const row of rows.values()) enter(index, field, row);
  indexes.set(field, index);
  return index;
}

/** The row with that id, if there is any. */
function rowsOf({ rows }: TableState, id: string | undefined): readonly StoredRow[] {
  const row = id === undefined ? undefined : rows.get(id);
  return row === undefined ? NONE : [row];
}

const NONE: readonly StoredRow[] = [];

function idsUnder(index: Index, key: string): readonly string[] {
  const ids = index.get(key);
  if (ids === undefined) return [];
  return typeof ids === "string" ? [ids] : [...ids];
}

const keysIn = ({ fields }: StoredRow, field: string): readonly string[] =>
  field === LINK ? linksOf(fields) : keysOf(fields[field]);

/** Compared whatever the case: external ids (Oracle help section_N3432681), and names as NetSuite does. */
export function keysOf(value: FieldValue | undefined): readonly string[] {
  if (value === undefined || value === null) return [];
  if (typeof value !== "object") return [String(value).toLowerCase()];
  if (isReference(value)) return [value.id, value.refName ?? value.id].map((key) => key.toLowerCase());
  return linesOf(value).flatMap((item) => (isReference(item) ? keysOf(item) : []));
}

function enter(index: Index, field: string, row: StoredRow): void {
  for (const key of keysIn(row, field)) withId(index, key, row.id);
}

function strike(index: Index, field: string, row: StoredRow): void {
  for (const key of keysIn(row, field)) withoutId(index, key, row.id);
}

function withId(index: Index, key: string, id: string): void {
  const ids = index.get(key);
  if (ids === undefined) index.set(key, id);
  else if (typeof ids !== "string") ids.add(id);
  else if (ids !== id) index.set(key, new Set([ids, id]));
}

function withoutId(index: Index, key: string, id: string): void {
  const ids = index.get(key);
  if (ids === undefined) return;
  if (typeof ids !== "string") ids.delete(id);
  if (ids === id || (typeof ids !== "string" && ids.size === 0)) index.delete(key);
}
