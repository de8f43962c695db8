/** What a query can select from: rows, columns, and the columns that find rows without a walk. */
import type { StoredRow } from "../../records/record-store.ts";
import type { SqlValue } from "./sql-value.ts";

/** A stored record, one of its lines, or a row of a sub-select. */
export interface TableRow extends StoredRow {
  /** The transaction a line belongs to. */
  readonly parent?: StoredRow;
  /** A sub-select's row, by position. */
  readonly values?: readonly SqlValue[];
}

export interface Column {
  /** Lower case. */
  readonly name: string;
  read(row: TableRow): SqlValue;
  /** What BUILTIN.DF shows; without it, the value. */
  display?(row: TableRow): SqlValue;
  /** What BUILTIN.CF compares with; without it, the value. */
  criterion?(row: TableRow): SqlValue;
}

/** By name in lower case. */
export interface Tables {
  get(name: string): Table | undefined;
}

export interface Table {
  readonly name: string;
  /** The role may see none of its records. */
  readonly isHidden?: boolean;
  /** What a star selects. */
  readonly columns: readonly Column[];
  /** By name in lower case. */
  column(name: string): Column | undefined;
  rows(): readonly TableRow[];
  /** For an indexed column: every row that can have the value, and maybe more. */
  index(column: string): ((value: SqlValue) => readonly TableRow[]) | undefined;
}
