/** Makes a whole query runnable: its SELECTs, UNION, ORDER BY and the window of rows. */

import { orderOf } from "./compile-order.ts";
import {
  compileSelect,
  distinctRows,
  positionOf,
  type RunnableSelect,
  rowKey,
  type SelectedRow,
} from "./compile-select.ts";
import type { Compiler, RunnableQuery } from "./compiler.ts";
import { derivedTable } from "./derived-table.ts";
import { unsupported } from "./query-problem.ts";
import type { Env, Scope } from "./scope.ts";
import type { SqlValue } from "./sql-value.ts";
import type { OrderItem, Query, Select, SetOperator } from "./syntax-tree.ts";

export function compileQuery(compiler: Compiler, query: Query, outer: Scope | undefined): RunnableQuery {
  return query.named.length === 0
    ? compileCombined(compiler, query, outer)
    : compileCombined(withNamed(compiler, query), query, outer);
}

/** Each name is a table for the queries after it; like a sub-select in FROM it sees no row around it and runs once. */
function withNamed(compiler: Compiler, { named }: Query): Compiler {
  if (!compiler.takesWith) throw unsupported("This account takes no WITH.");
  const known = new Set<string>();
  return named.reduce((before, { name, query }) => {
    const key = name.toLowerCase();
    if (known.has(key)) throw unsupported(`Two queries of WITH are called '${name}'.`);
    known.add(key);
    return before.knowing(derivedTable(key, before.query(query, undefined)));
  }, compiler);
}

function compileCombined(compiler: Compiler, query: Query, outer: Scope | undefined): RunnableQuery {
  const { first, combined, orderBy } = query;
  const isUnion = combined.length > 0;
  const selects = [first, ...combined.map(({ select }) => select)].map((select) =>
    compileSelect(compiler, { select, orderBy: isUnion ? [] : orderBy, outer }),
  );
  const [{ columns }] = selects as [RunnableSelect];
  if (selects.some((select) => select.columns.length !== columns.length))
    throw unsupported("All SELECTs of a UNION, INTERSECT or MINUS have the same number of columns.");
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

/** From left to right; all but UNION ALL drop what is equal in all before them too. */
function runUnion(
  { first, combined }: Query,
  selects: readonly RunnableSelect[],
  { positions, outerEnv }: UnionRun,
): readonly SelectedRow[] {
  const rowsOf = (select: Select, index: number) => topOf(select, selects[index]?.run(outerEnv) ?? []);
  let rows = rowsOf(first, 0);
  for (const [index, { operator, select }] of combined.entries())
    rows = COMBINE[operator](rows, rowsOf(select, index + 1));
  return rows.map(({ values }) => ({
    values,
    sortKeys: positions.map((position) => values[position] ?? null),
  }));
}

type Rows = readonly SelectedRow[];

const keysOf = (rows: Rows): ReadonlySet<string> => new Set(rows.map(({ values }) => rowKey(values)));

const COMBINE: Readonly<Record<SetOperator, (left: Rows, right: Rows) => Rows>> = {
  "union all": (left, right) => [...left, ...right],
  union: (left, right) => distinctRows([...left, ...right]),
  intersect: (left, right) => {
    const keys = keysOf(right);
    return distinctRows(left).filter(({ values }) => keys.has(rowKey(values)));
  },
  minus: (left, right) => {
    const keys = keysOf(right);
    return distinctRows(left).filter(({ values }) => !keys.has(rowKey(values)));
  },
};

const topOf = ({ top }: Select, rows: readonly SelectedRow[]): readonly SelectedRow[] =>
  top === undefined ? rows : rows.slice(0, top);

/** TOP of a single SELECT counts after sorting, as FETCH FIRST does. */
function windowOf(
  { first, combined, offset = 0, fetch }: Query,
  rows: readonly SelectedRow[],
): readonly SelectedRow[] {
  const end = fetch === undefined ? undefined : offset + fetch;
  return (combined.length > 0 ? rows : topOf(first, rows)).slice(offset, end);
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
