/** What a settlement makes of a claimed entry: pure, so that every adapter decides alike. */
import type { EntryState, Settlement } from "./entry.ts";
import { EVENT_OF_SETTLEMENT, nextState } from "./transitions.ts";

/** What counts of an entry while it is claimed. */
export interface ClaimedEntry {
  readonly attempts: number;
  readonly sentAt: number | null;
  /** `markSending` was called under the present claim. */
  readonly sentInThisClaim: boolean;
}

export interface SettledEntry {
  readonly state: EntryState;
  readonly nextAt: number;
  readonly attempts: number;
  readonly sentAt: number | null;
}

export function settle(entry: ClaimedEntry, settlement: Settlement, now: number): SettledEntry {
  const sentAt = sentAtAfter(entry, settlement, now);
  const state = nextState("running", EVENT_OF_SETTLEMENT[settlement.kind], sentAt !== null);
  if (state === null) throw new TypeError(`no way for a claim to end as ${settlement.kind}`);
  return {
    state,
    nextAt: "at" in settlement ? settlement.at : now,
    attempts: entry.attempts + (costsAnAttempt(settlement) ? 1 : 0),
    sentAt,
  };
}

/**
 * A refusal of what this claim has sent ends the doubt. A refusal before anything was sent (the look-up itself was
 * throttled, say) leaves an older doubt as it was.
 */
function sentAtAfter(entry: ClaimedEntry, settlement: Settlement, now: number): number | null {
  if (settlement.kind === "verify") return entry.sentAt ?? now;
  return entry.sentInThisClaim && isRefusal(settlement) ? null : entry.sentAt;
}

/** NetSuite has said no to what was sent. An entry that gave up without an answer is dead and still in doubt. */
function isRefusal(settlement: Settlement): boolean {
  if (settlement.kind === "dead") return settlement.failure.class === "data";
  return settlement.kind === "retry" || settlement.kind === "hold";
}

function costsAnAttempt(settlement: Settlement): boolean {
  if (settlement.kind === "retry" || settlement.kind === "verify") return settlement.countsAsAttempt ?? true;
  return settlement.kind !== "hold";
}
