/** Reads conditions: comparisons and the like, joined by AND, OR and NOT. */
import { listOf, type Parser, seesQuery } from "./parser.ts";
import type { ComparisonOperator, Expression, Query } from "./syntax-tree.ts";

const COMPARISONS: readonly ComparisonOperator[] = ["=", "<>", "<=", ">=", "<", ">"];

export function parseCondition(parser: Parser): Expression {
  let left = parseAnd(parser);
  for (let count = 1; parser.accept("OR"); count += 1) {
    parser.chained(count);
    left = { kind: "or", left, right: parseAnd(parser) };
  }
  return left;
}

function parseAnd(parser: Parser): Expression {
  let left = parseNot(parser);
  for (let count = 1; parser.accept("AND"); count += 1) {
    parser.chained(count);
    left = { kind: "and", left, right: parseNot(parser) };
  }
  return left;
}

function parseNot(parser: Parser): Expression {
  if (parser.accept("NOT")) return { kind: "not", operand: parser.nested(() => parseNot(parser)) };
  return parsePredicate(parser);
}

function parsePredicate(parser: Parser): Expression {
  if (parser.accept("EXISTS")) return { kind: "exists", query: bracketedQuery(parser) };
  const operand = parser.value();
  const operator = COMPARISONS.find((mark) => parser.acceptMark(mark));
  if (operator !== undefined) return { kind: "comparison", operator, left: operand, right: parser.value() };
  if (parser.accept("IS")) {
    const negated = parser.accept("NOT");
    parser.expect("NULL");
    return { kind: "is-null", operand, negated };
  }
  const negated = parser.accept("NOT");
  if (parser.accept("IN")) return { kind: "in", operand, choices: parseChoices(parser), negated };
  if (parser.accept("BETWEEN")) return parseBetween(parser, operand, negated);
  if (parser.accept("LIKE")) return parseLike(parser, operand, negated);
  if (negated) throw parser.unexpected();
  return operand;
}

function parseChoices(parser: Parser): readonly Expression[] | Query {
  parser.expectMark("(");
  const choices = parser.nested(() =>
    seesQuery(parser) ? parser.query() : listOf(parser, () => parser.value()),
  );
  parser.expectMark(")");
  return choices;
}

function parseBetween(parser: Parser, operand: Expression, negated: boolean): Expression {
  const low = parser.value();
  parser.expect("AND");
  return { kind: "between", operand, low, high: parser.value(), negated };
}

function parseLike(parser: Parser, operand: Expression, negated: boolean): Expression {
  const pattern = parser.value();
  const escapeMark = parser.accept("ESCAPE") ? parser.value() : undefined;
  return { kind: "like", operand, pattern, ...(escapeMark === undefined ? {} : { escapeMark }), negated };
}

function bracketedQuery(parser: Parser): Query {
  parser.expectMark("(");
  const query = parser.nested(() => parser.query());
  parser.expectMark(")");
  return query;
}
