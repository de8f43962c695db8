/** How rows are ordered: each item with its direction, null as the greatest value unless the query says otherwise. */
import type { Compiler, Evaluate } from "./compiler.ts";
import type { Env, Scope } from "./scope.ts";
import { type SqlValue, sortOrder } from "./sql-value.ts";
import type { OrderItem } from "./syntax-tree.ts";

interface CompiledOrder {
  readonly item: OrderItem;
  readonly value: Evaluate;
}

export const compileOrder = (
  compiler: Compiler,
  items: readonly OrderItem[],
  scope: Scope,
): readonly CompiledOrder[] => items.map((item) => ({ item, value: compiler.value(item.value, scope) }));

export function orderOfRows(order: readonly CompiledOrder[], left: Env, right: Env): number {
  for (const { item, value } of order) {
    const difference = orderOf(item, value(left), value(right));
    if (difference !== 0) return difference;
  }
  return 0;
}

/** As in Oracle. */
export function orderOf({ descending, nulls }: OrderItem, left: SqlValue, right: SqlValue): number {
  if (left === null || right === null) {
    const nullsLast = nulls === undefined ? !descending : nulls === "last";
    const order = Number(left === null) - Number(right === null);
    return nullsLast ? order : -order;
  }
  const order = sortOrder(left, right);
  return descending ? -order : order;
}
