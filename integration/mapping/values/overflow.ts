/** Text that is longer than its field: where it may be cut, and what is left over. Pure. */

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * Counted in UTF-16 units. Whether NetSuite counts these or whole characters is not published; units are never fewer, so text
 * that fits by this count fits by both.
 */
export function lengthOf(text: string): number {
  return text.length;
}

export interface Cut {
  readonly head: string;
  readonly rest: string;
}

/** Cuts inside words if need be, never inside what a reader sees as one character. */
export function cutAtCharacter(text: string, limit: number): Cut {
  let end = 0;
  for (const { segment } of graphemes.segment(text)) {
    if (end + segment.length > limit) break;
    end += segment.length;
  }
  return { head: text.slice(0, end), rest: text.slice(end) };
}

/** Cuts between words; a first word that is longer than the limit is cut at a character. */
export function cutAtWord(text: string, limit: number): Cut {
  const words = wordsOf(text);
  const whole = words.join(" ");
  if (whole.length <= limit) return { head: whole, rest: "" };
  let head = "";
  let taken = 0;
  for (const word of words) {
    const longer = head === "" ? word : `${head} ${word}`;
    if (longer.length > limit) break;
    head = longer;
    taken += 1;
  }
  return taken === 0 ? cutAtCharacter(whole, limit) : { head, rest: words.slice(taken).join(" ") };
}

export function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}

/** Enough of a text to recognise it by. */
export function startOf(text: string): string {
  const { head, rest } = cutAtCharacter(text, 40);
  return rest === "" ? head : `${head}…`;
}
