/** COUNT, SUM, MIN, MAX, AVG, MEDIAN and LISTAGG over a group; sums are exact. */
import { decimal } from "./arithmetic.ts";
import { compileOrder, orderOfRows } from "./compile-order.ts";
import type { Compiler, Evaluate } from "./compiler.ts";
import { unsupported } from "./query-problem.ts";
import type { Env, Scope } from "./scope.ts";
import {
  exactKey,
  numberOf,
  type SqlNumber,
  type SqlValue,
  sortOrder,
  textOf,
  textValue,
} from "./sql-value.ts";
import type { Expression, FunctionCall } from "./syntax-tree.ts";

type Known = Exclude<SqlValue, null>;

/** Over the values that are not null; there is at least one, except for COUNT. */
const AGGREGATES = {
  COUNT: (values) => values.length,
  SUM: sum,
  MIN: (values) => extreme(values, -1),
  MAX: (values) => extreme(values, 1),
  AVG: (values) => (values.length === 0 ? null : decimal("/", sum(values) ?? 0, values.length)),
  MEDIAN: median,
} as const satisfies Record<string, (values: readonly Known[]) => SqlValue>;

function sum(values: readonly Known[]): SqlNumber | null {
  if (values.length === 0) return null;
  return values.reduce<SqlNumber>((total, value) => plus(total, numberOf(value) as SqlNumber), 0);
}

/** Whole numbers need no decimals while they are safe. */
function plus(total: SqlNumber, value: SqlNumber): SqlNumber {
  const quick = typeof total === "number" && typeof value === "number" ? total + value : Number.NaN;
  const isExact = Number.isSafeInteger(total) && Number.isSafeInteger(value) && Number.isSafeInteger(quick);
  return isExact ? quick : decimal("+", total, value);
}

function extreme(values: readonly Known[], direction: number): SqlValue {
  return values.reduce<SqlValue>(
    (best, value) => (best === null || sortOrder(value, best) * direction > 0 ? value : best),
    null,
  );
}

/** Of two in the middle their mean. */
function median(values: readonly Known[]): SqlNumber | null {
  const sorted = values.map((value) => numberOf(value) as SqlNumber).toSorted(sortOrder);
  const [lower, upper] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  if (lower === undefined || upper === undefined) return null;
  return sorted.length % 2 === 1 ? upper : decimal("/", plus(lower, upper), 2);
}

const JOINED = "LISTAGG";

export const isAggregate = ({ name }: FunctionCall): boolean =>
  name === JOINED || Object.hasOwn(AGGREGATES, name);

export function compileAggregate(compiler: Compiler, call: FunctionCall, scope: Scope): Evaluate {
  const base = scope.grouping?.base;
  if (base === undefined) throw unsupported(`${call.name} cannot stand here: it needs the rows of a group.`);
  const aggregate = aggregateOf(compiler, call, base);
  return ({ members = [] }) => aggregate?.(members) ?? null;
}

/** The value of an aggregate over some rows; undefined for any other function. */
export function aggregateOf(
  compiler: Compiler,
  call: FunctionCall,
  scope: Scope,
): ((rows: readonly Env[]) => SqlValue) | undefined {
  if (call.within !== undefined && call.name !== JOINED)
    throw unsupported(`${call.name} cannot stand before WITHIN GROUP.`);
  if (!isAggregate(call)) return undefined;
  if (call.name === JOINED) return joinedTexts(compiler, call, scope);
  if (call.star) {
    if (call.name !== "COUNT") throw unsupported(`${call.name} takes no star.`);
    return (rows) => rows.length;
  }
  const [argument, ...more] = call.args;
  if (argument === undefined || more.length > 0) throw unsupported(`${call.name} takes one argument.`);
  const value = compiler.value(argument, scope);
  const aggregate = AGGREGATES[call.name as keyof typeof AGGREGATES];
  return (rows) => {
    const values = rows.map(value).filter((candidate) => candidate !== null);
    return aggregate(call.distinct ? distinct(values) : values);
  };
}

/** Longer texts are refused, as in Oracle. */
const JOINED_MOST = 4_000;

/** LISTAGG: the texts of a group with a separator between them, in the order that is asked for. */
function joinedTexts(
  compiler: Compiler,
  { args, distinct: isDistinct, within = [] }: FunctionCall,
  scope: Scope,
): (rows: readonly Env[]) => SqlValue {
  const [argument, separator, ...more] = args;
  if (argument === undefined || more.length > 0) throw unsupported("LISTAGG takes one or two arguments.");
  const value = compiler.value(argument, scope);
  const between = separator === undefined ? undefined : compiler.value(separator, scope);
  const order = compileOrder(compiler, within, scope);
  return (rows) => {
    const sorted = rows.toSorted((left, right) => orderOfRows(order, left, right));
    const texts = sorted.map((row) => textOf(value(row))).filter((text) => text !== null);
    const [first] = rows;
    const mark = first === undefined || between === undefined ? "" : (textOf(between(first)) ?? "");
    const text = (isDistinct ? [...new Set(texts)] : texts).join(mark);
    if (text.length > JOINED_MOST) throw unsupported("The result of LISTAGG is too long.");
    return textValue(text);
  };
}

const distinct = (values: readonly Known[]): readonly Known[] => [
  ...new Map(values.map((value) => [exactKey(value), value])).values(),
];

/** Whether a value needs a group; sub-selects have groups of their own. */
export function hasAggregate(expression: Expression): boolean {
  switch (expression.kind) {
    case "call":
      return isAggregate(expression) || expression.args.some(hasAggregate);
    case "window":
      // Only what stands inside is an aggregate of the group: SUM(SUM(x)) OVER ().
      return [
        ...expression.call.args,
        ...expression.partitionBy,
        ...expression.orderBy.map(({ value }) => value),
      ].some(hasAggregate);
    case "case":
      return [
        expression.operand,
        expression.otherwise,
        ...expression.branches.flatMap(({ when, result }) => [when, result]),
      ].some((part) => part !== undefined && hasAggregate(part));
    case "in":
      return (
        hasAggregate(expression.operand) ||
        (!("first" in expression.choices) && expression.choices.some(hasAggregate))
      );
    default:
      return partsOf(expression).some(hasAggregate);
  }
}

function partsOf(expression: Expression): readonly Expression[] {
  if ("left" in expression) return [expression.left, expression.right];
  if (expression.kind === "between") return [expression.operand, expression.low, expression.high];
  if (expression.kind === "like") return [expression.operand, expression.pattern];
  return "operand" in expression && expression.operand !== undefined ? [expression.operand] : [];
}
