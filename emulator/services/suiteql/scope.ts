/** Which tables an expression can see, and which of them it used. */
import { QueryProblem, unsupported } from "./query-problem.ts";
import type { SqlValue } from "./sql-value.ts";
import type { ColumnName } from "./syntax-tree.ts";
import type { Column, Table, TableRow } from "./table.ts";

/** One row of the joined sources while a query runs. */
export interface Env {
  /** By the place of the source in FROM; undefined where an outer join found nothing. */
  readonly rows: (TableRow | undefined)[];
  /** The row of the query around this one. */
  readonly outer: Env | undefined;
  rownum: number;
  /** What analytic functions found for this row. */
  windows?: SqlValue[];
  /** After GROUP BY: the values grouped by, and the rows of the group. */
  readonly keys?: readonly SqlValue[];
  readonly members?: readonly Env[];
}

/** Gives every row of a SELECT the value of an analytic function, before any row is shown. */
export type FillWindow = (rows: readonly Env[]) => void;

export interface ScopeSource {
  /** Lower case. */
  readonly alias: string;
  /** As the query writes it, for messages. */
  readonly called: string;
  readonly table: Table;
}

export interface Uses {
  readonly slots: Set<number>;
  outer: boolean;
  rownum: boolean;
}

export interface Scope {
  readonly sources: readonly ScopeSource[];
  readonly outer: Scope | undefined;
  uses: Uses;
  /** Where analytic functions may stand: those of this SELECT. */
  readonly windows?: FillWindow[] | undefined;
  /** After GROUP BY: how to find what was grouped by, and the scope before. */
  readonly grouping?: { readonly keys: ReadonlyMap<string, number>; readonly base: Scope };
}

export const noUses = (): Uses => ({ slots: new Set(), outer: false, rownum: false });

export interface ResolvedColumn {
  /** How many queries further out. */
  readonly depth: number;
  readonly slot: number;
  readonly column: Column;
}

/** What `compile` uses, which also counts as used by whatever stands around it. */
export function trackUses<Value>(
  scope: Scope,
  compile: () => Value,
): { readonly value: Value; readonly uses: Uses } {
  const before = scope.uses;
  const uses = noUses();
  scope.uses = uses;
  const value = compile();
  scope.uses = before;
  for (const slot of uses.slots) before.slots.add(slot);
  before.outer ||= uses.outer;
  before.rownum ||= uses.rownum;
  return { value, uses };
}

export function resolveColumn(scope: Scope, name: ColumnName): ResolvedColumn {
  const found = findColumn(scope, name);
  if (found !== undefined) return found;
  const identifier = name.qualifier === undefined ? name.name : `${name.qualifier}.${name.name}`;
  const identifiers = scope.sources.map(({ alias, called }) => `${alias}=${called}`).join(", ");
  throw new QueryProblem({
    key: "suiteql-identifier-unknown",
    values: { identifier, identifiers: `{${identifiers}}` },
  });
}

function findColumn(scope: Scope, name: ColumnName): ResolvedColumn | undefined {
  const wanted = name.name.toLowerCase();
  const qualifier = name.qualifier?.toLowerCase();
  const found = scope.sources.flatMap(({ alias, table }, slot) => {
    const column = qualifier === undefined || qualifier === alias ? table.column(wanted) : undefined;
    return column === undefined ? [] : [{ depth: 0, slot, column }];
  });
  if (found.length > 1) throw unsupported(`Column '${name.name}' is in more than one table: say which.`);
  const [own] = found;
  if (own !== undefined) {
    scope.uses.slots.add(own.slot);
    return own;
  }
  const outer = scope.outer && findColumn(scope.outer, name);
  if (outer !== undefined) scope.uses.outer = true;
  return outer && { ...outer, depth: outer.depth + 1 };
}
