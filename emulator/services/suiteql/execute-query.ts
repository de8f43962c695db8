/** Runs a query's text over an account's tables. */

import { compileCondition } from "./compile-condition.ts";
import { compileQuery } from "./compile-query.ts";
import { compileValue } from "./compile-value.ts";
import type { Compiler, RunnableQuery } from "./compiler.ts";
import { parseQuery } from "./parse-query.ts";
import { unsupported } from "./query-problem.ts";
import type { SqlValue } from "./sql-value.ts";
import type { Tables } from "./table.ts";

export interface Execution {
  readonly tables: Tables;
  /** For the question marks, in order. */
  readonly parameters: readonly (string | number)[];
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Whether a query may begin with WITH; it may unless this is false. */
  readonly takesWith?: boolean;
}

export interface QueryResult {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly SqlValue[])[];
}

/** Rows a query may look at, joined ones included: NetSuite ends such a query too, by time. */
const MAX_ROWS_LOOKED_AT = 2_000_000;

/** Throws QueryProblem for a query that NetSuite would refuse. */
export function executeQuery(
  text: string,
  { tables, parameters, now, takesWith = true }: Execution,
): QueryResult {
  const parsed = parseQuery(text);
  if (parsed.parameters !== parameters.length)
    throw unsupported(`The query has ${parsed.parameters} question marks and ${parameters.length} params.`);
  let looked = 0;
  const compiler = createCompiler(tables, {
    parameters: parameters.map((value) => (value === "" ? null : value)),
    now,
    takesWith,
    spend(rows) {
      looked += rows;
      if (looked > MAX_ROWS_LOOKED_AT) throw unsupported("The query looks at too many rows.");
    },
  });
  const runnable: RunnableQuery = compiler.query(parsed.query, undefined);
  return { columns: runnable.columns, rows: runnable.run(undefined) };
}

function createCompiler(
  tables: Tables,
  rest: Pick<Compiler, "parameters" | "now" | "takesWith" | "spend">,
): Compiler {
  const compiler: Compiler = {
    ...rest,
    tables,
    knowing: (table) =>
      createCompiler({ get: (name) => (name === table.name ? table : tables.get(name)) }, rest),
    value: (expression, scope) => compileValue(compiler, expression, scope),
    test: (expression, scope) => compileCondition(compiler, expression, scope),
    query: (query, outer) => compileQuery(compiler, query, outer),
  };
  return compiler;
}
