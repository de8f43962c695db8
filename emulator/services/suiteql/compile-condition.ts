/** Makes conditions runnable, with SQL's third answer: unknown. */
import type { Compiler, Evaluate, Test } from "./compiler.ts";
import { matchesLike } from "./like-pattern.ts";
import { unsupported } from "./query-problem.ts";
import type { Env, Scope } from "./scope.ts";
import { compareValues, looseKey, type SqlValue, textOf } from "./sql-value.ts";
import type { ComparisonOperator, Expression, Query } from "./syntax-tree.ts";

type Of<Kind extends Expression["kind"]> = Extract<Expression, { kind: Kind }>;

export function compileCondition(compiler: Compiler, expression: Expression, scope: Scope): Test {
  switch (expression.kind) {
    case "comparison":
      return compileComparison(compiler, expression, scope);
    case "and":
    case "or":
      return compileLogic(compiler, expression, scope);
    case "not":
      return negated(compiler.test(expression.operand, scope), true);
    case "is-null": {
      const operand = compiler.value(expression.operand, scope);
      return (env) => (operand(env) === null) !== expression.negated;
    }
    case "in":
      return negated(compileIn(compiler, expression, scope), expression.negated);
    case "between":
      return negated(compileBetween(compiler, expression, scope), expression.negated);
    case "like":
      return negated(compileLike(compiler, expression, scope), expression.negated);
    case "exists": {
      const runnable = compiler.query(expression.query, scope);
      return (env) => runnable.run(env).length > 0;
    }
    default:
      throw unsupported("A value stands where a condition is expected.");
  }
}

const HOLDS = {
  "=": (order) => order === 0,
  "<>": (order) => order !== 0,
  "<": (order) => order < 0,
  "<=": (order) => order <= 0,
  ">": (order) => order > 0,
  ">=": (order) => order >= 0,
} as const satisfies Record<ComparisonOperator, (order: number) => boolean>;

function compileComparison(compiler: Compiler, expression: Of<"comparison">, scope: Scope): Test {
  const left = compiler.value(expression.left, scope);
  const right = compiler.value(expression.right, scope);
  const holds = HOLDS[expression.operator];
  return (env) => {
    const order = compareValues(left(env), right(env));
    return order === null ? null : holds(order);
  };
}

function compileLogic(compiler: Compiler, expression: Of<"and" | "or">, scope: Scope): Test {
  const left = compiler.test(expression.left, scope);
  const right = compiler.test(expression.right, scope);
  const decisive = expression.kind === "or";
  return (env) => {
    const first = left(env);
    if (first === decisive) return decisive;
    const second = right(env);
    if (second === decisive) return decisive;
    return first === null || second === null ? null : !decisive;
  };
}

function negated(test: Test, negate: boolean): Test {
  if (!negate) return test;
  return (env) => {
    const answer = test(env);
    return answer === null ? null : !answer;
  };
}

function compileBetween(compiler: Compiler, { operand, low, high }: Of<"between">, scope: Scope): Test {
  return compiler.test(
    {
      kind: "and",
      left: { kind: "comparison", operator: ">=", left: operand, right: low },
      right: { kind: "comparison", operator: "<=", left: operand, right: high },
    },
    scope,
  );
}

function compileLike(compiler: Compiler, { operand, pattern, escapeMark }: Of<"like">, scope: Scope): Test {
  const values = [operand, pattern, ...(escapeMark === undefined ? [] : [escapeMark])].map((value) =>
    compiler.value(value, scope),
  );
  return (env) => {
    const [text, wanted, mark] = values.map((value) => textOf(value(env)));
    return text === null || text === undefined || wanted === null || wanted === undefined
      ? null
      : matchesLike(text, wanted, mark ?? undefined);
  };
}

interface Choices {
  readonly values: readonly SqlValue[];
  readonly keys: ReadonlySet<string>;
}

function compileIn(compiler: Compiler, { operand, choices }: Of<"in">, scope: Scope): Test {
  const value = compiler.value(operand, scope);
  const choicesAt =
    "first" in choices ? queriedChoices(compiler, choices, scope) : listedChoices(compiler, choices, scope);
  return (env) => {
    const wanted = value(env);
    const { values, keys } = choicesAt(env);
    if (values.length === 0) return false;
    if (wanted === null) return null;
    // The key says quickly that nothing matches; whether something does, only the comparison knows.
    const found = keys.has(looseKey(wanted)) && values.some((choice) => compareValues(wanted, choice) === 0);
    return found || (values.includes(null) ? null : false);
  };
}

function listedChoices(
  compiler: Compiler,
  choices: readonly Expression[],
  scope: Scope,
): (env: Env) => Choices {
  const values = choices.map((choice) => compiler.value(choice, scope));
  const isConstant = choices.every(({ kind }) => ["number", "text", "null", "parameter"].includes(kind));
  return remembered(isConstant, (env) => values.map((choice: Evaluate) => choice(env)));
}

function queriedChoices(compiler: Compiler, query: Query, scope: Scope): (env: Env) => Choices {
  const runnable = compiler.query(query, scope);
  if (runnable.columns.length !== 1) throw unsupported("A sub-select behind IN has one column.");
  return remembered(!runnable.isCorrelated, (env) => runnable.run(env).map(([value]) => value ?? null));
}

function remembered(isConstant: boolean, read: (env: Env) => readonly SqlValue[]): (env: Env) => Choices {
  let known: Choices | undefined;
  return (env) => {
    if (known !== undefined) return known;
    const values = read(env);
    const choices = { values, keys: new Set(values.filter((value) => value !== null).map(looseKey)) };
    if (isConstant) known = choices;
    return choices;
  };
}
