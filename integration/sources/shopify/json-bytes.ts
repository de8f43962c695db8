/**
 * Walks over JSON (RFC 8259) in its bytes, which have to be UTF-8: each function is given where something begins, and gives the
 * place behind it, or NOWHERE when it is not there. No byte is at NOWHERE, so that nothing is found behind it either.
 */

export const NOWHERE = -1;

export const BACKSLASH = code("\\");
const [QUOTE, COMMA, COLON] = [code('"'), code(","), code(":")];
const [OPEN_BRACE, CLOSE_BRACE] = [code("{"), code("}")];
const [OPEN_BRACKET, CLOSE_BRACKET] = [code("["), code("]")];
const [ZERO, MINUS, POINT, LOWER_U] = [code("0"), code("-"), code("."), code("u")];

/** A look into a table is what a byte costs least: most of a record is read with nothing else. */
type Kind = Uint8Array;

const SPACE = kindOf(" \t\n\r");
const DIGIT = kindOf("0123456789");
const HEXADECIMAL = kindOf("0123456789abcdefABCDEF");
const EXPONENT = kindOf("eE");
const SIGN = kindOf("+-");
const ESCAPED = kindOf('"\\/bfnrt');
/** Whatever stands in a string for itself. */
const PLAIN = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte < 0x20 || byte === QUOTE || byte === BACKSLASH ? 0 : 1,
);
const WORDS = ["true", "false", "null"].map((word) => Array.from(word, code));

/** From the first byte of something to the one behind it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Is told of each member of an object, in turn; the key's span holds its quotes. */
export type OnMember = (key: Span, value: Span) => void;

export function afterSpace(raw: Uint8Array, from: number): number {
  return afterAll(SPACE, raw, from);
}

/** `levels`: how many objects and lists may stand in one another, this object among them. */
export function afterObject(raw: Uint8Array, from: number, levels: number, onMember?: OnMember): number {
  if (raw[from] !== OPEN_BRACE || levels === 0) return NOWHERE;
  let at = afterSpace(raw, from + 1);
  if (raw[at] === CLOSE_BRACE) return at + 1;
  for (;;) {
    const keyEnd = afterString(raw, at);
    const value = afterColon(raw, keyEnd);
    const end = afterValue(raw, value, levels - 1);
    if (end === NOWHERE) return NOWHERE;
    onMember?.({ from: at, to: keyEnd }, { from: value, to: end });
    at = afterSpace(raw, end);
    if (raw[at] === CLOSE_BRACE) return at + 1;
    if (raw[at] !== COMMA) return NOWHERE;
    at = afterSpace(raw, at + 1);
  }
}

function afterList(raw: Uint8Array, from: number, levels: number): number {
  if (levels === 0) return NOWHERE;
  let at = afterSpace(raw, from + 1);
  if (raw[at] === CLOSE_BRACKET) return at + 1;
  for (;;) {
    const end = afterValue(raw, at, levels - 1);
    if (end === NOWHERE) return NOWHERE;
    at = afterSpace(raw, end);
    if (raw[at] === CLOSE_BRACKET) return at + 1;
    if (raw[at] !== COMMA) return NOWHERE;
    at = afterSpace(raw, at + 1);
  }
}

function afterValue(raw: Uint8Array, from: number, levels: number): number {
  const first = raw[from];
  if (first === QUOTE) return afterString(raw, from);
  if (first === OPEN_BRACE) return afterObject(raw, from, levels);
  if (first === OPEN_BRACKET) return afterList(raw, from, levels);
  if (first === MINUS || isOf(DIGIT, first)) return afterNumber(raw, from);
  return afterWord(raw, from);
}

/** The place of the value whose key ends here. */
function afterColon(raw: Uint8Array, from: number): number {
  const at = afterSpace(raw, from);
  return raw[at] === COLON ? afterSpace(raw, at + 1) : NOWHERE;
}

function afterString(raw: Uint8Array, from: number): number {
  if (raw[from] !== QUOTE) return NOWHERE;
  let at = afterAll(PLAIN, raw, from + 1);
  while (raw[at] === BACKSLASH) at = afterAll(PLAIN, raw, afterEscape(raw, at));
  return raw[at] === QUOTE ? at + 1 : NOWHERE;
}

function afterEscape(raw: Uint8Array, from: number): number {
  if (isOf(ESCAPED, raw[from + 1])) return from + 2;
  const isCode = raw[from + 1] === LOWER_U && afterAll(HEXADECIMAL, raw, from + 2) >= from + 6;
  return isCode ? from + 6 : NOWHERE;
}

function afterNumber(raw: Uint8Array, from: number): number {
  const whole = raw[from] === MINUS ? from + 1 : from;
  let at = raw[whole] === ZERO ? whole + 1 : afterDigits(raw, whole);
  if (raw[at] === POINT) at = afterDigits(raw, at + 1);
  if (!isOf(EXPONENT, raw[at])) return at;
  return afterDigits(raw, isOf(SIGN, raw[at + 1]) ? at + 2 : at + 1);
}

/** One at least. */
function afterDigits(raw: Uint8Array, from: number): number {
  const at = afterAll(DIGIT, raw, from);
  return at === from ? NOWHERE : at;
}

function afterWord(raw: Uint8Array, from: number): number {
  const word = WORDS.find((letters) => letters.every((letter, n) => raw[from + n] === letter));
  return word === undefined ? NOWHERE : from + word.length;
}

function afterAll(kind: Kind, raw: Uint8Array, from: number): number {
  let at = from;
  while (isOf(kind, raw[at])) at += 1;
  return at;
}

function isOf(kind: Kind, byte: number | undefined): boolean {
  return byte !== undefined && kind[byte] === 1;
}

function kindOf(letters: string): Kind {
  const kind = new Uint8Array(256);
  for (const letter of letters) kind[code(letter)] = 1;
  return kind;
}

function code(letter: string): number {
  return letter.charCodeAt(0);
}
