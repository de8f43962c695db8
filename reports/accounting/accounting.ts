/** Reconciles three independent lists: what the source sent, what the ledger holds, what NetSuite holds. */

/** What became of a ledger entry, as the ledger tells it. Everything that is still on its way is `pending`. */
export type LedgerState = "pending" | "delivered" | "dead" | "discarded";

/**
 * Three lists read independently of each other, each from where it lives. A key is the source's own name of
 * one order. The same key may appear in a list more than once: a source sends twice, the ledger keeps one
 * entry for each version of an order, and in NetSuite it is exactly the fault that is looked for.
 */
export interface AccountingInput {
  readonly sent: readonly { readonly key: string }[];
  readonly ledger: readonly { readonly key: string; readonly state: LedgerState }[];
  readonly netsuite: readonly { readonly key: string; readonly internalId: string }[];
}

/** The statement. Every number counts distinct keys unless it says otherwise; every list of keys is sorted. */
export interface Accounting {
  /** Distinct keys that the source sent. */
  readonly sent: number;
  /** How many times the source sent a key again; harmless, and the reason why deliveries are deduplicated. */
  readonly sentAgain: number;
  /** Distinct keys in the ledger. */
  readonly accepted: number;
  /** The ledger says delivered, and NetSuite holds it. An order with several versions counts once, see `dead`. */
  readonly delivered: number;
  /** On the way, whether or not NetSuite holds it already. */
  readonly pending: number;
  /** A dead letter, also of a later version of an order that was delivered before; otherwise not in NetSuite. */
  readonly dead: number;
  /** The ledger says discarded, and NetSuite does not hold it. */
  readonly discarded: number;
  /** Sent, and neither in the ledger nor in NetSuite; or delivered according to the ledger, and not in NetSuite. */
  readonly lost: number;
  readonly lostKeys: readonly string[];
  /** Surplus records in NetSuite: three records of one key count two. Records are told apart by internal id. */
  readonly duplicated: number;
  readonly duplicatedKeys: readonly string[];
  /** The internal ids behind `duplicatedKeys`, so that somebody can go and look. */
  readonly duplicates: readonly { readonly key: string; readonly internalIds: readonly string[] }[];
  /** In NetSuite, but nobody sent it or the ledger never accepted it. */
  readonly unexpected: number;
  readonly unexpectedKeys: readonly string[];
  /** In NetSuite although the ledger calls it dead or discarded: a person who enters it by hand doubles it. */
  readonly deadButDelivered: number;
  readonly deadButDeliveredKeys: readonly string[];
  /** In the ledger although the source did not send it: the two lists do not cover the same time. */
  readonly neverSent: number;
  readonly neverSentKeys: readonly string[];
  /** `accepted = delivered + pending + dead + discarded`, and nothing lost, duplicated or unexpected. */
  readonly balanced: boolean;
}

/** What the three lists together say of one accepted key. */
type Fate = LedgerState | "lost" | "dead but delivered";

type Held = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Where a key has several entries (versions of one order), the one that needs most attention speaks for it;
 * a discarded version says nothing as long as another one was delivered.
 */
const SPEAKS_FIRST: readonly LedgerState[] = ["pending", "dead", "delivered", "discarded"];

/**
 * Reconciles the three lists. The order of the lists does not matter. A state of the ledger counts only where
 * NetSuite agrees with it, so that the ledger never vouches for itself: a delivered key that NetSuite does not
 * hold is lost, a dead key that NetSuite does hold is `deadButDelivered`, and either unbalances the statement.
 */
export function reconcile(input: AccountingInput): Accounting {
  const sent = new Set(input.sent.map(({ key }) => key));
  const held = recordsByKey(input.netsuite);
  const fates = [...statesByKey(input.ledger)].map(([key, states]) => ({
    key,
    fate: fateOf(states, held.has(key)),
  }));
  const accepted = new Set(fates.map(({ key }) => key));
  const having = (fate: Fate): readonly string[] =>
    fates.filter((one) => one.fate === fate).map(({ key }) => key);

  const counted = {
    delivered: having("delivered").length,
    pending: having("pending").length,
    dead: having("dead").length,
    discarded: having("discarded").length,
  };
  const exceptions = {
    ...keysOf("lost", [
      ...having("lost"),
      ...[...sent].filter((key) => !accepted.has(key) && !held.has(key)),
    ]),
    ...duplicatesIn(held),
    ...keysOf(
      "unexpected",
      [...held.keys()].filter((key) => !sent.has(key) || !accepted.has(key)),
    ),
    ...keysOf("deadButDelivered", having("dead but delivered")),
    ...keysOf(
      "neverSent",
      [...accepted].filter((key) => !sent.has(key)),
    ),
  };
  return {
    sent: sent.size,
    sentAgain: input.sent.length - sent.size,
    accepted: accepted.size,
    ...counted,
    ...exceptions,
    balanced:
      accepted.size === counted.delivered + counted.pending + counted.dead + counted.discarded &&
      exceptions.lost + exceptions.duplicated + exceptions.unexpected === 0,
  };
}

function fateOf(states: ReadonlySet<LedgerState>, held: boolean): Fate {
  if (states.has("delivered") && !held) return "lost";
  const said = SPEAKS_FIRST.find((state) => states.has(state)) ?? "pending";
  const closed = said === "dead" || said === "discarded";
  return closed && held && !states.has("delivered") ? "dead but delivered" : said;
}

function keysOf<Name extends string>(name: Name, keys: readonly string[]) {
  return { [name]: keys.length, [`${name}Keys`]: keys.toSorted() } as Record<Name, number> &
    Record<`${Name}Keys`, readonly string[]>;
}

function duplicatesIn(held: Held): Pick<Accounting, "duplicated" | "duplicatedKeys" | "duplicates"> {
  const duplicates = [...held]
    .filter(([, ids]) => ids.size > 1)
    .map(([key, ids]) => ({ key, internalIds: [...ids].toSorted() }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
  return {
    duplicated: duplicates.reduce((sum, { internalIds }) => sum + internalIds.length - 1, 0),
    duplicatedKeys: duplicates.map(({ key }) => key),
    duplicates,
  };
}

function statesByKey(entries: AccountingInput["ledger"]): ReadonlyMap<string, ReadonlySet<LedgerState>> {
  const states = new Map<string, Set<LedgerState>>();
  for (const { key, state } of entries) states.set(key, (states.get(key) ?? new Set()).add(state));
  return states;
}

function recordsByKey(records: AccountingInput["netsuite"]): Held {
  const held = new Map<string, Set<string>>();
  for (const { key, internalId } of records) held.set(key, (held.get(key) ?? new Set()).add(internalId));
  return held;
}
