/** Makes a ledger entry of a signed webhook, readable or not: what was signed is never lost and never sent back. */
import { createHash } from "node:crypto";
import { IntegrationError, isIntegrationError } from "../errors.ts";
import type { Failure } from "../failure.ts";
import type { Incoming, Priority } from "../ledger/entry.ts";
import type { Webhook } from "./webhook.ts";

/** Tells one source record, and one edition of it, from every other. */
export interface Identity {
  readonly key: string;
  readonly version: string;
  /** In milliseconds since 1970; null when the source does not say. */
  readonly editionAt: number | null;
  /** @default "live" */
  readonly priority?: Priority;
  /** The key of the record that must be delivered first. */
  readonly followsKey?: string;
}

export interface Provenance {
  readonly source: string;
  readonly flow: string;
  /** The flow of the records that these follow. */
  readonly follows?: string;
  readonly deliveryId: string | null;
  /** When the source told of it, in milliseconds since 1970; left out when it does not say. */
  readonly announcedAt?: number;
  /** What is kept of the headers: what the source says about the delivery, nothing of the network between. */
  readonly headers: Readonly<Record<string, string>>;
  /** @throws IntegrationError, and nothing else, when the bytes do not say who they are */
  readonly identify: (raw: Uint8Array) => Identity | Promise<Identity>;
}

export async function toIncoming({ raw, receivedAt }: Webhook, provenance: Provenance): Promise<Incoming> {
  const { identify, follows: leaders, ...kept } = provenance;
  const common = { ...kept, raw, receivedAt };
  try {
    const identity = await identify(raw);
    requireKeepable(identity);
    const { key, version, editionAt, followsKey, priority } = identity;
    const follows =
      leaders === undefined || followsKey === undefined
        ? {}
        : { follows: { flow: leaders, key: followsKey } };
    const urgency = priority === undefined ? {} : { priority };
    return { ...common, key, version, editionAt: editionAt ?? receivedAt, ...urgency, ...follows };
  } catch (error) {
    if (!isIntegrationError(error)) throw error;
    // The same bytes again are the same dead letter; there is nothing else to tell them by.
    const key = `sha256:${createHash("sha256").update(raw).digest("hex")}`;
    return {
      ...common,
      key,
      version: "unreadable",
      editionAt: receivedAt,
      failure: unreadable(error.message),
    };
  }
}

/** PostgreSQL's index of the editions takes 2,700 bytes, a key and its version together; no source's names are near that. */
const MAX_NAME_BYTES = 1_000;

/** PostgreSQL keeps neither of them, and so would know the record by another name than it was given. */
const hasUnkeepable = (name: string): boolean => name.includes("\0") || /\p{Surrogate}/u.test(name);

/** @throws IntegrationError `ORDER_UNREADABLE` for a name that not every ledger can keep, however often it is sent */
function requireKeepable({ key, version, followsKey = "" }: Identity): void {
  for (const [part, name] of Object.entries({ key, version, "leader's key": followsKey })) {
    const isLong = Buffer.byteLength(name) > MAX_NAME_BYTES;
    if (!isLong && !hasUnkeepable(name)) continue;
    const why = isLong ? `is longer than ${MAX_NAME_BYTES} bytes` : "holds NUL or half of a character";
    throw new IntegrationError({
      code: "ORDER_UNREADABLE",
      message: `Cannot tell which record this is: its ${part} ${why}. Look at the raw bytes; the source system must send it again.`,
    });
  }
}

function unreadable(message: string): Failure {
  return {
    class: "data",
    code: "UNREADABLE_ORDER",
    message,
    advice:
      "Read the raw bytes, have the source system send the order again once it is right, then discard this entry.",
  };
}
