/** Turns Oracle's (+) into left joins. */
import { conjunctsOf } from "./conjunct.ts";
import { unsupported } from "./query-problem.ts";
import { resolveColumn, type Scope } from "./scope.ts";
import type { ColumnName, Expression, JoinedSource } from "./syntax-tree.ts";

export interface Joins {
  readonly sources: readonly JoinedSource[];
  /** What WHERE still has to say. */
  readonly where: readonly Expression[];
}

/** A query joins with the word JOIN or with (+), never with both (Oracle help on SuiteQL syntax). */
export function withoutOuterMarks(
  sources: readonly JoinedSource[],
  where: Expression | undefined,
  scope: Scope,
): Joins {
  const conditions = conjunctsOf(where);
  const marked = conditions.map((condition) => markedSlot(condition, scope));
  if (marked.every((slot) => slot === undefined)) return { sources, where: conditions };
  if (sources.some(({ join }) => join !== "comma"))
    throw unsupported("(+) and JOIN may not stand in one query: use SQL-92 or Oracle syntax, not both.");
  const joined = sources.map((source, slot): JoinedSource => {
    const on = conditions.filter((_condition, index) => marked[index] === slot).map(withoutMark);
    const [first, ...more] = on;
    if (first === undefined) return source;
    return {
      ...source,
      join: "left",
      on: more.reduce((left, right) => ({ kind: "and", left, right }), first),
    };
  });
  return { sources: joined, where: conditions.filter((_condition, index) => marked[index] === undefined) };
}

function markedSlot(condition: Expression, scope: Scope): number | undefined {
  const slots = new Set(markedColumns(condition).map((name) => resolveColumn(scope, name).slot));
  if (slots.size > 1) throw unsupported("(+) may stand on one table of a condition only.");
  return [...slots][0];
}

function markedColumns(condition: Expression): readonly ColumnName[] {
  return sidesOf(condition).filter(
    (side) => side.kind === "column" && side.optional === true,
  ) as ColumnName[];
}

function sidesOf(condition: Expression): readonly Expression[] {
  if (condition.kind === "comparison") return [condition.left, condition.right];
  return condition.kind === "is-null" ? [condition.operand] : [];
}

function withoutMark(condition: Expression): Expression {
  const plain = (side: Expression): Expression => {
    if (side.kind !== "column") return side;
    const { optional: _mark, ...column } = side;
    return column;
  };
  if (condition.kind === "comparison")
    return { ...condition, left: plain(condition.left), right: plain(condition.right) };
  return condition.kind === "is-null" ? { ...condition, operand: plain(condition.operand) } : condition;
}
