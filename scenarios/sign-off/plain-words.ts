/** Says what we call by our own words in the words of those who have to judge it. */

/** Ours, and what people outside the integration understand; longer ones first, so that each is found whole. */
const PLAIN: Readonly<Record<string, string>> = {
  "state of the ledger entry": "where the order stands",
  "ledger entries": "orders on file",
  "ledger entry": "order on file",
  "dead letters": "held orders",
  "dead letter": "held order",
  "the ledger": "the integration's books",
  "the core": "the integration",
  webhooks: "messages",
  webhook: "message",
};

/** Whole words only; a capital letter at the beginning is kept. The reader's own words go before the plain ones. */
export function inPlainWords(text: string, own: Readonly<Record<string, string>>): string {
  const words = Object.entries({ ...PLAIN, ...own });
  const lookUp = new Map(words.map(([ours, theirs]) => [ours.toLowerCase(), theirs]));
  const longestFirst = [...lookUp.keys()].toSorted((a, b) => b.length - a.length).map(escaped);
  const any = new RegExp(`(?<![\\p{L}\\p{N}])(${longestFirst.join("|")})(?![\\p{L}\\p{N}])`, "giu");
  return text.replace(any, (found) => likewise(found, lookUp.get(found.toLowerCase()) ?? found));
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const likewise = (found: string, word: string): string =>
  /^\p{Lu}/u.test(found) ? word.replace(/^./u, (first) => first.toUpperCase()) : word;
