/** What the ledger holds: one entry for each accepted source record, its attempts, and what people decided about it. */
import type { Failure } from "../failure.ts";

export const ENTRY_STATES = [
  "queued",
  "running",
  "verify",
  "delivered",
  "dead",
  "discarded",
  "superseded",
  "skipped",
] as const;

/** Accepted, and neither in NetSuite nor with a human yet. */
export const UNDER_WAY = ["queued", "running", "verify"] as const satisfies readonly EntryState[];

/** The meaning of each state and the moves between them stand in `transitions.ts`. */
export type EntryState = (typeof ENTRY_STATES)[number];

/** Live work goes first; re-runs in bulk and what is fetched from NetSuite may wait. */
export const PRIORITIES = ["live", "bulk"] as const;
export type Priority = (typeof PRIORITIES)[number];

/** Another source record, by what names it in the ledger. */
export interface Follows {
  readonly flow: string;
  readonly key: string;
}

/** A source record as it arrived, before the ledger knows it. */
export interface Incoming {
  readonly source: string;
  readonly flow: string;
  /** Names the source record for ever, such as `gid://shopify/Order/820982911946154508`. */
  readonly key: string;
  /** Tells one edition of the record from every other; with flow and key it is unique. */
  readonly version: string;
  /** When the source system made this edition: of two editions the later one counts. */
  readonly editionAt: number;
  /** When the source system told of it: of two editions made at one time the one that was told of later counts. @default `receivedAt` */
  readonly announcedAt?: number;
  readonly deliveryId: string | null;
  /** The bytes exactly as received. */
  readonly raw: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
  readonly receivedAt: number;
  /** @default "live" */
  readonly priority?: Priority;
  /** The record that must be finished first, such as a refund's order. */
  readonly follows?: Follows;
  /** Signed but unreadable: the entry is a dead letter from the start. */
  readonly failure?: Failure;
}

export interface Accepted {
  readonly id: number;
  /** True when flow, key and version were already there; `id` is then the first entry's. */
  readonly duplicate: boolean;
}

/** Times are milliseconds since 1970-01-01 UTC. */
export interface LedgerEntry {
  readonly id: number;
  readonly source: string;
  readonly flow: string;
  readonly key: string;
  readonly version: string;
  readonly editionAt: number;
  /** The ledger holds, or held when this was read, further entries of the same flow and key. */
  readonly hasOtherEditions: boolean;
  /** Not claimed while an entry of this record is neither delivered nor discarded. */
  readonly follows: Follows | null;
  readonly deliveryId: string | null;
  readonly state: EntryState;
  /** As received; empty once personal data was redacted. */
  readonly raw: Uint8Array;
  /** What a person put in the place of the received bytes; these stay. */
  readonly edited: Uint8Array | null;
  /** When the bytes were taken out of a finished entry. */
  readonly redactedAt: number | null;
  readonly priority: Priority;
  /** Whose work a dead letter is. */
  readonly assignee: string | null;
  readonly note: string | null;
  readonly tags: readonly string[];
  /** The mapping under which it was delivered, skipped or given up. */
  readonly mappingVersion: string | null;
  readonly headers: Readonly<Record<string, string>>;
  /** Attempts since the last re-run; throttled and held ones cost none. */
  readonly attempts: number;
  /** The fencing token: one more with every claim, never less. */
  readonly claims: number;
  /** Not claimed before this time. */
  readonly nextAt: number;
  /** A write may have left for NetSuite and its outcome is not known to be a refusal; null means surely not sent. */
  readonly sentAt: number | null;
  /** The job at NetSuite in which it was sent last, as long as it is not known what became of it there. */
  readonly jobId: string | null;
  readonly leaseOwner: string | null;
  readonly leaseUntil: number | null;
  /** The last failure; gone when the entry is delivered. */
  readonly failure: Failure | null;
  /** NetSuite's record type and internal id once delivered; the type alone once skipped because that record says it already. */
  readonly recordType: string | null;
  readonly internalId: string | null;
  readonly warnings: readonly string[];
  readonly reruns: number;
  readonly receivedAt: number;
  readonly updatedAt: number;
}

