/** The few forms of ASN.1 DER (ITU-T X.690) that a certificate is written in. */

const TAGS = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  utf8String: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

const PRIMITIVE = 0x80;
const CONSTRUCTED = 0xa0;

export const sequence = (...parts: readonly Uint8Array[]): Buffer => element(TAGS.sequence, ...parts);
export const set = (...parts: readonly Uint8Array[]): Buffer => element(TAGS.set, ...parts);
export const octetString = (content: Uint8Array): Buffer => element(TAGS.octetString, content);
export const utf8String = (text: string): Buffer => element(TAGS.utf8String, Buffer.from(text, "utf8"));
export const isTrue = (): Buffer => element(TAGS.boolean, Buffer.of(0xff));

/** `[n]` around what it holds. */
export const explicit = (tag: number, ...parts: readonly Uint8Array[]): Buffer =>
  element(CONSTRUCTED + tag, ...parts);

/** `[n]` in the place of the content's own tag. */
export const implicit = (tag: number, content: Uint8Array): Buffer => element(PRIMITIVE + tag, content);

/** A whole number above 0, highest byte first. */
export function integer(bytes: Uint8Array): Buffer {
  // A leading 1 bit would make it negative.
  const isNegative = (bytes[0] ?? 0) >= 0x80;
  return element(TAGS.integer, isNegative ? Buffer.concat([Buffer.of(0), bytes]) : bytes);
}

/** Unused bits at the end are named first. */
export const bitString = (content: Uint8Array, unused = 0): Buffer =>
  element(TAGS.bitString, Buffer.of(unused), content);

/** Such as "2.5.29.17". */
export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  return element(TAGS.objectIdentifier, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

/** RFC 5280 section 4.1.2.5: two digits for the year until 2049, four from then on. */
export function time(at: Date): Buffer {
  const digits = at.toISOString().replace(/[-:T]|\.\d+/g, "");
  return at.getUTCFullYear() < 2050
    ? element(TAGS.utcTime, Buffer.from(digits.slice(2), "ascii"))
    : element(TAGS.generalizedTime, Buffer.from(digits, "ascii"));
}

function element(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content.length)]), content]);
}

function lengthOf(length: number): readonly number[] {
  if (length < 0x80) return [length];
  const bytes = length > 0xff ? [length >> 8, length & 0xff] : [length];
  return [0x80 + bytes.length, ...bytes];
}

function base128(value: number): readonly number[] {
  const low = value & 0x7f;
  const high = value >> 7;
  return high === 0 ? [low] : [...base128(high).map((byte) => byte | 0x80), low];
}
