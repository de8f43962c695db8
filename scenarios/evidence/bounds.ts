/** How much of a scenario is shown: a burst of forty orders that went well need not be read forty times. */
import type { Verdict } from "../../reports/index.ts";

export interface Bounds {
  /** Rows of a table. */
  readonly rows: number;
  /** Webhooks that are shown whole. */
  readonly payloads: number;
  /** Requests to NetSuite, and to the shop, that are shown whole. */
  readonly exchanges: number;
  /** Ledger entries with their history. */
  readonly histories: number;
  /** Records of each type. */
  readonly records: number;
  /** Characters of one body; an ordinary order has fifteen thousand. */
  readonly characters: number;
}

const OF_A_PASS: Bounds = {
  rows: 120,
  payloads: 8,
  exchanges: 24,
  histories: 12,
  records: 2,
  characters: 20_000,
};
/** Far beyond what any scenario does: nothing that a failed check is about is left out. */
const OF_A_FAILURE: Bounds = {
  rows: 2_000,
  payloads: 400,
  exchanges: 400,
  histories: 400,
  records: 400,
  characters: 1_000_000,
};

export const boundsFor = (verdict: Verdict): Bounds => (verdict === "fail" ? OF_A_FAILURE : OF_A_PASS);

/** Where there is no room for all, those that tell most go first; in the order in which they came. */
export function tellingOf<T>(all: readonly T[], most: number, isTelling: (each: T) => boolean): readonly T[] {
  if (all.length <= most) return all;
  const kept = new Set([...all.filter(isTelling), ...all.filter((each) => !isTelling(each))].slice(0, most));
  return all.filter((each) => kept.has(each));
}
