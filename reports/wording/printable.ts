/** Drops the characters that no reader can see but that can break a document or make it read differently. */

/**
 * XML 1.0 (production 2, Char) forbids the C0 controls except tab, line feed and carriage return, U+FFFE,
 * U+FFFF and unpaired surrogates, even as character references. C1 controls are allowed but shown by nobody.
 * The bidirectional controls are legal everywhere, and let a line of evidence read differently from what it holds.
 */
const UNPRINTABLE =
  /[^\t\n\r\u0020-\u007e\u00a0-\u2029\u202f-\u2065\u206a-\ufffd\u{10000}-\u{10ffff}]|[\ud800-\udfff]/gu;

/** Almost every text is like this, which is seen at a third of the price. */
const PLAIN = /^[\t\n\r\u0020-\u007e]*$/;

/** The text without control characters, unpaired surrogates and bidirectional controls. */
export function printable(text: string): string {
  return PLAIN.test(text) ? text : text.replace(UNPRINTABLE, "");
}
