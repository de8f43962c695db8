/** Reads FROM: tables, sub-selects and the joins between them. */
import { acceptName, expectName, type Parser } from "./parser.ts";
import type { JoinedSource, Source } from "./syntax-tree.ts";

export function parseSources(parser: Parser): readonly JoinedSource[] {
  const sources: JoinedSource[] = [{ ...parseSource(parser), join: "comma" }];
  for (;;) {
    if (parser.acceptMark(",")) sources.push({ ...parseSource(parser), join: "comma" });
    else {
      const joined = acceptJoin(parser);
      if (joined === undefined) return sources;
      sources.push(joined);
    }
  }
}

function acceptJoin(parser: Parser): JoinedSource | undefined {
  if (parser.sees("NATURAL")) throw parser.refuse("NATURAL joins are not modelled.");
  if (parser.accept("CROSS", "JOIN")) return { ...parseSource(parser), join: "cross" };
  const join = joinKind(parser);
  if (join === undefined) return undefined;
  const source = parseSource(parser);
  parser.expect("ON");
  return { ...source, join, on: parser.condition() };
}

const OUTER_JOINS = { LEFT: "left", RIGHT: "right", FULL: "full" } as const;

function joinKind(parser: Parser): "inner" | "left" | "right" | "full" | undefined {
  for (const [word, kind] of Object.entries(OUTER_JOINS))
    if (parser.accept(word, "OUTER", "JOIN") || parser.accept(word, "JOIN")) return kind;
  return parser.accept("INNER", "JOIN") || parser.accept("JOIN") ? "inner" : undefined;
}

function parseSource(parser: Parser): Source {
  const from = parser.seesMark("(")
    ? parseDerived(parser)
    : ({ kind: "table", name: expectName(parser) } as const);
  const alias = parser.accept("AS") ? expectName(parser) : acceptName(parser);
  return { from, ...(alias === undefined ? {} : { alias }) };
}

function parseDerived(parser: Parser): Source["from"] {
  parser.expectMark("(");
  const query = parser.nested(() => parser.query());
  parser.expectMark(")");
  return { kind: "derived", query };
}
