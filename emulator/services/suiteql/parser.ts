/** What the parts of the parser know of each other: each may need the others, deeper down. */
import type { Expression, Query } from "./syntax-tree.ts";
import type { TokenReader } from "./token-reader.ts";

export interface Parser extends TokenReader {
  query(): Query;
  /** Anything that may stand in WHERE, or a bare value. */
  condition(): Expression;
  value(): Expression;
}

/** Words that cannot name anything, so that a missing comma or a foreign dialect is noticed. */
const RESERVED: ReadonlySet<string> = new Set(
  `SELECT FROM WHERE GROUP BY HAVING ORDER UNION ALL DISTINCT AS ON JOIN INNER LEFT RIGHT FULL OUTER CROSS NATURAL USING
   AND OR NOT NULL IS IN LIKE BETWEEN EXISTS CASE WHEN THEN ELSE END FETCH OFFSET LIMIT ROWS TOP WITH INTERSECT MINUS EXCEPT
   INSERT UPDATE DELETE MERGE CREATE DROP ALTER INTO VALUES SET ASC DESC ANY SOME FOR START CONNECT`.split(
    /\s+/,
  ),
);

/** Whether a sub-select comes next. */
export const seesQuery = (parser: TokenReader): boolean => parser.sees("SELECT") || parser.sees("WITH");

export const isReserved = (word: string): boolean => RESERVED.has(word.toUpperCase());

/** A name, if one comes next: a word that is not reserved, or anything in double quotes. */
export function acceptName(parser: TokenReader): string | undefined {
  const { kind, text } = parser.peek();
  const isName = kind === "quoted" || (kind === "word" && !isReserved(text));
  return isName ? parser.next().text : undefined;
}

export function expectName(parser: TokenReader): string {
  const name = acceptName(parser);
  if (name === undefined) throw parser.unexpected();
  return name;
}

/** One or more, with commas between. */
export function listOf<Item>(parser: TokenReader, read: () => Item): readonly Item[] {
  const items = [read()];
  while (parser.acceptMark(",")) items.push(read());
  return items;
}
