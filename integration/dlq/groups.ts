/** Dead letters that failed alike, and how many there are of what. */
import type { FailureClass } from "../failure.ts";
import { type EntryFilter, type EntryGroup, type Tally, UNDER_WAY } from "../ledger/entry.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { maskPersonalData, maskText } from "./masking.ts";

export interface DeadLetterGroup {
  readonly fingerprint: string;
  readonly count: number;
  readonly class: FailureClass;
  readonly code: string;
  /** One failure of the group in words. */
  readonly example: string;
  readonly advice: string;
  readonly firstEntry: number;
  readonly lastEntry: number;
}

export function toDeadLetterGroup({
  fingerprint,
  count,
  firstId,
  lastId,
  failure,
}: EntryGroup): DeadLetterGroup {
  const { text } = maskPersonalData({
    text: failure.message,
    field: failure.field ?? null,
    value: failure.value ?? null,
  });
  return {
    fingerprint: maskText(fingerprint),
    count,
    class: failure.class,
    code: failure.code,
    example: text,
    advice: failure.advice,
    firstEntry: firstId,
    lastEntry: lastId,
  };
}

export interface DeadLetterStats {
  readonly dead: number;
  readonly oldestAt: number | null;
  readonly byClass: readonly { readonly class: FailureClass | null; readonly count: number }[];
  readonly byCode: readonly {
    readonly class: FailureClass | null;
    readonly code: string | null;
    readonly count: number;
  }[];
  /** By the day of arrival, in UTC, oldest first. */
  readonly byDay: readonly { readonly day: string; readonly count: number }[];
  /** Put back to work and without a result yet, by where they are. */
  readonly rerunPending: Readonly<Record<"queued" | "running" | "verify", number>>;
}

export async function statsOf(ledger: Ledger, filter: EntryFilter): Promise<DeadLetterStats> {
  const [dead, pending] = await Promise.all([
    ledger.tally({ ...filter, states: ["dead"] }),
    ledger.tally({ ...filter, states: UNDER_WAY, minReruns: 1 }),
  ]);
  const inState = (wanted: Tally["state"]) => countOf(pending.filter(({ state }) => state === wanted));
  return {
    dead: countOf(dead),
    oldestAt: dead.length === 0 ? null : Math.min(...dead.map(({ oldestAt }) => oldestAt)),
    byClass: summed(dead, (each) => ({ class: each.class })),
    byCode: summed(dead, (each) => ({ class: each.class, code: each.code })),
    byDay: summed(dead, ({ day }) => ({ day })).toSorted((a, b) => (a.day < b.day ? -1 : 1)),
    rerunPending: { queued: inState("queued"), running: inState("running"), verify: inState("verify") },
  };
}

const countOf = (tallies: readonly Tally[]): number => tallies.reduce((sum, { count }) => sum + count, 0);

/** Adds up what has the same name; the largest first. */
function summed<T extends object>(
  tallies: readonly Tally[],
  nameOf: (tally: Tally) => T,
): (T & { readonly count: number })[] {
  const sums = new Map<string, T & { readonly count: number }>();
  for (const tally of tallies) {
    const name = nameOf(tally);
    const known = sums.get(JSON.stringify(name))?.count ?? 0;
    sums.set(JSON.stringify(name), { ...name, count: known + tally.count });
  }
  return [...sums.values()].toSorted((a, b) => b.count - a.count);
}
