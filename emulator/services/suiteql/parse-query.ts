/** Reads a whole query: SELECT, its sources, UNION, ORDER BY and how many rows. */
import { parseCondition } from "./parse-condition.ts";
import { parseSources } from "./parse-sources.ts";
import { parseValue } from "./parse-value.ts";
import { acceptName, expectName, listOf, type Parser } from "./parser.ts";
import { unsupported } from "./query-problem.ts";
import type { OrderItem, Query, Select, SelectItem } from "./syntax-tree.ts";
import { createTokenReader } from "./token-reader.ts";

export interface ParsedQuery {
  readonly query: Query;
  /** How many question marks it has. */
  readonly parameters: number;
}

/** Throws QueryProblem for whatever SuiteQL does not know. */
export function parseQuery(text: string): ParsedQuery {
  const reader = createTokenReader(text);
  const parser: Parser = {
    ...reader,
    query: () => readQuery(parser),
    condition: () => parseCondition(parser),
    value: () => parseValue(parser),
  };
  if (!reader.sees("SELECT"))
    throw unsupported("A query begins with SELECT; nothing can be written or declared.");
  const query = parser.query();
  if (reader.sees("LIMIT"))
    throw unsupported("LIMIT is not SuiteQL: use FETCH FIRST n ROWS ONLY, ROWNUM or the limit of the URL.");
  if (reader.peek().kind !== "end") throw reader.unexpected();
  return { query, parameters: reader.parameter() };
}

function readQuery(parser: Parser): Query {
  const first = readSelect(parser);
  const unions: Query["unions"][number][] = [];
  while (parser.accept("UNION")) unions.push({ all: parser.accept("ALL"), select: readSelect(parser) });
  const orderBy = parser.accept("ORDER", "BY") ? listOf(parser, () => readOrderItem(parser)) : [];
  return { first, unions, orderBy, ...readWindow(parser) };
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

function readOrderItem(parser: Parser): OrderItem {
  const value = parser.value();
  const descending = parser.accept("DESC");
  if (!descending) parser.accept("ASC");
  if (!parser.accept("NULLS")) return { value, descending };
  if (parser.accept("FIRST")) return { value, descending, nulls: "first" };
  parser.expect("LAST");
  return { value, descending, nulls: "last" };
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
