/** Reads ORDER BY, of a query or of an analytic function. */
import { listOf, type Parser } from "./parser.ts";
import type { OrderItem } from "./syntax-tree.ts";

export const parseOrderBy = (parser: Parser): readonly OrderItem[] =>
  parser.accept("ORDER", "BY") ? listOf(parser, () => readOrderItem(parser)) : [];

function readOrderItem(parser: Parser): OrderItem {
  const value = parser.value();
  const descending = parser.accept("DESC");
  if (!descending) parser.accept("ASC");
  if (!parser.accept("NULLS")) return { value, descending };
  if (parser.accept("FIRST")) return { value, descending, nulls: "first" };
  parser.expect("LAST");
  return { value, descending, nulls: "last" };
}
