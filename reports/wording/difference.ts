/** Where two texts part and where they meet again, so that a reader sees at once what differs. */

export interface Difference {
  /** What both begin with, up to a whole word. */
  readonly before: string;
  readonly expected: string;
  readonly found: string;
  /** What both end with, from a whole word on. */
  readonly after: string;
}

/** `before + expected + after` is the first text, `before + found + after` the second. */
export function differenceOf(expected: string, found: string): Difference {
  const [a, b] = [wordsOf(expected), wordsOf(found)];
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return {
    before: a.slice(0, start).join(""),
    expected: a.slice(start, a.length - end).join(""),
    found: b.slice(start, b.length - end).join(""),
    after: a.slice(a.length - end).join(""),
  };
}

/** Words, numbers with their decimals, and whatever stands between them, each a piece of its own. */
const wordsOf = (text: string): readonly string[] => text.match(/[\p{L}\p{N}.]+|[^\p{L}\p{N}.]/gu) ?? [];
