/** The ledger's statements over one SQLite connection. */
import { memoryOf } from "../../memory-of.ts";
import type { FilterStatement } from "../sql/filter-statements.ts";
import type { SqlValue } from "../sql/sql-value.ts";
import { type Dialect, type StatementName, statementsFor } from "../sql/statements.ts";
import type { SqliteDatabase, SqliteStatement } from "./driver.ts";

const SQLITE: Dialect = { useIndex: (name) => `INDEXED BY ${name}`, skipLocked: "", forUpdate: "" };
const STATEMENTS = statementsFor(SQLITE);

export interface Statements {
  run(name: StatementName, ...values: SqlValue[]): number;
  get(name: StatementName, ...values: SqlValue[]): unknown;
  all(name: StatementName, ...values: SqlValue[]): unknown[];
  query(statement: FilterStatement): unknown[];
}

/** A core and its desk filter in a few ways, again and again; people's own filters come and go. */
const FILTERS_KEPT = 32;

/** Each statement is prepared once, at its first use. */
export function createStatements(database: SqliteDatabase): Statements {
  const prepared = new Map<StatementName, SqliteStatement>();
  const statement = (name: StatementName): SqliteStatement => {
    const known = prepared.get(name) ?? database.prepare(STATEMENTS[name]);
    prepared.set(name, known);
    return known;
  };
  const filtered = memoryOf<string, SqliteStatement>(FILTERS_KEPT);
  return {
    run: (name, ...values) => Number(statement(name).run(...values).changes),
    get: (name, ...values) => statement(name).get(...values),
    all: (name, ...values) => statement(name).all(...values),
    query: ({ sql, values }) => filtered(sql, () => database.prepare(sql)).all(...values),
  };
}
