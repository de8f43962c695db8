/** Reads FROM: tables, sub-selects and the joins between them. */
import { acceptName, expectName, type Parser } from "./parser.ts";
import { unsupported } from "./query-problem.ts";
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
  for (const word of ["RIGHT", "FULL", "NATURAL"])
    if (parser.sees(word)) throw unsupported(`${word} joins are not modelled.`);
  if (parser.accept("CROSS", "JOIN")) return { ...parseSource(parser), join: "cross" };
  const join = joinKind(parser);
  if (join === undefined) return undefined;
  const source = parseSource(parser);
  parser.expect("ON");
  return { ...source, join, on: parser.condition() };
}

function joinKind(parser: Parser): "inner" | "left" | undefined {
  if (parser.accept("LEFT", "OUTER", "JOIN") || parser.accept("LEFT", "JOIN")) return "left";
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
