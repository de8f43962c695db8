/** A dead letter as a person sees it: which order, what is wrong, what to do next, and whether a re-run is safe. */
import { isIntegrationError } from "../errors.ts";
import { type Failure, type FailureClass, fingerprintOf } from "../failure.ts";
import { type LedgerEntry, payloadOf } from "../ledger/entry.ts";
import { shopifyIdentity, TOPIC_HEADER } from "../sources/shopify/topics.ts";
import { maskPersonalData, maskText } from "./masking.ts";

/**
 * - `yes`: nothing can have reached NetSuite
 * - `look-up first`: something may have; the re-run looks in NetSuite before it sends
 * - `no`: a re-run alone cannot help, or nobody can say what was sent; a person must look first
 */
export type SafeToRerun = "yes" | "look-up first" | "no";

/** What can be said of any entry. */
export interface EntryFacts {
  /** The number of the ledger entry. */
  readonly entry: number;
  /** What people call the order, such as `#1001`; the key where the bytes cannot be read. */
  readonly order: string;
  readonly key: string;
  readonly flow: string;
  readonly state: LedgerEntry["state"];
  readonly attempts: number;
  readonly reruns: number;
  readonly firstSeenAt: number;
  readonly lastSeenAt: number;
  readonly assignee: string | null;
  readonly note: string | null;
  readonly tags: readonly string[];
  /** A person has changed what is sent; the received bytes stay beside it. */
  readonly isEdited: boolean;
}

/** What is wrong with it. */
export interface FailureFacts {
  readonly class: FailureClass;
  readonly code: string;
  /** What it has in common with others that failed alike. */
  readonly fingerprint: string;
  /** The failure in words, NetSuite's own where it was NetSuite. */
  readonly reason: string;
  readonly advice: string;
  readonly field: string | null;
  readonly value: string | null;
  readonly safeToRerun: SafeToRerun;
}

export interface DeadLetter extends EntryFacts, FailureFacts {}

export interface Showing {
  /** Shows names, addresses and the like as they are. @default false */
  readonly unmasked?: boolean;
}

/** Null for an entry that never failed. */
export function toDeadLetter(entry: LedgerEntry, showing: Showing = {}): DeadLetter | null {
  const { failure } = entry;
  return failure === null
    ? null
    : { ...entryFacts(entry, showing), ...failureFacts(entry, failure, showing) };
}

export function entryFacts(entry: LedgerEntry, { unmasked = false }: Showing): EntryFacts {
  const { note } = entry;
  return {
    entry: entry.id,
    order: orderNameOf(entry),
    key: entry.key,
    flow: entry.flow,
    state: entry.state,
    attempts: entry.attempts,
    reruns: entry.reruns,
    firstSeenAt: entry.receivedAt,
    lastSeenAt: entry.updatedAt,
    assignee: entry.assignee,
    note: note === null || unmasked ? note : maskText(note),
    tags: entry.tags,
    isEdited: entry.edited !== null,
  };
}

function failureFacts(entry: LedgerEntry, failure: Failure, { unmasked = false }: Showing): FailureFacts {
  const plain = { text: failure.message, field: failure.field ?? null, value: failure.value ?? null };
  const { text, field, value } = unmasked ? plain : maskPersonalData(plain);
  const fingerprint = fingerprintOf(failure);
  return {
    class: failure.class,
    code: failure.code,
    fingerprint: unmasked ? fingerprint : maskText(fingerprint),
    reason: text,
    advice: failure.advice,
    field,
    value,
    safeToRerun: safetyOf(failure, entry.sentAt, entry.edited !== null),
  };
}

/** By failure class: before anything was sent, and after. */
const SAFETY = {
  data: { unsent: "yes", sent: "look-up first" },
  throttled: { unsent: "yes", sent: "look-up first" },
  transient: { unsent: "yes", sent: "look-up first" },
  "unknown-outcome": { unsent: "look-up first", sent: "look-up first" },
  credentials: { unsent: "yes", sent: "look-up first" },
  // Our own bug in the middle of a write: what it has sent is not what anybody meant to send.
  defect: { unsent: "yes", sent: "no" },
} as const satisfies Record<FailureClass, Record<"unsent" | "sent", SafeToRerun>>;

/** Codes that no re-run can cure while the bytes are those that were received. */
const BEYOND_RERUN: ReadonlySet<string> = new Set(["UNREADABLE_ORDER"]);

export function safetyOf(failure: Failure, sentAt: number | null, isEdited = false): SafeToRerun {
  if (BEYOND_RERUN.has(failure.code) && !isEdited) return "no";
  return SAFETY[failure.class][sentAt === null ? "unsent" : "sent"];
}

export function isSafeInBulk({ failure, sentAt, edited }: LedgerEntry): boolean {
  return failure !== null && safetyOf(failure, sentAt, edited !== null) !== "no";
}

function orderNameOf(entry: LedgerEntry): string {
  if (entry.source !== "shopify") return entry.key;
  try {
    return shopifyIdentity(payloadOf(entry), entry.headers[TOPIC_HEADER]).name;
  } catch (error) {
    if (isIntegrationError(error)) return entry.key;
    throw error;
  }
}
