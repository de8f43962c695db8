/** What a person's decision about a dead letter must bring along before any adapter may act on it. */
import { IntegrationError } from "../errors.ts";
import type { Decision } from "./entry.ts";
import type { DecisionRequest } from "./ledger.ts";

/** A re-run can be explained later by what it led to; a discard cannot, so it needs its reason. */
const NEEDS_REASON: Readonly<Record<Decision, boolean>> = {
  rerun: false,
  discard: true,
  edit: true,
  resolve: true,
  assign: false,
  note: false,
  tag: false,
  redact: true,
};

/** @throws IntegrationError `REASON_REQUIRED` */
export function requireAccountable(decision: Decision, request: Accountable): void {
  if (request.by.trim() === "") throw missing(decision, request, "the name of who decides");
  if (NEEDS_REASON[decision] && request.reason.trim() === "") throw missing(decision, request, "a reason");
}

type Accountable = Pick<DecisionRequest, "by" | "reason"> & { readonly id?: number };

function missing(decision: Decision, { id }: Accountable, what: string): IntegrationError {
  return new IntegrationError({
    code: "REASON_REQUIRED",
    message: `Nothing was done: to ${decision} ${id === undefined ? "ledger entries" : `ledger entry ${id}`} needs ${what}. Give it; it is kept with the entry for the audit.`,
  });
}
