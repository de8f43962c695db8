/** NetSuite's own functions: BUILTIN.DF, BUILTIN.CF and BUILTIN.CONSOLIDATE. */
import { type Compiler, columnReader, type Evaluate } from "./compiler.ts";
import { unsupported } from "./query-problem.ts";
import { type ResolvedColumn, resolveColumn, type Scope } from "./scope.ts";
import type { ColumnName, FunctionCall } from "./syntax-tree.ts";
import type { Column } from "./table.ts";

/** How each reads a column; CONSOLIDATE changes nothing, because an account here has one currency of consolidation. */
const READERS: Readonly<Record<string, (column: Column) => Column["read"]>> = {
  "BUILTIN.DF": ({ display, read }) => display ?? read,
  "BUILTIN.CF": ({ criterion, read }) => criterion ?? read,
  "BUILTIN.CONSOLIDATE": ({ read }) => read,
};

/** BUILTIN.CONSOLIDATE(column, ledger, currency, rate type, period, subsidiary, book). */
const MOST_ARGUMENTS: Readonly<Record<string, number>> = { "BUILTIN.CONSOLIDATE": 7 };

export const isBuiltin = ({ name }: FunctionCall): boolean => name.startsWith("BUILTIN.");

export function compileBuiltin(compiler: Compiler, call: FunctionCall, scope: Scope): Evaluate {
  const reader = READERS[call.name];
  if (reader === undefined) throw unsupported(`${call.name} is not modelled.`);
  const [column] = call.args;
  if (column?.kind !== "column" || call.args.length > (MOST_ARGUMENTS[call.name] ?? 1))
    throw unsupported(`${call.name} takes a column.`);
  if (scope.grouping !== undefined) return compileGrouped(compiler, { call, column, scope });
  const found = resolveColumn(scope, column);
  return columnReader(found, reader(found.column));
}

interface GroupedCall {
  readonly call: FunctionCall;
  readonly column: ColumnName;
  readonly scope: Scope;
}

/** After GROUP BY a column that was grouped by has one value, and so one name, in all rows of its group. */
function compileGrouped(compiler: Compiler, { call, column, scope }: GroupedCall): Evaluate {
  compiler.value(column, scope); // refuses a column that was not grouped by
  const base = scope.grouping?.base ?? scope;
  const found: ResolvedColumn = resolveColumn(base, column);
  const read = columnReader(found, READERS[call.name]?.(found.column) ?? found.column.read);
  return ({ members = [] }) => {
    const [first] = members;
    return first === undefined ? null : read(first);
  };
}
