/**
 * Walks over JSON (RFC 8259) in its bytes: each function is given where something begins and gives the place behind it, or
 * NOWHERE, whose byte is none, so that nothing is found behind it either. The bytes have to be UTF-8.
 */

export const NOWHERE = -1;

const QUOTE = 0x22;
export const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACE = 0x7b;
export const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const SPACE = 0x20;
const TAB = 0x09;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const MINUS = 0x2d;
const PLUS = 0x2b;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const UPPER_E = 0x45;
const LOWER_E = 0x65;
const LOWER_U = 0x75;

const word = (text: string): readonly number[] => Array.from(text, (letter) => letter.charCodeAt(0));

const WORDS: Readonly<Record<number, readonly number[] | undefined>> = {
  116: word("true"),
  102: word("false"),
  110: word("null"),
};
const ESCAPED = word('"\\/bfnrt');

export function afterSpace(raw: Uint8Array, from: number): number {
  let at = from;
  let byte = raw[at];
  while (byte === SPACE || byte === LINE_FEED || byte === RETURN || byte === TAB) {
    at += 1;
    byte = raw[at];
  }
  return at;
}

/** From the first byte of something to the one behind it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Is told of each member of an object, and says whether to go on; the key's span holds its quotes. */
export type OnMember = (key: Span, value: Span) => boolean;

/** `levels`: how many objects and lists may stand in one another, from this value on. */
function afterValue(raw: Uint8Array, from: number, levels: number): number {
  const first = raw[from] ?? NOWHERE;
  if (first === QUOTE) return afterString(raw, from);
  if (first === MINUS || isDigit(first)) return afterNumber(raw, from);
  if (first === OPEN_BRACE) return levels === 0 ? NOWHERE : afterObject(raw, from, levels - 1);
  if (first === OPEN_BRACKET) return levels === 0 ? NOWHERE : afterList(raw, from, levels - 1);
  return afterWord(raw, from, WORDS[first]);
}

function afterString(raw: Uint8Array, from: number): number {
  if (raw[from] !== QUOTE) return NOWHERE;
  let at = from + 1;
  while (at !== NOWHERE && raw[at] !== QUOTE) {
    const byte = raw[at] ?? NOWHERE;
    if (byte === BACKSLASH) at = afterEscape(raw, at);
    else at = byte < SPACE ? NOWHERE : at + 1;
  }
  return at === NOWHERE ? NOWHERE : at + 1;
}

function afterEscape(raw: Uint8Array, from: number): number {
  const escaped = raw[from + 1] ?? NOWHERE;
  if (escaped === LOWER_U) return areHexadecimal(raw, from + 2, from + 6) ? from + 6 : NOWHERE;
  return ESCAPED.includes(escaped) ? from + 2 : NOWHERE;
}

/** The place behind the object, or behind the member after which `onMember` did not go on. */
export function afterObject(raw: Uint8Array, from: number, levels: number, onMember?: OnMember): number {
  if (raw[from] !== OPEN_BRACE) return NOWHERE;
  let at = afterSpace(raw, from + 1);
  if (raw[at] === CLOSE_BRACE) return at + 1;
  for (;;) {
    const keyEnd = afterString(raw, at);
    const value = afterColon(raw, keyEnd);
    const end = afterValue(raw, value, levels);
    if (end === NOWHERE) return NOWHERE;
    if (onMember?.({ from: at, to: keyEnd }, { from: value, to: end }) === false) return end;
    at = afterSpace(raw, end);
    if (raw[at] === CLOSE_BRACE) return at + 1;
    if (raw[at] !== COMMA) return NOWHERE;
    at = afterSpace(raw, at + 1);
  }
}

/** The place of the value whose key ends here. */
function afterColon(raw: Uint8Array, from: number): number {
  const at = afterSpace(raw, from);
  return raw[at] === COLON ? afterSpace(raw, at + 1) : NOWHERE;
}

function afterList(raw: Uint8Array, from: number, levels: number): number {
  let at = afterSpace(raw, from + 1);
  if (raw[at] === CLOSE_BRACKET) return at + 1;
  for (;;) {
    const end = afterValue(raw, at, levels);
    if (end === NOWHERE) return NOWHERE;
    at = afterSpace(raw, end);
    if (raw[at] === CLOSE_BRACKET) return at + 1;
    if (raw[at] !== COMMA) return NOWHERE;
    at = afterSpace(raw, at + 1);
  }
}

function afterNumber(raw: Uint8Array, from: number): number {
  const whole = raw[from] === MINUS ? from + 1 : from;
  let at = raw[whole] === ZERO ? whole + 1 : afterDigits(raw, whole);
  if (raw[at] === POINT) at = afterDigits(raw, at + 1);
  if (raw[at] !== LOWER_E && raw[at] !== UPPER_E) return at;
  const sign = raw[at + 1];
  return afterDigits(raw, sign === PLUS || sign === MINUS ? at + 2 : at + 1);
}

/** One at least. */
function afterDigits(raw: Uint8Array, from: number): number {
  let at = from;
  while (isDigit(raw[at] ?? NOWHERE)) at += 1;
  return at === from ? NOWHERE : at;
}

const isDigit = (byte: number): boolean => byte >= ZERO && byte <= NINE;

function areHexadecimal(raw: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const byte = raw[at] ?? NOWHERE;
    const letter = byte & ~0x20;
    if (!isDigit(byte) && (byte < ZERO || letter < 0x41 || letter > 0x46)) return false;
  }
  return true;
}

function afterWord(raw: Uint8Array, from: number, letters: readonly number[] | undefined): number {
  if (letters === undefined || letters.some((letter, n) => raw[from + n] !== letter)) return NOWHERE;
  return from + letters.length;
}
