/** Makes values runnable: columns, arithmetic, CASE, function calls and scalar sub-selects. */
import { compileAggregate, isAggregate } from "./aggregates.ts";
import { calculate, negate } from "./arithmetic.ts";
import { compileBuiltin, isBuiltin } from "./builtins.ts";
import { type Compiler, columnReader, type Evaluate } from "./compiler.ts";
import { compileFunction, constantFunction } from "./functions.ts";
import { printExpression } from "./print-query.ts";
import { unsupported } from "./query-problem.ts";
import { resolveColumn, type Scope } from "./scope.ts";
import { compareValues, numberOf, type SqlValue, textOf, textValue } from "./sql-value.ts";
import type { ColumnName, Expression, FunctionCall } from "./syntax-tree.ts";
import { compileWindow, isRank } from "./windows.ts";

export function compileValue(compiler: Compiler, expression: Expression, scope: Scope): Evaluate {
  const key = scope.grouping?.keys.get(signatureOf(expression, scope));
  if (key !== undefined) return ({ keys }) => keys?.[key] ?? null;
  const value = (inner: Expression): Evaluate => compiler.value(inner, scope);
  switch (expression.kind) {
    case "column":
      return compileColumn(compiler, expression, scope);
    case "number":
      return constant(numberOf(expression.text));
    case "text":
      return constant(textValue(expression.text));
    case "null":
      return constant(null);
    case "parameter":
      return constant(compiler.parameters[expression.index] ?? null);
    case "negative": {
      const operand = value(expression.operand);
      return (env) => negate(operand(env));
    }
    case "arithmetic":
    case "concat":
      return compileBinary(expression, value);
    case "case":
      return compileCase(compiler, expression, scope);
    case "call":
      return compileCall(compiler, expression, scope);
    case "window":
      return compileWindow(compiler, expression, scope);
    case "subquery":
      return compileScalar(compiler, expression, scope);
    default:
      throw unsupported("A condition stands where a value is expected.");
  }
}

/** Equal for expressions that mean the same: columns by where they are, not by how they are written. */
export function signatureOf(expression: Expression, scope: Scope): string {
  return printExpression(expression, (name) => {
    if (isPseudo(name)) return name.name.toUpperCase();
    const { depth, slot, column } = resolveColumn(scope, name);
    return `${depth}.${slot}.${column.name}`;
  });
}

const constant =
  (value: SqlValue): Evaluate =>
  () =>
    value;

/** Words that look like columns and are none. */
const isPseudo = ({ name, qualifier }: ColumnName): boolean =>
  qualifier === undefined && /^(rownum|sysdate|current_date|current_timestamp)$/i.test(name);

function compileColumn(compiler: Compiler, name: ColumnName, scope: Scope): Evaluate {
  if (name.optional) throw unsupported("(+) belongs into the comparisons of WHERE, joined by AND.");
  if (isPseudo(name)) {
    if (name.name.toLowerCase() !== "rownum") return constantFunction(name.name, compiler);
    scope.uses.rownum = true;
    return ({ rownum }) => rownum;
  }
  const found = resolveColumn(scope, name);
  if (scope.grouping !== undefined && found.depth === 0)
    throw unsupported(`Column '${name.name}' is neither grouped by nor inside an aggregate function.`);
  return columnReader(found, found.column.read);
}

type Of<Kind extends Expression["kind"]> = Extract<Expression, { kind: Kind }>;

function compileBinary(
  expression: Of<"arithmetic" | "concat">,
  value: (inner: Expression) => Evaluate,
): Evaluate {
  const left = value(expression.left);
  const right = value(expression.right);
  if (expression.kind === "arithmetic") return (env) => calculate(expression.operator, left(env), right(env));
  return (env) => textValue(`${textOf(left(env)) ?? ""}${textOf(right(env)) ?? ""}`);
}

function compileCase(
  compiler: Compiler,
  { operand, branches, otherwise }: Of<"case">,
  scope: Scope,
): Evaluate {
  const fallback = otherwise === undefined ? constant(null) : compiler.value(otherwise, scope);
  const compared = operand && compiler.value(operand, scope);
  const compiled = branches.map(({ when, result }) => {
    const value = compiler.value(result, scope);
    if (compared === undefined) return { test: compiler.test(when, scope), value };
    const wanted = compiler.value(when, scope);
    return { test: (env: Parameters<Evaluate>[0]) => compareValues(compared(env), wanted(env)) === 0, value };
  });
  return (env) => (compiled.find(({ test }) => test(env) === true)?.value ?? fallback)(env);
}

function compileCall(compiler: Compiler, call: FunctionCall, scope: Scope): Evaluate {
  if (isBuiltin(call)) return compileBuiltin(compiler, call, scope);
  if (isRank(call)) throw unsupported(`${call.name} needs OVER.`);
  if (isAggregate(call)) return compileAggregate(compiler, call, scope);
  if (call.star || call.distinct) throw unsupported(`${call.name} takes neither a star nor DISTINCT.`);
  return compileFunction(
    call,
    call.args.map((argument) => compiler.value(argument, scope)),
  );
}

function compileScalar(compiler: Compiler, { query }: Of<"subquery">, scope: Scope): Evaluate {
  const runnable = compiler.query(query, scope);
  if (runnable.columns.length !== 1) throw unsupported("A sub-select that is a value has one column.");
  return (env) => {
    const rows = runnable.run(env);
    if (rows.length > 1) throw unsupported("A sub-select that is a value returned more than one row.");
    return rows[0]?.[0] ?? null;
  };
}
