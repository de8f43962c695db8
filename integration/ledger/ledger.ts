/** The port of the ledger: what the core asks of a durable store. Every adapter must pass `ledger.contract.ts`. */
import type {
  Accepted,
  Attempt,
  AuditLine,
  EntryFilter,
  EntryGroup,
  EntryState,
  Fence,
  Incoming,
  LedgerEntry,
  Priority,
  Settlement,
  Tally,
} from "./entry.ts";

/**
 * One row for each accepted source record, and nothing beside it: the row is the queue entry and the dead letter.
 * Entries never expire. At every instant the counts of all states add up to the number accepted.
 *
 * @throws IntegrationError `LEDGER_…` when the store cannot be read or written; nothing was then changed, but for a store that went
 * away in between: then it is not known
 */
export interface Ledger {
  /**
   * Durable when it resolves. The same flow, key and version again gives the first entry's id and changes nothing.
   * A later edition supersedes what still waits of the earlier ones, and is never overtaken by one that arrives late.
   */
  accept(incoming: Incoming): Promise<Accepted>;
  /**
   * Takes due entries, oldest first. An entry waits while an older one of the same flow and key, or any of the record that
   * it follows, is neither delivered nor discarded. A claimed entry whose `sentAt` is set must be looked up before anything is sent.
   */
  claim(request: ClaimRequest): Promise<readonly LedgerEntry[]>;
  /** To be awaited before each write leaves; renews the lease. False: the claim was lost, do not send. */
  markSending(fence: Fence, sending: { readonly now: number; readonly leaseMs: number }): Promise<boolean>;
  /** What was marked as sent is in this job of NetSuite's; kept until its outcome is known. False: the claim was lost. */
  noteJob(fence: Fence, jobId: string): Promise<boolean>;
  /** Renews the lease of a claim under which a write takes its time. False: the claim was lost. */
  renew(fence: Fence, renewal: { readonly now: number; readonly leaseMs: number }): Promise<boolean>;
  /**
   * Ends a claim, and keeps what was tried under it. False when somebody else owns the entry now; nothing is then kept.
   * `retry` and `hold` take an entry back to look-up first if its doubt is older than this claim and was not cleared by it.
   */
  settle(fence: Fence, settlement: Settlement, now: number, attempt?: Attempt): Promise<boolean>;
  /** Gives back entries whose lease has ended; each costs an attempt, so that an order that kills its worker ends somewhere. */
  releaseExpired(now: number): Promise<number>;
  /** Gives back everything an owner holds, at no cost: it stopped in good order. */
  release(owner: string, now: number): Promise<number>;
  /** Gives back whatever is claimed, whoever claimed it, each at the cost of an attempt: its worker was killed. */
  releaseAll(now: number): Promise<number>;
  counts(): Promise<Record<EntryState, number>>;
  get(id: number): Promise<LedgerEntry | undefined>;
  /** By ascending id. */
  find(filter: EntryFilter): Promise<readonly LedgerEntry[]>;
  /** Entries with a failure, by what they have in common; the largest group first. `afterId` and `limit` are not used. */
  groups(filter: EntryFilter): Promise<readonly EntryGroup[]>;
  /** Counts by state, failure and day, without reading an order. `afterId` and `limit` are not used. */
  tally(filter: EntryFilter): Promise<readonly Tally[]>;
  /** Oldest first, earlier runs included. */
  attemptsOf(id: number): Promise<readonly Attempt[]>;
  auditOf(id: number): Promise<readonly AuditLine[]>;
  /** Puts a dead letter back to work with its attempts at 0 and its history kept. False when it is not dead (any more). */
  rerun(request: DecisionRequest & { readonly priority?: Priority }): Promise<boolean>;
  /** Closes a dead letter for good. False when it is not dead (any more). @throws IntegrationError `REASON_REQUIRED` */
  discard(request: DecisionRequest): Promise<boolean>;
  /** Changes what stands beside an entry, or what it says. False when its state does not allow it. @throws IntegrationError `REASON_REQUIRED` */
  amend(request: DecisionRequest & { readonly amendment: Amendment }): Promise<boolean>;
  /** Takes the bytes out of finished entries, edited ones too; key and history stay, so that a second delivery is still known. Gives their number. */
  redact(request: Redaction): Promise<number>;
  /** For each of these entries that waits behind an older one of the same flow and key, or behind one it follows: which. */
  blockersOf(ids: readonly number[]): Promise<ReadonlyMap<number, number>>;
  /** How many entries could be claimed now, counted no further than `upTo`. */
  countDue(due: { readonly now: number; readonly upTo: number }): Promise<number>;
  /** When the next entry may be claimed; null when none waits. Entries that wait behind another are left out. */
  nextDueAt(): Promise<number | null>;
  /** How far a source that is asked has been read, by the source's name; null before the first time. */
  cursor(name: string): Promise<string | null>;
  /** Durable when it resolves. To be moved only after what was read has been accepted: a crash between the two reads it again. */
  moveCursor(name: string, value: string, now: number): Promise<void>;
  /** Writes to the store without changing anything: rejects when the store cannot be written. */
  probe(): Promise<void>;
  /** Finishes what was begun. */
  close(): Promise<void>;
}

export interface ClaimRequest {
  readonly owner: string;
  readonly leaseMs: number;
  readonly limit: number;
  /** Of those, at most so many of bulk priority. @default no bound of its own */
  readonly bulkLimit?: number;
  readonly now: number;
}

export interface DecisionRequest {
  readonly id: number;
  readonly by: string;
  readonly reason: string;
  readonly now: number;
}

/** Edit and resolve are for dead letters; the others for any entry. */
export type Amendment =
  | { readonly kind: "edit"; readonly bytes: Uint8Array }
  /** A person has entered the record by hand: the entry counts as delivered. */
  | { readonly kind: "resolve"; readonly recordType: string; readonly internalId: string }
  /** null takes the assignment back. */
  | { readonly kind: "assign"; readonly assignee: string | null }
  | { readonly kind: "note"; readonly note: string }
  | { readonly kind: "tag"; readonly tags: readonly string[] };

/** Of one source record, or of all that were finished before a time. */
export interface Redaction {
  readonly which: { readonly flow: string; readonly key: string } | { readonly finishedBefore: number };
  readonly by: string;
  readonly reason: string;
  readonly now: number;
}
