/** Finds what was probably meant by a word that nobody knows. */

/** The known word that is nearest; undefined when none is near enough to be meant. */
export function nearestWord(word: string, known: readonly string[]): string | undefined {
  const meant = word.toLowerCase();
  const [first] = known
    .map((each) => ({ each, away: distance(meant, each.toLowerCase()) }))
    .filter(({ away }) => away <= Math.max(1, Math.floor(word.length / 3)))
    .toSorted((a, b) => a.away - b.away);
  return first?.each ?? known.find((each) => beginning(each) === beginning(word));
}

/** The question as the end of a sentence; nothing when no known word is near, or it is no word. */
export function didYouMean(word: unknown, known: readonly string[]): string {
  const near = typeof word === "string" ? nearestWord(word, known) : undefined;
  return near === undefined ? "" : ` Did you mean ${near}?`;
}

const beginning = (word: string): string => word.slice(0, 4).toLowerCase();

/** Letters typed wrong, left out, too many, or in the place of their neighbour. */
function distance(a: string, b: string): number {
  const rows: number[][] = Array.from({ length: a.length + 1 }, (_, i) => [i]);
  const at = (i: number, j: number): number => rows[i]?.[j] ?? (i === 0 ? j : Number.POSITIVE_INFINITY);
  for (let i = 1; i <= a.length; i += 1) {
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1];
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const ways = [at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (isSame ? 0 : 1)];
      rows[i]?.push(Math.min(...ways, isSwapped ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY));
    }
  }
  return at(a.length, b.length);
}
