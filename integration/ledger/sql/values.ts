/** What goes into the marks of the statements, in their order. */
import { type Failure, fingerprintOf } from "../../failure.ts";
import {
  type Attempt,
  type Fence,
  type Incoming,
  PRIORITIES,
  type Priority,
  type Settlement,
} from "../entry.ts";
import type { Amendment } from "../ledger.ts";
import type { SettledEntry } from "../settle.ts";
import type { SqlValue } from "./sql-value.ts";

export const fenceValues = ({ id, owner, claims }: Fence): SqlValue[] => [id, owner, claims];

export interface IncomingValues {
  readonly entry: readonly SqlValue[];
  readonly headers: string;
}

/** Made before the transaction: what cannot be written must not cost the other callers their commit. */
export function incomingValues(incoming: Incoming): IncomingValues {
  const { source, flow, key, version, editionAt, deliveryId, receivedAt, failure, follows } = incoming;
  const { announcedAt = receivedAt } = incoming;
  const state = failure === undefined ? "queued" : "dead";
  return {
    entry: [
      source,
      flow,
      key,
      version,
      editionAt,
      deliveryId,
      state,
      receivedAt,
      ...failureValues(failure),
      rankOf(incoming.priority),
      receivedAt,
      receivedAt,
      follows?.flow ?? null,
      follows?.key ?? null,
      announcedAt,
    ],
    headers: JSON.stringify(incoming.headers),
  };
}

export function attemptValues({ id }: Fence, attempt: Attempt): SqlValue[] {
  const { number, startedAt, endedAt, outcome, failure, calls } = attempt;
  const why = failure === null ? null : JSON.stringify(failure);
  const bodies = calls.map(({ sent, answered }) => ({ sent, answered }));
  const lines = calls.map(({ sent: _, answered: __, ...line }) => line);
  return [id, number, startedAt, endedAt, outcome, why, JSON.stringify(lines), JSON.stringify(bodies)];
}

/** The whole failure, and beside it what people filter and group by. */
function failureValues(failure: Failure | undefined): SqlValue[] {
  if (failure === undefined) return [null, null, null, null];
  return [JSON.stringify(failure), failure.class, failure.code, fingerprintOf(failure)];
}

function deliveryValues(settlement: Settlement): SqlValue[] {
  const mappingVersion = ("mappingVersion" in settlement ? settlement.mappingVersion : undefined) ?? null;
  if (settlement.kind === "skipped")
    return [settlement.recordType ?? null, null, JSON.stringify([settlement.reason]), mappingVersion];
  if (settlement.kind !== "delivered") return [null, null, "[]", mappingVersion];
  const { recordType, internalId, warnings } = settlement;
  return [recordType, internalId, JSON.stringify(warnings), mappingVersion];
}

/** Live is 0, so that it is claimed first. */
export const rankOf = (priority: Priority = "live"): number => PRIORITIES.indexOf(priority);

/** Sent, and nobody has seen yet what became of it. */
const isInDoubt = ({ sentAt, state }: SettledEntry): boolean =>
  sentAt !== null && state !== "delivered" && state !== "skipped";

/** The marks of `settle`: what became of a claim. */
export function settleValues(
  settled: SettledEntry,
  settlement: Settlement,
  { id, now }: { readonly id: number; readonly now: number },
): SqlValue[] {
  return [
    ...[settled.state, settled.nextAt, settled.attempts, settled.sentAt, isInDoubt(settled) ? 1 : 0],
    ...failureValues("failure" in settlement ? settlement.failure : undefined),
    ...deliveryValues(settlement),
    ...[now, id],
  ];
}

interface Amending {
  readonly statement: "edit" | "resolve" | "assign" | "note" | "tag";
  /** The first marks of the statement; the time and the id follow. */
  readonly values: readonly SqlValue[];
  /** What the audit keeps where no reason is asked for. */
  readonly written: string;
}

export function amendingOf(amendment: Amendment): Amending {
  const { kind } = amendment;
  if (kind === "edit") return { statement: kind, values: [amendment.bytes], written: "" };
  if (kind === "resolve") {
    const { recordType, internalId } = amendment;
    return { statement: kind, values: [recordType, internalId], written: "" };
  }
  if (kind === "assign") {
    return { statement: kind, values: [amendment.assignee], written: amendment.assignee ?? "nobody" };
  }
  if (kind === "note") return { statement: kind, values: [amendment.note], written: amendment.note };
  return { statement: kind, values: [JSON.stringify(amendment.tags)], written: amendment.tags.join(", ") };
}
