/** Finds where the parts of a JSON text stand, so that they can be cut out or replaced without writing anything anew. */

/** From the first character of a value to the one after its last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Member {
  readonly key: string;
  readonly value: Span;
}

/** The text must be valid JSON: whoever calls has parsed it already. */
export function elementSpans(text: string, at = 0): readonly Span[] {
  const spans: Span[] = [];
  let position = skipBlank(text, skipBlank(text, at) + 1);
  while (text[position] !== "]") {
    const end = endOfValue(text, position);
    spans.push({ start: position, end });
    position = nextPart(text, end);
  }
  return spans;
}

/** The members of the object that begins at this position, in order; the text must be valid JSON. */
export function memberSpans(text: string, at = 0): readonly Member[] {
  const members: Member[] = [];
  let position = skipBlank(text, skipBlank(text, at) + 1);
  while (text[position] !== "}") {
    const keyEnd = endOfString(text, position);
    const start = skipBlank(text, skipBlank(text, keyEnd) + 1);
    const end = endOfValue(text, start);
    members.push({ key: String(JSON.parse(text.slice(position, keyEnd))), value: { start, end } });
    position = nextPart(text, end);
  }
  return members;
}

/** Replaces several parts of a text at once; the parts must not overlap. */
export function replaced(text: string, changes: readonly (Span & { readonly by: string })[]): string {
  const ordered = [...changes].sort((a, b) => a.start - b.start);
  const pieces: string[] = [];
  let position = 0;
  for (const change of ordered) {
    pieces.push(text.slice(position, change.start), change.by);
    position = change.end;
  }
  return pieces.join("") + text.slice(position);
}

/** The number, from 1, of the line this position is on. */
export const lineAt = (text: string, position: number): number => text.slice(0, position).split("\n").length;

const isBlank = (character: string | undefined): boolean =>
  character === " " || character === "\n" || character === "\r" || character === "\t";

function skipBlank(text: string, from: number): number {
  let position = from;
  while (isBlank(text[position])) position += 1;
  return position;
}

function nextPart(text: string, from: number): number {
  const position = skipBlank(text, from);
  if (position >= text.length) throw new SyntaxError("The JSON text ends too early.");
  return text[position] === "," ? skipBlank(text, position + 1) : position;
}

function endOfString(text: string, from: number): number {
  let quote = text.indexOf('"', from + 1);
  while (quote !== -1 && isEscaped(text, quote)) quote = text.indexOf('"', quote + 1);
  if (quote === -1) throw new SyntaxError("The JSON text ends inside a string.");
  return quote + 1;
}

/** An odd number of backslashes before a quote makes it part of the string. */
function isEscaped(text: string, quote: number): boolean {
  let before = quote - 1;
  while (text[before] === "\\") before -= 1;
  return (quote - 1 - before) % 2 === 1;
}

function endOfValue(text: string, from: number): number {
  const first = text[from];
  if (first === '"') return endOfString(text, from);
  if (first === "{" || first === "[") return endOfContainer(text, from);
  const end = text.slice(from, from + LONGEST_WORD).search(/[\s,\]}]/);
  return end === -1 ? endOfLongNumber(text, from) : from + end;
}

/** Nothing but a number of absurd length is longer. */
const LONGEST_WORD = 64;

function endOfLongNumber(text: string, from: number): number {
  const end = text.slice(from).search(/[\s,\]}]/);
  return end === -1 ? text.length : from + end;
}

/** Counts brackets instead of calling itself, so that no depth of nesting can exhaust the stack. */
function endOfContainer(text: string, from: number): number {
  const marks = /["{}[\]]/g;
  marks.lastIndex = from;
  let depth = 0;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    if (mark[0] === '"') marks.lastIndex = endOfString(text, mark.index);
    else depth += mark[0] === "{" || mark[0] === "[" ? 1 : -1;
    if (depth === 0) return marks.lastIndex;
  }
  throw new SyntaxError("The JSON text ends too early.");
}
