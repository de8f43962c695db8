/** Makes one SELECT runnable: sources, conditions, groups, columns, and the values it is sorted by. */
import { hasAggregate } from "./aggregates.ts";
import { signatureOf } from "./compile-value.ts";
import type { Compiler, Evaluate } from "./compiler.ts";
import { conjunctsOf } from "./conjunct.ts";
import { derivedTable } from "./derived-table.ts";
import { planJoins } from "./join-plan.ts";
import { type OutputColumn, outputColumns } from "./output-columns.ts";
import { QueryProblem, unsupported } from "./query-problem.ts";
import { joinRunner } from "./run-joins.ts";
import { type Env, type FillWindow, noUses, type Scope, type ScopeSource } from "./scope.ts";
import { exactKey, type SqlValue } from "./sql-value.ts";
import type { Expression, JoinedSource, OrderItem, Select } from "./syntax-tree.ts";

export interface SelectedRow {
  readonly values: readonly SqlValue[];
  /** One for each ORDER BY item. */
  readonly sortKeys: readonly SqlValue[];
}

export interface RunnableSelect {
  readonly columns: readonly string[];
  readonly isCorrelated: boolean;
  run(outer: Env | undefined): readonly SelectedRow[];
}

export interface SelectRequest {
  readonly select: Select;
  readonly orderBy: readonly OrderItem[];
  readonly outer: Scope | undefined;
}

/** No statement joins more tables. */
const MAX_SOURCES = 30;

export function compileSelect(compiler: Compiler, { select, orderBy, outer }: SelectRequest): RunnableSelect {
  const scope: Scope = { sources: openSources(compiler, select.from), outer, uses: noUses() };
  const runPlan = joinRunner(
    compiler,
    planJoins(compiler, { sources: select.from, where: select.where, scope }),
  );
  const columns = outputColumns(select.items, scope);
  const grouping = groupingOf(compiler, select, { columns, orderBy, scope });
  const windows: FillWindow[] = [];
  const target: Scope = { ...(grouping?.scope ?? scope), windows };
  const values = columns.map(({ value }) => compiler.value(value, target));
  const having = select.having && compiler.test(select.having, { ...target, windows: undefined });
  const sortKeys = orderBy.map((item) =>
    sortKeyOf(compiler, item, { columns, values, scope: target, select }),
  );
  return {
    columns: columns.map(({ name }) => name),
    isCorrelated: scope.uses.outer,
    run(outerEnv) {
      const joined = runPlan(outerEnv);
      const envs = grouping === undefined ? joined : grouping.group(joined, outerEnv);
      const kept = having === undefined ? envs : envs.filter((env) => having(env) === true);
      for (const fill of windows) fill(kept);
      const rows = kept.map((env) => ({
        values: values.map((value) => value(env)),
        sortKeys: sortKeys.map((key) => key(env)),
      }));
      return select.distinct ? distinctRows(rows) : rows;
    },
  };
}

export const rowKey = (values: readonly SqlValue[]): string => values.map(exactKey).join("|");

/** The first of equal rows stays. */
export function distinctRows(rows: readonly SelectedRow[]): readonly SelectedRow[] {
  const first = new Map<string, SelectedRow>();
  for (const row of rows) {
    const key = rowKey(row.values);
    if (!first.has(key)) first.set(key, row);
  }
  return [...first.values()];
}

function openSources(compiler: Compiler, from: readonly JoinedSource[]): readonly ScopeSource[] {
  if (from.length > MAX_SOURCES) throw unsupported(`More than ${MAX_SOURCES} tables in one FROM.`);
  const sources = from.map((source) => openSource(compiler, source));
  const names = sources.map(({ alias }) => alias);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw unsupported(`Two tables are called '${twice}': give each an alias of its own.`);
  return sources;
}

function openSource(compiler: Compiler, { from, alias }: JoinedSource): ScopeSource {
  if (from.kind === "derived") {
    const name = alias?.toLowerCase() ?? "";
    return { alias: name, called: name, table: derivedTable(name, compiler.query(from.query, undefined)) };
  }
  const table = compiler.tables.get(from.name.toLowerCase());
  if (table === undefined)
    throw new QueryProblem({ key: "suiteql-table-unknown", values: { table: from.name } });
  if (table.isHidden === true)
    throw new QueryProblem({ key: "suiteql-record-not-found", values: { table: from.name } });
  return { alias: (alias ?? from.name).toLowerCase(), called: from.name, table };
}

interface Grouping {
  readonly scope: Scope;
  group(joined: readonly Env[], outer: Env | undefined): readonly Env[];
}

interface Wanted {
  readonly columns: readonly OutputColumn[];
  readonly orderBy: readonly OrderItem[];
  readonly scope: Scope;
}

function groupingOf(
  compiler: Compiler,
  select: Select,
  { columns, orderBy, scope }: Wanted,
): Grouping | undefined {
  const { groupBy, having } = select;
  const shown = [...columns, ...orderBy].map(({ value }) => value);
  const isGrouped =
    groupBy.length > 0 || having !== undefined || [...shown, ...conjunctsOf(having)].some(hasAggregate);
  if (!isGrouped) return undefined;
  const keys = groupBy.map((value) => compiler.value(value, scope));
  const places = new Map(groupBy.map((value, index) => [signatureOf(value, scope), index]));
  return {
    scope: { ...scope, grouping: { keys: places, base: scope } },
    group: (joined, outer) => groupRows(joined, keys, outer),
  };
}

/** Without GROUP BY everything is one group, even when there is nothing. */
function groupRows(
  joined: readonly Env[],
  keys: readonly Evaluate[],
  outer: Env | undefined,
): readonly Env[] {
  const groups = new Map<string, { readonly keys: readonly SqlValue[]; readonly members: Env[] }>();
  if (keys.length === 0) groups.set("", { keys: [], members: [] });
  for (const env of joined) {
    const values = keys.map((key) => key(env));
    const name = rowKey(values);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, { keys: values, members: [env] });
    else group.members.push(env);
  }
  return [...groups.values()].map(({ keys: values, members }) => ({
    rows: members[0]?.rows ?? [],
    outer,
    rownum: 0,
    keys: values,
    members,
  }));
}

interface Sortable {
  readonly columns: readonly OutputColumn[];
  readonly values: readonly Evaluate[];
  readonly scope: Scope;
  readonly select: Select;
}

function sortKeyOf(
  compiler: Compiler,
  { value }: OrderItem,
  { columns, values, scope, select }: Sortable,
): Evaluate {
  const shown = values[positionOf(value, columns)];
  if (shown !== undefined) return shown;
  if (value.kind === "number") throw unsupported(`ORDER BY ${value.text}: there is no such column.`);
  const sameAs = (column: OutputColumn): boolean =>
    signatureOf(column.value, scope) === signatureOf(value, scope);
  if (select.distinct && !columns.some(sameAs))
    throw unsupported("With DISTINCT, ORDER BY takes selected columns only.");
  return compiler.value(value, scope);
}

/** Where among the selected columns a position or an alias points; -1 when it is neither. */
export function positionOf(value: Expression, columns: readonly { readonly name: string }[]): number {
  if (value.kind === "number") return /^\d{1,4}$/.test(value.text) ? Number(value.text) - 1 : -1;
  if (value.kind !== "column" || value.qualifier !== undefined) return -1;
  return columns.findIndex(({ name }) => name === value.name.toLowerCase());
}
