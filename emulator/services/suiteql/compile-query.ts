/** Makes a whole query runnable: its SELECTs, UNION, ORDER BY and the window of rows. */

import {
  compileSelect,
  distinctRows,
  positionOf,
  type RunnableSelect,
  type SelectedRow,
} from "./compile-select.ts";
import type { Compiler, RunnableQuery } from "./compiler.ts";
import { unsupported } from "./query-problem.ts";
import type { Env, Scope } from "./scope.ts";
import { type SqlValue, sortOrder } from "./sql-value.ts";
import type { OrderItem, Query, Select } from "./syntax-tree.ts";

export function compileQuery(compiler: Compiler, query: Query, outer: Scope | undefined): RunnableQuery {
  const { first, unions, orderBy } = query;
  const isUnion = unions.length > 0;
  const selects = [first, ...unions.map(({ select }) => select)].map((select) =>
    compileSelect(compiler, { select, orderBy: isUnion ? [] : orderBy, outer }),
  );
  const [{ columns }] = selects as [RunnableSelect];
  if (selects.some((select) => select.columns.length !== columns.length))
    throw unsupported("All SELECTs of a UNION have the same number of columns.");
  const positions = isUnion ? orderBy.map((item) => unionPosition(item, columns)) : [];
  const isCorrelated = selects.some((select) => select.isCorrelated);
  let known: readonly (readonly SqlValue[])[] | undefined;
  const runAll = (outerEnv: Env | undefined): readonly (readonly SqlValue[])[] => {
    const rows = isUnion
      ? runUnion(query, selects, { positions, outerEnv })
      : (selects[0]?.run(outerEnv) ?? []);
    return windowOf(query, sorted(rows, orderBy)).map(({ values }) => values);
  };
  return {
    columns,
    isCorrelated,
    // What does not look at the row around it is the same for every such row.
    run(outerEnv) {
      if (isCorrelated) return runAll(outerEnv);
      known ??= runAll(undefined);
      return known;
    },
  };
}

function unionPosition({ value }: OrderItem, columns: readonly string[]): number {
  const position = positionOf(
    value,
    columns.map((name) => ({ name })),
  );
  if (columns[position] === undefined)
    throw unsupported("A UNION is ordered by its columns' names or positions.");
  return position;
}

interface UnionRun {
  readonly positions: readonly number[];
  readonly outerEnv: Env | undefined;
}

/** From left to right; UNION without ALL drops what is equal in all before it too. */
function runUnion(
  { first, unions }: Query,
  selects: readonly RunnableSelect[],
  { positions, outerEnv }: UnionRun,
): readonly SelectedRow[] {
  const parts = [{ all: true, select: first }, ...unions];
  let rows: readonly SelectedRow[] = [];
  for (const [index, { all, select }] of parts.entries()) {
    const added = topOf(select, selects[index]?.run(outerEnv) ?? []);
    rows = all ? [...rows, ...added] : distinctRows([...rows, ...added]);
  }
  return rows.map(({ values }) => ({
    values,
    sortKeys: positions.map((position) => values[position] ?? null),
  }));
}

const topOf = ({ top }: Select, rows: readonly SelectedRow[]): readonly SelectedRow[] =>
  top === undefined ? rows : rows.slice(0, top);

/** TOP of a single SELECT counts after sorting, as FETCH FIRST does. */
function windowOf(
  { first, unions, offset = 0, fetch }: Query,
  rows: readonly SelectedRow[],
): readonly SelectedRow[] {
  const end = fetch === undefined ? undefined : offset + fetch;
  return (unions.length > 0 ? rows : topOf(first, rows)).slice(offset, end);
}

function sorted(rows: readonly SelectedRow[], orderBy: readonly OrderItem[]): readonly SelectedRow[] {
  if (orderBy.length === 0) return rows;
  return rows.toSorted((left, right) => {
    for (const [index, item] of orderBy.entries()) {
      const order = orderOf(item, left.sortKeys[index] ?? null, right.sortKeys[index] ?? null);
      if (order !== 0) return order;
    }
    return 0;
  });
}

/** Null is the greatest value unless the query says otherwise, as in Oracle. */
function orderOf({ descending, nulls }: OrderItem, left: SqlValue, right: SqlValue): number {
  if (left === null || right === null) {
    const nullsLast = nulls === undefined ? !descending : nulls === "last";
    const order = Number(left === null) - Number(right === null);
    return nullsLast ? order : -order;
  }
  const order = sortOrder(left, right);
  return descending ? -order : order;
}
