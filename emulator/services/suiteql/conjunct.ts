/** The conditions that AND joins, each with the tables it needs and, if it is an equality, its two sides. */
import type { Compiler, Evaluate, Test } from "./compiler.ts";
import { resolveColumn, type Scope, trackUses, type Uses } from "./scope.ts";
import type { Expression } from "./syntax-tree.ts";

export interface Side {
  readonly value: Evaluate;
  readonly uses: Uses;
  /** Set when the side is nothing but a column of these sources. */
  readonly column?: string;
}

export interface Conjunct {
  readonly test: Test;
  readonly uses: Uses;
  readonly sides: readonly Side[];
}

export function conjunctsOf(condition: Expression | undefined): readonly Expression[] {
  if (condition === undefined) return [];
  return condition.kind === "and"
    ? [...conjunctsOf(condition.left), ...conjunctsOf(condition.right)]
    : [condition];
}

export function compileConjunct(compiler: Compiler, condition: Expression, scope: Scope): Conjunct {
  const { value: test, uses } = trackUses(scope, () => compiler.test(condition, scope));
  const isEquality = condition.kind === "comparison" && condition.operator === "=";
  const sides = isEquality
    ? [condition.left, condition.right].map((side) => compileSide(compiler, side, scope))
    : [];
  return { test, uses, sides };
}

function compileSide(compiler: Compiler, expression: Expression, scope: Scope): Side {
  const { value, uses } = trackUses(scope, () => compiler.value(expression, scope));
  const isOwnColumn = expression.kind === "column" && uses.slots.size === 1;
  return { value, uses, ...(isOwnColumn ? { column: resolveColumn(scope, expression).column.name } : {}) };
}

export const isWithin = ({ slots }: Uses, placed: ReadonlySet<number>): boolean =>
  [...slots].every((slot) => placed.has(slot));
