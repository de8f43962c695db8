/** What a flow is: one kind of record moving one way, with where its entries come from and how one of them is delivered. */
import type { Failure } from "../failure.ts";
import type { Webhook, WebhookDoor } from "../intake/webhook.ts";
import type { Accepted, Incoming, LedgerEntry } from "../ledger/entry.ts";
import type { NetSuiteResult, RecordWrite } from "../netsuite/netsuite.ts";

export interface Flow {
  /** The ledger's column `flow`; of all flows of one core no two have the same. */
  readonly name: string;
  readonly source: FlowSource;
  readonly delivery: FlowDelivery;
}

export type FlowSource = WebhookSource | PollSource;

/** The source system sends each change. */
export interface WebhookSource {
  readonly kind: "webhook";
  readonly door: WebhookDoor;
  /** Whether a webhook that came through the door belongs to this flow. */
  takes(webhook: Webhook): boolean;
  /** Reads key, version and edition; what cannot be read is an entry too, dead from the start. */
  toIncoming(webhook: Webhook): Promise<Incoming>;
}

/** The source system is asked what has changed. */
export interface PollSource {
  readonly kind: "poll";
  /** Milliseconds between the end of one poll and the next. */
  readonly everyMs: number;
  /** Hands over what is new; what is handed over again changes nothing. `signal` ends it early when the core stops. */
  poll(accept: (incoming: Incoming) => Promise<Accepted>, signal: AbortSignal): Promise<void>;
}

/**
 * How one claimed entry of a flow reaches its target. The target is asked first when something was sent before and its outcome
 * is unknown. A source record that is wrong never throws: what is wrong with it is in the failure.
 */
export interface FlowDelivery {
  /** Names what the entry is worked on under; kept with every entry that came to its end. */
  readonly mappingVersion: string;
  /** A record is found by its external id alone: one that was made by hand without it would be made a second time. */
  readonly isByExternalId?: true;
  /** Reads, and writes nothing. null: the target does not have it, or another write does no harm. */
  lookUp(entry: LedgerEntry): Promise<Outcome | null>;
  write(entry: LedgerEntry, sending: Sending): Promise<Outcome>;
}

export interface Sending {
  /** To be awaited before each write leaves. Throws when somebody else has the entry: then nothing more is to be sent. */
  announce(): Promise<void>;
  /** Writes one record to NetSuite, announced; throws as `announce` does. */
  upsert(record: RecordWrite): Promise<NetSuiteResult<{ readonly internalId: string }>>;
}

export type Outcome =
  | {
      readonly kind: "delivered";
      /** The record at the target and its id there. */
      readonly recordType: string;
      readonly internalId: string;
      readonly warnings: readonly string[];
    }
  /** A rule of the flow wants nothing done; with a `recordType` that record says already what would be written. */
  | { readonly kind: "skipped"; readonly reason: string; readonly recordType?: string }
  | { readonly kind: "failed"; readonly failure: Failure }
  /** Not before this time, in milliseconds since 1970; costs no attempt. */
  | { readonly kind: "too-early"; readonly until: number; readonly failure: Failure };

export const failed = (failure: Failure): Outcome => ({ kind: "failed", failure });
