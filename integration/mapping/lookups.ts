/** Dynamic look-ups: a name in, NetSuite's internal id of this account out. */
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

export interface CachedLookupsOptions {
  /** Ask NetSuite again, for a re-run after somebody corrected it; what is found is kept as usual. @default false */
  readonly bypassCache?: boolean;
  /** Found ids kept at most; the oldest go first. @default 10000 */
  readonly maxEntries?: number;
}

const DEFAULT_MAX_ENTRIES = 10_000;

/**
 * Keeps what was found for as long as the process lives, never what was not: a missing item may be created the next minute.
 * Equal questions asked at the same time become one call.
 */
export function cachedLookups(
  netsuite: NetSuite,
  options: CachedLookupsOptions = {},
): Lookups & { forget(): void } {
  const { bypassCache = false, maxEntries = DEFAULT_MAX_ENTRIES } = options;
  const known = new Map<string, LookupAnswer>();
  const underWay = new Map<string, Promise<LookupAnswer>>();

  const remember = (key: string, answer: LookupAnswer): void => {
    if (!answer.ok) return;
    const oldest = known.size >= maxEntries ? known.keys().next().value : undefined;
    if (oldest !== undefined) known.delete(oldest);
    known.set(key, answer);
  };

  return {
    async resolve(query) {
      const key = JSON.stringify([query.recordType, query.by, query.value]);
      const cached = bypassCache ? undefined : known.get(key);
      if (cached !== undefined) return cached;
      const flying = underWay.get(key);
      if (flying !== undefined) return flying;
      const flight = ask(netsuite, query).finally(() => underWay.delete(key));
      underWay.set(key, flight);
      const answer = await flight;
      remember(key, answer);
      return answer;
    },
    forget() {
      known.clear();
    },
  };
}

async function ask(netsuite: NetSuite, query: LookupQuery): Promise<LookupAnswer> {
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
    advice: `Create the ${recordType} "${value}" in NetSuite (or correct its ${by} there or in the source system), then re-run.`,
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
