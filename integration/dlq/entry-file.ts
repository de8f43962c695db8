/** Everything about one entry, whatever its state: what is wrong, what was tried, who decided what, and what holds it up. */
import type { Attempt, AuditLine, LedgerEntry } from "../ledger/entry.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { type EntryFacts, entryFacts, type FailureFacts, type Showing, toDeadLetter } from "./dead-letter.ts";
import { maskAttempt } from "./mask-attempt.ts";

/** Without a failure there is nothing to say about it. */
type PerhapsFailed = { readonly [Fact in keyof FailureFacts]: FailureFacts[Fact] | null };

export interface DeadLetterFile extends EntryFacts, PerhapsFailed {
  /** The mapping under which it came to its end. */
  readonly mappingVersion: string | null;
  /** NetSuite's record, once it is there. */
  readonly recordType: string | null;
  readonly internalId: string | null;
  readonly warnings: readonly string[];
  /** The older entry of the same order behind which this one waits. */
  readonly blockedBy: number | null;
  readonly redactedAt: number | null;
  readonly history: readonly Attempt[];
  readonly audit: readonly AuditLine[];
  /** The order as received, only when asked for unmasked. */
  readonly raw: string | null;
  /** What a person made of it, only when asked for unmasked. */
  readonly edited: string | null;
}

const NEVER_FAILED = {
  class: null,
  code: null,
  fingerprint: null,
  reason: null,
  advice: null,
  field: null,
  value: null,
  safeToRerun: null,
} as const satisfies PerhapsFailed;

export async function fileOf(ledger: Ledger, entry: LedgerEntry, showing: Showing): Promise<DeadLetterFile> {
  const { id, mappingVersion, recordType, internalId, warnings, redactedAt, raw, edited } = entry;
  const [history, audit, blockers] = await Promise.all([
    ledger.attemptsOf(id),
    ledger.auditOf(id),
    ledger.blockersOf([id]),
  ]);
  const unmasked = showing.unmasked === true;
  const text = (bytes: Uint8Array | null) =>
    unmasked && bytes !== null ? new TextDecoder().decode(bytes) : null;
  return {
    ...entryFacts(entry, showing),
    ...(toDeadLetter(entry, showing) ?? NEVER_FAILED),
    ...{ mappingVersion, recordType, internalId, warnings, redactedAt },
    blockedBy: blockers.get(id) ?? null,
    history: unmasked ? history : history.map(maskAttempt),
    audit,
    raw: text(raw),
    edited: text(edited),
  };
}
