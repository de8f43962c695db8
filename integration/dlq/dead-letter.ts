/** A dead letter as a person sees it: which order, what is wrong, what to do next, and whether a re-run is safe. */
import { isIntegrationError } from "../errors.ts";
import type { Failure, FailureClass } from "../failure.ts";
import type { LedgerEntry } from "../ledger/entry.ts";
import { orderIdentity } from "../sources/shopify/order-identity.ts";
import { maskPersonalData } from "./masking.ts";

/**
 * - `yes`: nothing can have reached NetSuite
 * - `look-up first`: something may have; the re-run looks in NetSuite before it sends
 * - `no`: a re-run alone cannot help, or nobody can say what was sent; a person must look first
 */
export type SafeToRerun = "yes" | "look-up first" | "no";

export interface DeadLetter {
  /** The number of the ledger entry. */
  readonly entry: number;
  /** What people call the order, such as `#1001`; the key where the bytes cannot be read. */
  readonly order: string;
  readonly key: string;
  readonly flow: string;
  readonly state: LedgerEntry["state"];
  readonly class: FailureClass;
  readonly code: string;
  /** The failure in words, NetSuite's own where it was NetSuite. */
  readonly reason: string;
  readonly advice: string;
  readonly field: string | null;
  readonly value: string | null;
  readonly attempts: number;
  readonly reruns: number;
  readonly firstSeenAt: number;
  readonly lastSeenAt: number;
  readonly safeToRerun: SafeToRerun;
}

export interface Showing {
  /** Shows names, addresses and the like as they are. @default false */
  readonly unmasked?: boolean;
}

/** Null for an entry that never failed. */
export function toDeadLetter(entry: LedgerEntry, { unmasked = false }: Showing = {}): DeadLetter | null {
  const { failure } = entry;
  if (failure === null) return null;
  const plain = { text: failure.message, field: failure.field ?? null, value: failure.value ?? null };
  const { text, field, value } = unmasked ? plain : maskPersonalData(plain);
  return {
    entry: entry.id,
    order: orderNameOf(entry),
    key: entry.key,
    flow: entry.flow,
    state: entry.state,
    class: failure.class,
    code: failure.code,
    reason: text,
    advice: failure.advice,
    field,
    value,
    attempts: entry.attempts,
    reruns: entry.reruns,
    firstSeenAt: entry.receivedAt,
    lastSeenAt: entry.updatedAt,
    safeToRerun: safetyOf(failure, entry.sentAt),
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

/** Codes that no re-run can cure: the bytes in the ledger will not change. */
const BEYOND_RERUN: ReadonlySet<string> = new Set(["UNREADABLE_ORDER"]);

export function safetyOf(failure: Failure, sentAt: number | null): SafeToRerun {
  if (BEYOND_RERUN.has(failure.code)) return "no";
  return SAFETY[failure.class][sentAt === null ? "unsent" : "sent"];
}

function orderNameOf(entry: LedgerEntry): string {
  if (entry.source !== "shopify") return entry.key;
  try {
    return orderIdentity(entry.raw).name;
  } catch (error) {
    if (isIntegrationError(error)) return entry.key;
    throw error;
  }
}
