/** Decides what is worth telling somebody: the first of its kind, then at 10, 100 and 1,000, and once a day the whole. */
import type { BreakerAlarm } from "../delivery/account-breaker.ts";
import { maskPersonalData, maskText } from "../dlq/masking.ts";
import { type Failure, fingerprintOf } from "../failure.ts";

export interface Alert {
  readonly event: "dead-letters" | "daily-digest" | "ledger-full" | BreakerAlarm["event"];
  readonly at: number;
  /** One line for people; chat services show it as it is. */
  readonly text: string;
  readonly details: Readonly<Record<string, unknown>>;
}

const TOLD_AT: ReadonlySet<number> = new Set([1, 10, 100, 1_000]);
/** So many kinds at most are told apart between two digests: a message that differs each time must not fill the memory. */
const MAX_KINDS = 10_000;

export interface AlertBook {
  /** An entry became a dead letter; null when that is not worth telling. */
  died(entry: number, failure: Failure, at: number): Alert | null;
  /** What has happened since the last one; begins to count anew. */
  digest(now: Waiting, at: number): Alert;
}

export interface Waiting {
  readonly dead: number;
  readonly backlog: number;
}

export function createAlertBook(): AlertBook {
  const counts = new Map<string, number>();
  return {
    died(entry, failure, at) {
      const kind = fingerprintOf(failure);
      if (!counts.has(kind) && counts.size >= MAX_KINDS) return null;
      const count = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, count);
      return TOLD_AT.has(count) ? aboutDead({ entry, failure, kind, count, at }) : null;
    },
    digest({ dead, backlog }, at) {
      const kinds = [...counts].toSorted(([, a], [, b]) => b - a).slice(0, 20);
      const since = [...counts.values()].reduce((sum, count) => sum + count, 0);
      counts.clear();
      return {
        event: "daily-digest",
        at,
        text: `${dead} dead letters wait for a human, ${since} of them or more are new since the last digest; ${backlog} orders are on their way.`,
        details: {
          dead,
          backlog,
          new: kinds.map(([kind, count]) => ({ fingerprint: maskText(kind), count })),
        },
      };
    },
  };
}

interface Died {
  readonly entry: number;
  readonly failure: Failure;
  readonly kind: string;
  readonly count: number;
  readonly at: number;
}

/** Nothing of an order but its number in the ledger leaves the house. */
function aboutDead({ entry, failure, kind, count, at }: Died): Alert {
  const { class: failureClass, code, advice } = failure;
  const { text: example } = maskPersonalData({
    text: failure.message,
    field: failure.field ?? null,
    value: failure.value ?? null,
  });
  const how = count === 1 ? "A dead letter" : `${count} dead letters alike`;
  return {
    event: "dead-letters",
    at,
    text: `${how}: ${code}. ${example} ${advice} (drydock dlq show ${entry})`,
    details: { entry, count, class: failureClass, code, fingerprint: maskText(kind), example, advice },
  };
}
