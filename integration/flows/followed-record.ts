/** What an entry follows, such as a refund its order: the record as NetSuite holds it, and what the ledger says of its editions. */
import type { Failure } from "../failure.ts";
import { type Follows, type LedgerEntry, payloadOf } from "../ledger/entry.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { parseOrder } from "../mapping/parse-order.ts";
import {
  followedRecordOf,
  holdsAlready,
  type Inclusion,
  type MappingRequest,
  type RecordName,
} from "../mapping/request-scope.ts";
import { done, type Mapped } from "../mapping/rows/mapping-failures.ts";
import type { NetSuite } from "../netsuite/netsuite.ts";
import { failed, type Outcome } from "./flow.ts";

export interface FollowedPorts {
  readonly netsuite: Pick<NetSuite, "findByExternalId">;
  readonly ledger: Pick<Ledger, "find">;
}

export type Followed =
  | { readonly ok: true; readonly value: MappingRequest }
  /** What the entry comes to without it. */
  | { readonly ok: false; readonly outcome: Outcome };

/** The request with `$followed` and `$inclusion`, where the mapping follows something. */
export async function withFollowed(
  request: MappingRequest,
  { follows }: Pick<LedgerEntry, "follows">,
  { netsuite, ledger }: FollowedPorts,
): Promise<Followed> {
  const name = await followedRecordOf(request);
  if (!name.ok) return without(failed(name.failure));
  if (name.value === null) return { ok: true, value: request };
  const { recordType, externalId } = name.value;
  const found = await netsuite.findByExternalId(recordType, externalId);
  if (!found.ok) return without(failed(found.failure));
  const editions = follows === null ? [] : await editionsOf(follows, ledger);
  if (found.value === null)
    return without(
      follows === null ? failed(notThereYet(name.value)) : absent(name.value, follows, editions),
    );
  const inclusion = await inclusionIn(editions, request);
  if (!inclusion.ok) return without(failed(inclusion.failure));
  return { ok: true, value: { ...request, followed: found.value.fields, ...inclusion.value } };
}

const without = (outcome: Outcome): Followed => ({ ok: false, outcome });

const editionsOf = (follows: Follows, ledger: FollowedPorts["ledger"]): Promise<readonly LedgerEntry[]> =>
  ledger.find({ ...follows, states: ["delivered", "skipped"], limit: MOST_EDITIONS });

const MOST_EDITIONS = 1_000;

/** What follows a record that a rule has skipped has nothing to follow in NetSuite, and never will have. */
function absent(name: RecordName, { flow, key }: Follows, editions: readonly LedgerEntry[]): Outcome {
  const isSkipped = editions.length > 0 && editions.every(({ state }) => state === "skipped");
  if (!isSkipped) return failed(notThereYet(name));
  return { kind: "skipped", reason: `Its ${key} was skipped in the flow ${flow}.` };
}

/**
 * One edition that NetSuite has is enough: what this entry is about is written, by it or by the one that it repeats. Redacted ones
 * cannot be asked any more.
 */
async function inclusionIn(
  editions: readonly LedgerEntry[],
  request: MappingRequest,
): Promise<Mapped<{ readonly inclusion?: Inclusion }>> {
  let inclusion: Inclusion | undefined;
  for (const edition of editions) {
    const parsed = parseOrder(payloadOf(edition));
    if (!parsed.ok) continue;
    const holds = await holdsAlready(request, parsed.order);
    if (!holds.ok) return holds;
    if (holds.value && inclusion !== "delivered")
      inclusion = edition.recordType === null ? "skipped" : "delivered";
  }
  return done(inclusion === undefined ? {} : { inclusion });
}

/** It may still come: by a webhook that is late, or by a reconciliation. */
function notThereYet({ recordType, externalId }: RecordName): Failure {
  return {
    class: "transient",
    code: "FOLLOWED_RECORD_MISSING",
    message: `The ${recordType} ${externalId} that this record follows is not in NetSuite yet.`,
    advice: `Find out why the ${recordType} ${externalId} is missing; when it is in NetSuite, re-run this entry.`,
    value: externalId,
  };
}
