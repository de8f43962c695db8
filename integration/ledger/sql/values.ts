/** What goes into the marks of the statements, in their order. */
import { type Failure, fingerprintOf } from "../../failure.ts";
import type { Attempt, Fence, Incoming, Settlement } from "../entry.ts";
import type { SqlValue } from "./sql-value.ts";

export const fenceValues = ({ id, owner, claims }: Fence): SqlValue[] => [id, owner, claims];

export interface IncomingValues {
  readonly entry: readonly SqlValue[];
  readonly headers: string;
}

/** Made before the transaction: what cannot be written must not cost the other callers their commit. */
export function incomingValues(incoming: Incoming): IncomingValues {
  const { source, flow, key, version, editionAt, deliveryId, receivedAt, failure } = incoming;
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
      receivedAt,
      receivedAt,
    ],
    headers: JSON.stringify(incoming.headers),
  };
}

export function attemptValues({ id }: Fence, attempt: Attempt): SqlValue[] {
  const { number, startedAt, endedAt, outcome, failure, calls } = attempt;
  const why = failure === null ? null : JSON.stringify(failure);
  return [id, number, startedAt, endedAt, outcome, why, JSON.stringify(calls)];
}

/** The whole failure, and beside it what people filter and group by. */
export function failureValues(failure: Failure | undefined): SqlValue[] {
  if (failure === undefined) return [null, null, null, null];
  return [JSON.stringify(failure), failure.class, failure.code, fingerprintOf(failure)];
}

export function deliveryValues(settlement: Settlement): SqlValue[] {
  if (settlement.kind !== "delivered") return [null, null, "[]"];
  return [settlement.recordType, settlement.internalId, JSON.stringify(settlement.warnings)];
}
