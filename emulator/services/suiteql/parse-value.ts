/** Reads values: arithmetic, texts, columns, function calls, CASE and scalar sub-selects. */

import { parseOrderBy } from "./parse-order.ts";
import { expectName, isReserved, listOf, type Parser, seesQuery } from "./parser.ts";
import type { ArithmeticOperator, Expression, FunctionCall, OrderItem } from "./syntax-tree.ts";

export function parseValue(parser: Parser): Expression {
  let left = parseProduct(parser);
  for (let count = 1; ; count += 1) {
    parser.chained(count);
    if (parser.acceptMark("||")) {
      left = { kind: "concat", left, right: parseProduct(parser) };
      continue;
    }
    const operator = acceptOperator(parser, ["+", "-"]);
    if (operator === undefined) return left;
    left = { kind: "arithmetic", operator, left, right: parseProduct(parser) };
  }
}

function parseProduct(parser: Parser): Expression {
  let left = parseSigned(parser);
  for (let count = 1; ; count += 1) {
    parser.chained(count);
    const operator = acceptOperator(parser, ["*", "/"]);
    if (operator === undefined) return left;
    left = { kind: "arithmetic", operator, left, right: parseSigned(parser) };
  }
}

function acceptOperator(
  parser: Parser,
  operators: readonly ArithmeticOperator[],
): ArithmeticOperator | undefined {
  return operators.find((operator) => parser.acceptMark(operator));
}

function parseSigned(parser: Parser): Expression {
  if (parser.acceptMark("-")) return { kind: "negative", operand: parser.nested(() => parseSigned(parser)) };
  if (parser.acceptMark("+")) return parser.nested(() => parseSigned(parser));
  return parsePrimary(parser);
}

function parsePrimary(parser: Parser): Expression {
  const { kind, text } = parser.peek();
  if (kind === "number" || kind === "text") {
    parser.next();
    return { kind, text };
  }
  if (parser.acceptMark("?")) return { kind: "parameter", index: parser.parameter() };
  if (parser.seesMark("(")) return parser.nested(() => parseBracket(parser));
  if (parser.accept("NULL")) return { kind: "null" };
  if (parser.sees("CASE")) return parser.nested(() => parseCase(parser));
  if (kind === "quoted" || (kind === "word" && !isReserved(text))) return parseNamed(parser);
  throw parser.unexpected();
}

function parseBracket(parser: Parser): Expression {
  parser.expectMark("(");
  const inner: Expression = seesQuery(parser)
    ? { kind: "subquery", query: parser.query() }
    : parser.condition();
  parser.expectMark(")");
  return inner;
}

function parseCase(parser: Parser): Expression {
  parser.expect("CASE");
  const operand = parser.sees("WHEN") ? undefined : parser.value();
  const branches: { when: Expression; result: Expression }[] = [];
  while (parser.accept("WHEN")) {
    const when = operand === undefined ? parser.condition() : parser.value();
    parser.expect("THEN");
    branches.push({ when, result: parser.value() });
  }
  if (branches.length === 0) throw parser.unexpected();
  const otherwise = parser.accept("ELSE") ? parser.value() : undefined;
  parser.expect("END");
  return {
    kind: "case",
    ...(operand === undefined ? {} : { operand }),
    branches,
    ...(otherwise === undefined ? {} : { otherwise }),
  };
}

function parseNamed(parser: Parser): Expression {
  const isQuoted = parser.peek().kind === "quoted";
  const first = parser.next().text;
  if (!isQuoted && parser.seesMark("(") && !seesOuterMark(parser)) return parseCall(parser, first);
  if (!parser.acceptMark(".")) return withOuterMark(parser, { kind: "column", name: first });
  const second = expectName(parser);
  if (parser.seesMark("(") && !seesOuterMark(parser)) return parseCall(parser, `${first}.${second}`);
  if (parser.seesMark(".")) throw parser.refuse("A column is named by its table and its own name, no more.");
  return withOuterMark(parser, { kind: "column", qualifier: first, name: second });
}

/** Oracle's (+) behind a column, which looks like the brackets of a call. */
const seesOuterMark = (parser: Parser): boolean =>
  ["(", "+", ")"].every(
    (mark, ahead) => parser.peek(ahead).kind === "mark" && parser.peek(ahead).text === mark,
  );

function withOuterMark(parser: Parser, column: Extract<Expression, { kind: "column" }>): Expression {
  if (!seesOuterMark(parser)) return column;
  for (const mark of ["(", "+", ")"]) parser.expectMark(mark);
  return { ...column, optional: true };
}

function parseCall(parser: Parser, written: string): Expression {
  const name = written.toUpperCase();
  parser.expectMark("(");
  if (name === "EXTRACT") return parseExtract(parser);
  if (parser.acceptMark("*")) {
    parser.expectMark(")");
    return withWindow(parser, { kind: "call", name, distinct: false, star: true, args: [] });
  }
  const distinct = parser.accept("DISTINCT");
  const args = parser.seesMark(")") ? [] : parser.nested(() => listOf(parser, () => parser.value()));
  parser.expectMark(")");
  const call = { kind: "call", name, distinct, star: false, args } as const;
  return withWindow(
    parser,
    parser.accept("WITHIN", "GROUP") ? { ...call, within: orderWithin(parser) } : call,
  );
}

function orderWithin(parser: Parser): readonly OrderItem[] {
  parser.expectMark("(");
  const order = parser.nested(() => parseOrderBy(parser));
  if (order.length === 0) throw parser.unexpected();
  parser.expectMark(")");
  return order;
}

/** EXTRACT(YEAR FROM date): the part is a word, as nowhere else. */
function parseExtract(parser: Parser): FunctionCall {
  const part = expectName(parser);
  parser.expect("FROM");
  const date = parser.nested(() => parser.value());
  parser.expectMark(")");
  const args: readonly Expression[] = [{ kind: "text", text: part.toUpperCase() }, date];
  return { kind: "call", name: "EXTRACT", distinct: false, star: false, args };
}

/** OVER (PARTITION BY ... ORDER BY ...); which functions it suits is known when it is compiled. */
function withWindow(parser: Parser, call: FunctionCall): Expression {
  if (!parser.accept("OVER")) return call;
  parser.expectMark("(");
  const { partitionBy, orderBy } = parser.nested(() => ({
    partitionBy: parser.accept("PARTITION", "BY") ? listOf(parser, () => parser.value()) : [],
    orderBy: parseOrderBy(parser),
  }));
  parser.expectMark(")");
  return { kind: "window", call, partitionBy, orderBy };
}
