/** The language of ?q=: field, operator, value, joined by AND and OR, with brackets. */

export type SearchOperator = (typeof OPERATORS)[number];

export type SearchExpression =
  | { readonly kind: "and" | "or"; readonly left: SearchExpression; readonly right: SearchExpression }
  | {
      readonly kind: "condition";
      readonly field: string;
      readonly operator: SearchOperator;
      readonly negated: boolean;
      readonly values: readonly string[];
    };

/** Oracle help section_1545222128; each may end in _NOT. */
const OPERATORS = [
  "EMPTY",
  "IS",
  "CONTAIN",
  "START_WITH",
  "ENDWITH",
  "END_WITH",
  "EQUAL",
  "ANY_OF",
  "BETWEEN",
  "WITHIN",
  "GREATER",
  "GREATER_OR_EQUAL",
  "LESS",
  "LESS_OR_EQUAL",
  "ON",
  "AFTER",
  "BEFORE",
  "ON_OR_AFTER",
  "ON_OR_BEFORE",
] as const;

export type SearchParse =
  | { readonly ok: true; readonly expression: SearchExpression }
  | { readonly ok: false; readonly why: string };

interface Token {
  readonly kind: "word" | "text" | "mark";
  readonly text: string;
}

const TOKEN = /\s*(?:"((?:[^"\\]|\\.)*)"|([()[\],])|([^\s()[\],"]+))/y;
const MAX_LENGTH = 10_000;
const MAX_DEPTH = 50;

class SearchSyntaxError extends Error {}

export function parseSearch(query: string): SearchParse {
  try {
    const tokens = tokenise(query);
    const reader = createReader(tokens);
    const expression = readOr(reader, 0);
    if (reader.peek() !== undefined) throw new SearchSyntaxError(`Unexpected '${reader.peek()?.text}'.`);
    return { ok: true, expression };
  } catch (error) {
    if (!(error instanceof SearchSyntaxError)) throw error;
    return { ok: false, why: error.message };
  }
}

function tokenise(query: string): readonly Token[] {
  if (query.length > MAX_LENGTH) throw new SearchSyntaxError("The query is too long.");
  const tokens: Token[] = [];
  const text = query.trim();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const [, quoted, mark, word] = TOKEN.exec(text) ?? [];
    if (quoted !== undefined) tokens.push({ kind: "text", text: quoted.replace(/\\(.)/g, "$1") });
    else if (mark !== undefined) tokens.push({ kind: "mark", text: mark });
    else if (word !== undefined) tokens.push({ kind: "word", text: word });
    else throw new SearchSyntaxError(`Unreadable text at position ${at}.`);
  }
  return tokens;
}

interface Reader {
  peek(): Token | undefined;
  next(): Token;
  takeIf(kind: Token["kind"], text: string): boolean;
}

function createReader(tokens: readonly Token[]): Reader {
  let at = 0;
  return {
    peek: () => tokens[at],
    next() {
      const token = tokens[at];
      if (token === undefined) throw new SearchSyntaxError("The query ends too early.");
      at += 1;
      return token;
    },
    takeIf(kind, text) {
      const token = tokens[at];
      const matches = token?.kind === kind && token.text.toUpperCase() === text;
      if (matches) at += 1;
      return matches;
    },
  };
}

function readOr(reader: Reader, depth: number): SearchExpression {
  let left = readAnd(reader, depth);
  while (reader.takeIf("word", "OR")) left = { kind: "or", left, right: readAnd(reader, depth) };
  return left;
}

function readAnd(reader: Reader, depth: number): SearchExpression {
  let left = readTerm(reader, depth);
  while (reader.takeIf("word", "AND")) left = { kind: "and", left, right: readTerm(reader, depth) };
  return left;
}

function readTerm(reader: Reader, depth: number): SearchExpression {
  if (depth > MAX_DEPTH) throw new SearchSyntaxError("Too many brackets.");
  if (!reader.takeIf("mark", "(")) return readCondition(reader);
  const inner = readOr(reader, depth + 1);
  if (!reader.takeIf("mark", ")")) throw new SearchSyntaxError("A closing bracket is missing.");
  return inner;
}

function readCondition(reader: Reader): SearchExpression {
  const field = reader.next();
  if (field.kind !== "word") throw new SearchSyntaxError(`Expected a field name, found '${field.text}'.`);
  const word = reader.next().text.toUpperCase();
  const negated = word.endsWith("_NOT");
  const operator = OPERATORS.find((name) => name === (negated ? word.slice(0, -"_NOT".length) : word));
  if (operator === undefined) throw new SearchSyntaxError(`Unknown operator '${word}'.`);
  const values = operator === "EMPTY" ? [] : readValues(reader);
  return { kind: "condition", field: field.text, operator, negated, values };
}

function readValues(reader: Reader): readonly string[] {
  if (!reader.takeIf("mark", "[")) return [readValueText(reader)];
  const values = [readValueText(reader)];
  while (reader.takeIf("mark", ",")) values.push(readValueText(reader));
  if (!reader.takeIf("mark", "]")) throw new SearchSyntaxError("A list must end in ].");
  return values;
}

function readValueText(reader: Reader): string {
  const token = reader.next();
  if (token.kind === "mark") throw new SearchSyntaxError(`Expected a value, found '${token.text}'.`);
  return token.text;
}
