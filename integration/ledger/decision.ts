/** What a person's decision about a dead letter must bring along before any adapter may act on it. */
import { IntegrationError } from "../errors.ts";
import type { Decision } from "./entry.ts";
import type { DecisionRequest } from "./ledger.ts";

/** A re-run can be explained later by what it led to; a discard cannot, so it needs its reason. */
const NEEDS_REASON: Readonly<Record<Decision, boolean>> = { rerun: false, discard: true };

/** @throws IntegrationError `REASON_REQUIRED` */
export function requireAccountable(decision: Decision, request: DecisionRequest): void {
  if (request.by.trim() === "") throw missing(decision, request.id, "the name of who decides");
  if (NEEDS_REASON[decision] && request.reason.trim() === "") throw missing(decision, request.id, "a reason");
}

function missing(decision: Decision, id: number, what: string): IntegrationError {
  return new IntegrationError({
    code: "REASON_REQUIRED",
    message: `Nothing was done: a ${decision} of ledger entry ${id} needs ${what}. Give it; it is kept with the entry for the audit.`,
  });
}
