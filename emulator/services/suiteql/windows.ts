/** Analytic functions: ranks, and sums over the rows of a partition, which stay as they are. */
import { aggregateOf } from "./aggregates.ts";
import { compileOrder, orderOfRows } from "./compile-order.ts";
import type { Compiler, Evaluate } from "./compiler.ts";
import { unsupported } from "./query-problem.ts";
import type { Env, Scope } from "./scope.ts";
import { exactKey, type SqlValue } from "./sql-value.ts";
import type { FunctionCall, WindowCall } from "./syntax-tree.ts";

/** Whether two neighbours of an ordered partition count as one. */
type SamePlace = (left: Env, right: Env) => boolean;
type OverPartition = (rows: readonly Env[], isSame: SamePlace) => readonly SqlValue[];

/** Oracle's help lists these three; that sums may stand over partitions too is inferred. */
const RANKS: Readonly<Record<string, OverPartition>> = {
  ROW_NUMBER: (rows) => rows.map((_row, index) => index + 1),
  RANK: (rows, isSame) => {
    let rank = 0;
    return rows.map((row, index) => {
      const before = rows[index - 1];
      if (before === undefined || !isSame(before, row)) rank = index + 1;
      return rank;
    });
  },
  DENSE_RANK: (rows, isSame) => {
    let rank = 0;
    return rows.map((row, index) => {
      const before = rows[index - 1];
      if (before === undefined || !isSame(before, row)) rank += 1;
      return rank;
    });
  },
};

export const isRank = ({ name }: FunctionCall): boolean => Object.hasOwn(RANKS, name);

export function compileWindow(compiler: Compiler, window: WindowCall, scope: Scope): Evaluate {
  const { windows } = scope;
  if (windows === undefined)
    throw unsupported("An analytic function stands in SELECT or ORDER BY only, and not inside another.");
  // Inside the call there is no row of the result yet.
  const inner: Scope = { ...scope, windows: undefined };
  const place = windows.length;
  const keys = window.partitionBy.map((value) => compiler.value(value, inner));
  const order = compileOrder(compiler, window.orderBy, inner);
  const over = RANKS[window.call.name] ?? overAggregate(compiler, window, inner);
  if (isRank(window.call) && (window.orderBy.length === 0 || window.call.args.length > 0))
    throw unsupported(`${window.call.name} takes no argument and needs ORDER BY.`);
  windows.push((rows) => {
    for (const partition of partitionsOf(rows, keys)) {
      const ordered = partition.toSorted((left, right) => orderOfRows(order, left, right));
      const values = over(ordered, (left, right) => orderOfRows(order, left, right) === 0);
      for (const [index, row] of ordered.entries()) {
        row.windows ??= [];
        row.windows[place] = values[index] ?? null;
      }
    }
  });
  return (env) => env.windows?.[place] ?? null;
}

function partitionsOf(rows: readonly Env[], keys: readonly Evaluate[]): Iterable<readonly Env[]> {
  const partitions = new Map<string, Env[]>();
  for (const row of rows) {
    const name = keys.map((key) => exactKey(key(row))).join("|");
    const partition = partitions.get(name);
    if (partition === undefined) partitions.set(name, [row]);
    else partition.push(row);
  }
  return partitions.values();
}

/** Without ORDER BY over the whole partition, else over the rows up to this one and its equals. */
function overAggregate(compiler: Compiler, { call, orderBy }: WindowCall, scope: Scope): OverPartition {
  const aggregate = aggregateOf(compiler, call, scope);
  if (aggregate === undefined) throw unsupported(`${call.name} cannot stand before OVER.`);
  if (orderBy.length === 0) {
    return (rows) => {
      const value = aggregate(rows);
      return rows.map(() => value);
    };
  }
  return (rows, isSame) => {
    const values: SqlValue[] = [];
    for (const [index, row] of rows.entries()) {
      const next = rows[index + 1];
      if (next !== undefined && isSame(row, next)) continue;
      compiler.spend(index);
      const value = aggregate(rows.slice(0, index + 1));
      while (values.length <= index) values.push(value);
    }
    return values;
  };
}
