/** What the parts that make a query runnable know of each other, and what one execution carries. */

import type { Env, Scope } from "./scope.ts";
import type { SqlValue } from "./sql-value.ts";
import type { Expression, Query } from "./syntax-tree.ts";
import type { Column, Table, Tables } from "./table.ts";

export type Evaluate = (env: Env) => SqlValue;
/** Null is SQL's unknown. */
export type Test = (env: Env) => boolean | null;

export interface RunnableQuery {
  /** Lower case, in the order selected. */
  readonly columns: readonly string[];
  /** Whether it looks at the row of the query around it, and so must run for each. */
  readonly isCorrelated: boolean;
  run(outer: Env | undefined): readonly (readonly SqlValue[])[];
}

export interface Compiler {
  readonly tables: Tables;
  /** Whether a query may begin with WITH. */
  readonly takesWith: boolean;
  /** The same compiler with one more table, which hides another of its name. */
  knowing(table: Table): Compiler;
  readonly parameters: readonly SqlValue[];
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Counts rows looked at, and refuses a query that would not end. */
  spend(rows: number): void;
  value(expression: Expression, scope: Scope): Evaluate;
  test(expression: Expression, scope: Scope): Test;
  query(query: Query, outer: Scope | undefined): RunnableQuery;
}

/** The value of a column of its row, however many queries further out. */
export function columnReader(
  { depth, slot }: { readonly depth: number; readonly slot: number },
  read: Column["read"],
): Evaluate {
  if (depth === 0) {
    return ({ rows }) => {
      const row = rows[slot];
      return row === undefined ? null : read(row);
    };
  }
  const outer = columnReader({ depth: depth - 1, slot }, read);
  return (env) => (env.outer === undefined ? null : outer(env.outer));
}
