/**
 * An edition that says nothing new: what the mapping makes of it is what an earlier edition has made in NetSuite already. Shops send
 * an order again for a tag, or because it was written to; asking and writing for each would cost the account's slots.
 */
import { isDeepStrictEqual } from "node:util";
import { type LedgerEntry, payloadOf } from "../ledger/entry.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { applyMapping } from "../mapping/apply.ts";
import type { Lookups } from "../mapping/lookups.ts";
import { parseOrder } from "../mapping/parse-order.ts";
import type { MappingRequest } from "../mapping/request-scope.ts";

export interface NothingNewPorts {
  readonly ledger: Pick<Ledger, "find" | "attemptsOf">;
}

/** The edition that NetSuite has as this one would make it; null when there is none, or when that is not certain. NetSuite is not asked. */
export async function sameAs(
  entry: LedgerEntry,
  request: MappingRequest,
  { ledger }: NothingNewPorts,
): Promise<LedgerEntry | null> {
  if (!entry.hasOtherEditions || isWanted(entry)) return null;
  const last = await lastWritten(entry, ledger);
  if (last === null || last.mappingVersion !== request.mapping.version) return null;
  const parsed = parseOrder(payloadOf(last));
  if (!parsed.ok) return null;
  const before = await recordsByName({ ...request, source: parsed.order });
  return before !== null && isDeepStrictEqual(before, await recordsByName(request)) ? last : null;
}

/** A person has corrected or re-run it, or something of it may be under way already. */
const isWanted = ({ edited, reruns, sentAt }: LedgerEntry): boolean =>
  edited !== null || reruns > 0 || sentAt !== null;

/** More editions than that are not gone through. */
const MOST_EDITIONS = 1_000;

async function lastWritten(
  { flow, key }: LedgerEntry,
  ledger: NothingNewPorts["ledger"],
): Promise<LedgerEntry | null> {
  const delivered = await ledger.find({ flow, key, states: ["delivered"], limit: MOST_EDITIONS });
  const last = delivered.at(-1);
  if (last === undefined || delivered.length === MOST_EDITIONS) return null;
  const lost = await ledger.find({ flow, key, states: ["superseded", "discarded"], sentSince: 0, limit: 1 });
  if (lost.length > 0) return null;
  // Of several records the first may have been written before NetSuite refused the next one.
  const given = { flow, key, states: ["superseded", "discarded"], afterId: last.id } as const;
  const tried = await ledger.find({ ...given, limit: MOST_EDITIONS });
  if (tried.length === MOST_EDITIONS || tried.some(({ claims }) => claims > 0)) return null;
  // What a person has entered by hand was delivered by no attempt, and need not be what the mapping makes.
  const attempts = await ledger.attemptsOf(last.id);
  return attempts.at(-1)?.outcome === "delivered" ? last : null;
}

/** What would be written, with names in the place of internal ids; null when the mapping refuses it. */
async function recordsByName(request: MappingRequest): Promise<readonly unknown[] | null> {
  const mapped = await applyMapping({ ...request, lookups: NAMES });
  return mapped.ok
    ? mapped.records.map(({ recordType, externalId, body }) => ({ recordType, externalId, body }))
    : null;
}

const NAMES: Lookups = { resolve: async (query) => ({ ok: true, internalId: JSON.stringify(query) }) };