/** Proof of a claim. Whatever carries an older one is refused. */
export interface Fence {
  readonly id: number;
  readonly owner: string;
  readonly claims: number;
}

/** How a claim ends. */
export type Settlement =
  | {
      readonly kind: "delivered";
      readonly recordType: string;
      readonly internalId: string;
      readonly warnings: readonly string[];
      readonly mappingVersion?: string;
    }
  /** A rule of the flow says that nothing is to be done for this one; kept and counted. */
  | {
      readonly kind: "skipped";
      readonly reason: string;
      /** That record says already what would be written. */
      readonly recordType?: string;
      readonly mappingVersion?: string;
    }
  | {
      readonly kind: "retry";
      readonly at: number;
      readonly failure: Failure;
      readonly countsAsAttempt: boolean;
    }
  /** Unknown outcome: look it up before sending again. */
  | {
      readonly kind: "verify";
      readonly at: number;
      readonly failure: Failure;
      /** @default true */
      readonly countsAsAttempt?: false;
    }
  /** Credentials: not this entry's fault, costs no attempt. */
  | { readonly kind: "hold"; readonly at: number; readonly failure: Failure }
  | { readonly kind: "dead"; readonly failure: Failure; readonly mappingVersion?: string };

export const SETTLEMENT_KINDS = [
  "delivered",
  "skipped",
  "retry",
  "verify",
  "hold",
  "dead",
] as const satisfies readonly Settlement["kind"][];

export interface Attempt {
  readonly number: number;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly outcome: Settlement["kind"];
  readonly failure: Failure | null;
  readonly calls: readonly AttemptCall[];
}

/** One request of an attempt; `status` is null when no answer came. */
export interface AttemptCall {
  readonly method: string;
  readonly path: string;
  readonly status: number | null;
  readonly ms: number;
  /** The body that was sent, cut where it is very long; headers, and with them every secret, are never kept. */
  readonly sent?: string;
  /** The body of the answer, cut likewise. */
  readonly answered?: string;
}

export const DECISIONS = ["rerun", "discard", "edit", "resolve", "assign", "note", "tag", "redact"] as const;
export type Decision = (typeof DECISIONS)[number];

/** Who decided what about an entry, when and why; for a note, a tag or an assignment the reason is what was written. */
export interface AuditLine {
  readonly at: number;
  readonly by: string;
  readonly decision: Decision;
  readonly reason: string;
}

/** All conditions must hold; one that is left out always holds. */
export interface EntryFilter {
  readonly states?: readonly EntryState[];
  readonly class?: Failure["class"];
  readonly code?: string;
  readonly fingerprint?: string;
  readonly flow?: string;
  readonly key?: string;
  readonly assignee?: string;
  readonly mappingVersion?: string;
  /** Received at or after this time. */
  readonly since?: number;
  /** Received before this time. */
  readonly until?: number;
  /** Sent at or after this time, and not known to be refused. */
  readonly sentSince?: number;
  /** Put back to work so often or more. */
  readonly minReruns?: number;
  /** For paging: ids above this one. */
  readonly afterId?: number;
  /** @default 100 */
  readonly limit?: number;
}

/** Entries that failed alike. */
export interface EntryGroup {
  readonly fingerprint: string;
  readonly count: number;
  readonly firstId: number;
  readonly lastId: number;
  /** The failure of the first entry, as an example of the group. */
  readonly failure: Failure;
}

/** How many entries share state, failure and the day on which they came. */
export interface Tally {
  readonly state: EntryState;
  readonly class: Failure["class"] | null;
  readonly code: string | null;
  /** In UTC, such as `2026-11-23`. */
  readonly day: string;
  readonly count: number;
  /** When the first of them was received. */
  readonly oldestAt: number;
}

/** What is worked on: the received bytes, or what a person has made of them. */
export const payloadOf = ({ raw, edited }: Pick<LedgerEntry, "raw" | "edited">): Uint8Array => edited ?? raw;
