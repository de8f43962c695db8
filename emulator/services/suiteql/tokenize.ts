/** Cuts a query into words, numbers, texts and marks. */
import { SyntaxProblem } from "./query-problem.ts";

export interface Token {
  readonly kind: "word" | "quoted" | "number" | "text" | "mark" | "end";
  /** Words as written, texts without their quotes. */
  readonly text: string;
  /** Counted from one, for messages. */
  readonly at: number;
}

const PATTERNS = [
  ["space", /\s+|--[^\n]*|\/\*[\s\S]*?\*\//y],
  ["word", /[A-Za-z_][\w$#]*/y],
  ["number", /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,2})?/y],
  ["text", /'(?:[^']|'')*'/y],
  ["quoted", /"[^"]+"/y],
  ["mark", /<=|>=|<>|!=|\|\||[(),.+\-*/=<>?]/y],
] as const;

export function tokenize(query: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < query.length) {
    const found = match(query, at);
    if (found === undefined)
      throw new SyntaxProblem({ why: unknownCharacter(query, at), near: query.charAt(at), at: at + 1 });
    if (found.kind !== "space")
      tokens.push({ kind: found.kind, text: contentOf(found.kind, found.text), at: at + 1 });
    at += found.text.length;
  }
  return [...tokens, { kind: "end", text: "", at: at + 1 }];
}

function match(query: string, at: number) {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    const text = pattern.exec(query)?.[0];
    if (text !== undefined) return { kind, text };
  }
  return undefined;
}

function contentOf(kind: Token["kind"], text: string): string {
  if (kind === "text") return text.slice(1, -1).replaceAll("''", "'");
  if (kind === "quoted") return text.slice(1, -1);
  return text === "!=" ? "<>" : text;
}

function unknownCharacter(query: string, at: number): string {
  const character = query.charAt(at);
  if (character === "[" || character === "]") return "Square brackets are not SuiteQL.";
  if (character === ";") return "A query ends without a semicolon.";
  if (character === "'") return `The text that begins at character ${at + 1} has no end.`;
  return `Character ${at + 1} ('${character}') belongs to nothing.`;
}
