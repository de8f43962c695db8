/** The records of one type. A saved state is shared with the table until the table changes. */
import type { Fields } from "./field-value.ts";
import type { RecordType } from "./record-type.ts";

export interface StoredRow {
  readonly recordType: string;
  readonly id: string;
  readonly fields: Fields;
}

/** The ids under one value: almost always one, which needs no set of its own. */
type Ids = string | Set<string>;

export interface TableState {
  readonly rows: Map<string, StoredRow>;
  /** By indexed field, then by value in lower case. */
  readonly indexes: ReadonlyMap<string, Map<string, Ids>>;
}

export interface RecordTable {
  readonly rows: ReadonlyMap<string, StoredRow>;
  findBy(field: string, value: string): readonly StoredRow[];
  put(row: StoredRow): void;
  remove(id: string): void;
  /** Costs nothing; the next change copies the table. */
  save(): TableState;
  /** Undefined for a table without records. */
  load(state: TableState | undefined): void;
}

export function createRecordTable(type: RecordType): RecordTable {
  const indexed = [...new Set(["externalId", type.nameField, ...type.unique])];
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
    for (const [field, index] of indexes) withoutId(index, keyOf(row.fields[field]), id);
    rows.delete(id);
  };
  return {
    get rows() {
      return state.rows;
    },
    findBy(field, value) {
      const ids = state.indexes.get(field)?.get(value.toLowerCase());
      if (ids === undefined) return [];
      return (typeof ids === "string" ? [ids] : [...ids]).flatMap((id) => state.rows.get(id) ?? []);
    },
    put(row) {
      const { rows, indexes } = own();
      // A changed record keeps its place in the list.
      const before = rows.get(row.id);
      for (const [field, index] of indexes) {
        withoutId(index, keyOf(before?.fields[field]), row.id);
        withId(index, keyOf(row.fields[field]), row.id);
      }
      rows.set(row.id, row);
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
  indexes: new Map(indexed.map((field) => [field, new Map()])),
});

const copyOf = ({ rows, indexes }: TableState): TableState => ({
  rows: new Map(rows),
  indexes: new Map([...indexes].map(([field, index]) => [field, copyOfIndex(index)])),
});

function copyOfIndex(index: ReadonlyMap<string, Ids>): Map<string, Ids> {
  const copy = new Map(index);
  for (const [key, ids] of copy) if (typeof ids !== "string") copy.set(key, new Set(ids));
  return copy;
}

/** Compared whatever the case: external ids (Oracle help section_N3432681), and names as NetSuite does. */
const keyOf = (value: unknown): string | undefined =>
  typeof value === "string" ? value.toLowerCase() : undefined;

function withId(index: Map<string, Ids>, key: string | undefined, id: string): void {
  if (key === undefined) return;
  const ids = index.get(key);
  if (ids === undefined) index.set(key, id);
  else if (typeof ids === "string") index.set(key, new Set([ids, id]));
  else ids.add(id);
}

function withoutId(index: Map<string, Ids>, key: string | undefined, id: string): void {
  const ids = key === undefined ? undefined : index.get(key);
  if (key === undefined || ids === undefined) return;
  if (typeof ids !== "string") ids.delete(id);
  if (ids === id || (typeof ids !== "string" && ids.size === 0)) index.delete(key);
}
