/** Dynamic look-ups: a name in, NetSuite's internal id of this account out. */
import type { Clock } from "../clock.ts";
import type { Failure } from "../failure.ts";
import type { NetSuite } from "../netsuite/netsuite.ts";

export interface LookupQuery {
  readonly recordType: string;
  /** The field of the record that is compared, such as `itemId`. */
  readonly by: string;
  readonly value: string;
}

export type LookupAnswer =
  | { readonly ok: true; readonly internalId: string }
  | { readonly ok: false; readonly failure: Failure };

export interface Lookups {
  resolve(query: LookupQuery): Promise<LookupAnswer>;
}

export interface RememberedLookups extends Lookups {
  /** Asks NetSuite again, for a re-run after somebody corrected it; what it finds is remembered for all. */
  readonly fresh: Lookups;
  /** What this internal id was last found for; undefined when it is not remembered. */
  queryOf(internalId: string): LookupQuery | undefined;
  /** Forgets what was found to be one of these internal ids: one of them turned out to be wrong. */
  forget(internalIds: ReadonlySet<string>): void;
}

export interface RememberingOptions {
  readonly clock: Clock;
  /** How long an id is believed. @default 10 minutes */
  readonly believeMs?: number;
  /** Ids kept at most; the oldest go first. @default 10000 */
  readonly maxEntries?: number;
}

const MINUTE = 60_000;

interface Remembered {
  readonly query: LookupQuery;
  readonly answer: LookupAnswer;
  readonly until: number;
}

/**
 * Remembers what was found for a while, never what was not: a missing item may be created the next minute.
 * Equal questions asked at the same time become one call.
 */
export function rememberedLookups(
  netsuite: Pick<NetSuite, "findByField">,
  options: RememberingOptions,
): RememberedLookups {
  const { clock, believeMs = 10 * MINUTE, maxEntries = 10_000 } = options;
  const known = new Map<string, Remembered>();
  const underWay = new Map<string, Promise<LookupAnswer>>();

  function remember(query: LookupQuery, answer: LookupAnswer): void {
    const key = keyOf(query);
    known.delete(key);
    if (!answer.ok) return;
    const oldest = known.size >= maxEntries ? known.keys().next().value : undefined;
    if (oldest !== undefined) known.delete(oldest);
    known.set(key, { query, answer, until: clock.now() + believeMs });
  }

  async function askOnce(query: LookupQuery, key: string): Promise<LookupAnswer> {
    const flying = underWay.get(key);
    if (flying !== undefined) return flying;
    const flight = ask(netsuite, query).finally(() => underWay.delete(key));
    underWay.set(key, flight);
    const answer = await flight;
    remember(query, answer);
    return answer;
  }

  return {
    async resolve(query) {
      const key = keyOf(query);
      const remembered = known.get(key);
      const isBelieved = remembered !== undefined && clock.now() < remembered.until;
      return isBelieved ? remembered.answer : askOnce(query, key);
    },
    fresh: { resolve: (query) => askOnce(query, keyOf(query)) },
    queryOf: (internalId) =>
      [...known.values()].find(({ answer }) => answer.ok && answer.internalId === internalId)?.query,
    forget(internalIds) {
      for (const [key, { answer }] of known) {
        if (answer.ok && internalIds.has(answer.internalId)) known.delete(key);
      }
    },
  };
}

const keyOf = ({ recordType, by, value }: LookupQuery): string => JSON.stringify([recordType, by, value]);

async function ask(netsuite: Pick<NetSuite, "findByField">, query: LookupQuery): Promise<LookupAnswer> {
  const hits = await netsuite.findByField(query.recordType, query.by, query.value);
  if (!hits.ok) return { ok: false, failure: hits.failure };
  const [internalId, second] = hits.value;
  if (internalId === undefined) return { ok: false, failure: notFound(query) };
  if (second !== undefined) return { ok: false, failure: ambiguous(query, hits.value) };
  return { ok: true, internalId };
}

function notFound({ recordType, by, value }: LookupQuery): Failure {
  return {
    class: "data",
    code: "LOOKUP_NOT_FOUND",
    message: `NetSuite has no ${recordType} whose ${by} is "${value}".`,
    advice: `Create the ${recordType} "${value}" in NetSuite (or correct its ${by} there), then re-run; an order corrected in the source system takes this one's place by itself.`,
    value,
  };
}

function ambiguous({ recordType, by, value }: LookupQuery, hits: readonly string[]): Failure {
  return {
    class: "data",
    code: "LOOKUP_AMBIGUOUS",
    message: `NetSuite has more than one ${recordType} whose ${by} is "${value}" (internal ids ${hits.join(", ")} …).`,
    advice: `Rename or inactivate all but one ${recordType} "${value}" in NetSuite, then re-run.`,
    value,
  };
}
