/** Walks the tokens of a query, one ahead, and counts what only the order of reading knows. */
import { SyntaxProblem } from "./query-problem.ts";
import { type Token, tokenize } from "./tokenize.ts";

export interface TokenReader {
  peek(ahead?: number): Token;
  next(): Token;
  /** Whether the next tokens are these words, in any case; nothing is read. */
  sees(...words: readonly string[]): boolean;
  /** Reads these words if they come next. */
  accept(...words: readonly string[]): boolean;
  expect(...words: readonly string[]): void;
  seesMark(mark: string): boolean;
  acceptMark(mark: string): boolean;
  expectMark(mark: string): void;
  /** A whole number written out. */
  expectCount(): number;
  /** The number of the question mark just read. */
  parameter(): number;
  /** Runs one level deeper; brackets without end must not exhaust the stack. */
  nested<Value>(read: () => Value): Value;
  /** One more operator at the same level; a chain without end would exhaust the stack too. */
  chained(count: number): void;
  unexpected(): Error;
  /** What is wrong with the token that comes next. */
  refuse(why: string): Error;
}

const MAX_DEPTH = 100;
const MAX_CHAIN = 1_000;

export function createTokenReader(query: string): TokenReader {
  const tokens = tokenize(query);
  let at = 0;
  let parameters = 0;
  let depth = 0;
  const peek = (ahead = 0): Token => tokens[Math.min(at + ahead, tokens.length - 1)] as Token;
  const isMark = (mark: string): boolean => peek().kind === "mark" && peek().text === mark;
  const reader: TokenReader = {
    peek,
    next() {
      const token = peek();
      at += 1;
      return token;
    },
    sees: (...words) =>
      words.every((word, ahead) => peek(ahead).kind === "word" && peek(ahead).text.toUpperCase() === word),
    accept(...words) {
      const seen = reader.sees(...words);
      if (seen) at += words.length;
      return seen;
    },
    expect(...words) {
      if (!reader.accept(...words)) throw reader.unexpected();
    },
    seesMark: isMark,
    acceptMark(mark) {
      const seen = isMark(mark);
      if (seen) at += 1;
      return seen;
    },
    expectMark(mark) {
      if (!reader.acceptMark(mark)) throw reader.unexpected();
    },
    expectCount() {
      if (peek().kind !== "number" || !/^\d{1,9}$/.test(peek().text)) throw reader.unexpected();
      return Number(reader.next().text);
    },
    parameter() {
      parameters += 1;
      return parameters - 1;
    },
    nested(read) {
      depth += 1;
      if (depth > MAX_DEPTH) throw reader.refuse(`More than ${MAX_DEPTH} levels of nesting.`);
      const value = read();
      depth -= 1;
      return value;
    },
    chained(count) {
      if (count > MAX_CHAIN) throw reader.refuse(`More than ${MAX_CHAIN} operators in a row.`);
    },
    unexpected() {
      const { kind, text, at: position } = peek();
      return reader.refuse(
        kind === "end" ? "The query ends too early." : `Unexpected '${text}' at character ${position}.`,
      );
    },
    refuse: (why) => new SyntaxProblem({ why, near: peek().text, at: peek().at }),
  };
  return reader;
}
