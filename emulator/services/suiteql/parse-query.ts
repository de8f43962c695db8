/** Reads a whole query: SELECT, its sources, UNION, ORDER BY and how many rows. */
import { parseCondition } from "./parse-condition.ts";
import { parseOrderBy } from "./parse-order.ts";
import { parseSources } from "./parse-sources.ts";
import { parseValue } from "./parse-value.ts";
import { acceptName, expectName, listOf, type Parser, seesQuery } from "./parser.ts";
import { SyntaxProblem } from "./query-problem.ts";
import type { NamedQuery, Query, Select, SelectItem, SetOperator } from "./syntax-tree.ts";
import { createTokenReader } from "./token-reader.ts";

export interface ParsedQuery {
  readonly query: Query;
  /** How many question marks it has. */
  readonly parameters: number;
}

/** Throws QueryProblem for whatever SuiteQL does not know. */
export function parseQuery(text: string): ParsedQuery {
  try {
    return readWhole(text);
  } catch (error) {
    throw error instanceof SyntaxProblem ? error.within(text) : error;
  }
}

function readWhole(text: string): ParsedQuery {
  const reader = createTokenReader(text);
  const parser: Parser = {
    ...reader,
    query: () => readQuery(parser),
    condition: () => parseCondition(parser),
    value: () => parseValue(parser),
  };
  if (!seesQuery(reader))
    throw reader.refuse("A query begins with SELECT; nothing can be written or declared.");
  const query = parser.query();
  if (reader.sees("LIMIT"))
    throw reader.refuse("LIMIT is not SuiteQL: use FETCH FIRST n ROWS ONLY, ROWNUM or the limit of the URL.");
  if (reader.peek().kind !== "end") throw reader.unexpected();
  return { query, parameters: reader.parameter() };
}

function readQuery(parser: Parser): Query {
  const named = parser.accept("WITH") ? listOf(parser, () => readNamed(parser)) : [];
  const first = readSelect(parser);
  const combined: Query["combined"][number][] = [];
  for (let operator = acceptSetOperator(parser); operator; operator = acceptSetOperator(parser))
    combined.push({ operator, select: readSelect(parser) });
  return { named, first, combined, orderBy: parseOrderBy(parser), ...readWindow(parser) };
}

function readNamed(parser: Parser): NamedQuery {
  const name = expectName(parser);
  parser.expect("AS");
  parser.expectMark("(");
  const query = parser.nested(() => parser.query());
  parser.expectMark(")");
  return { name, query };
}

function acceptSetOperator(parser: Parser): SetOperator | undefined {
  if (parser.accept("UNION")) return parser.accept("ALL") ? "union all" : "union";
  if (parser.accept("INTERSECT")) return "intersect";
  return parser.accept("MINUS") ? "minus" : undefined;
}

function readSelect(parser: Parser): Select {
  parser.expect("SELECT");
  const distinct = parser.accept("DISTINCT");
  if (!distinct) parser.accept("ALL");
  const top = parser.accept("TOP") ? parser.expectCount() : undefined;
  const items = listOf(parser, () => readItem(parser));
  parser.expect("FROM");
  const from = parseSources(parser);
  const where = parser.accept("WHERE") ? parser.condition() : undefined;
  const groupBy = parser.accept("GROUP", "BY") ? listOf(parser, () => parser.value()) : [];
  const having = parser.accept("HAVING") ? parser.condition() : undefined;
  return {
    distinct,
    ...(top === undefined ? {} : { top }),
    items,
    from,
    ...(where === undefined ? {} : { where }),
    groupBy,
    ...(having === undefined ? {} : { having }),
  };
}

function readItem(parser: Parser): SelectItem {
  if (parser.acceptMark("*")) return { kind: "star" };
  if (parser.peek(1).text === "." && parser.peek(2).text === "*" && parser.peek(2).kind === "mark") {
    const qualifier = expectName(parser);
    parser.expectMark(".");
    parser.expectMark("*");
    return { kind: "star", qualifier };
  }
  const value = parser.value();
  const alias = parser.accept("AS") ? expectName(parser) : acceptName(parser);
  return { kind: "value", value, ...(alias === undefined ? {} : { alias }) };
}

/** OFFSET before FETCH, in this order only (seen live). */
function readWindow(parser: Parser): Pick<Query, "offset" | "fetch"> {
  const offset = parser.accept("OFFSET") ? parser.expectCount() : undefined;
  if (offset !== undefined) expectRows(parser);
  const fetch = parser.accept("FETCH") ? readFetch(parser) : undefined;
  return { ...(offset === undefined ? {} : { offset }), ...(fetch === undefined ? {} : { fetch }) };
}

function readFetch(parser: Parser): number {
  if (!parser.accept("FIRST")) parser.expect("NEXT");
  const count = parser.expectCount();
  expectRows(parser);
  parser.expect("ONLY");
  return count;
}

function expectRows(parser: Parser): void {
  if (!parser.accept("ROW")) parser.expect("ROWS");
}
