/** Makes a ledger entry of a signed webhook, readable or not: what was signed is never lost and never sent back. */
import { createHash } from "node:crypto";
import { isIntegrationError } from "../errors.ts";
import type { Failure } from "../failure.ts";
import type { Incoming } from "../ledger/entry.ts";
import { orderIdentity } from "../sources/shopify/order-identity.ts";

export interface SignedDelivery {
  readonly flow: string;
  readonly raw: Uint8Array;
  /** Lower case names, as Node gives them. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly receivedAt: number;
}

export function toIncomingOrder({ flow, raw, headers, receivedAt }: SignedDelivery): Incoming {
  const kept = shopifyHeaders(headers);
  const common = {
    source: "shopify",
    flow,
    deliveryId: kept["x-shopify-webhook-id"] ?? null,
    raw,
    headers: kept,
    receivedAt,
  };
  try {
    const { key, version, editionAt } = orderIdentity(raw);
    return { ...common, key, version, editionAt: editionAt ?? receivedAt };
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

function unreadable(message: string): Failure {
  return {
    class: "data",
    code: "UNREADABLE_ORDER",
    message,
    advice:
      "Read the raw bytes, have the source system send the order again once it is right, then discard this entry.",
  };
}

/** What Shopify says about a delivery (topic, shop, webhook id, event id, triggered at); nothing of the network between. */
function shopifyHeaders(headers: SignedDelivery["headers"]): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value === "string" && name.startsWith("x-shopify-")) kept[name] = value;
  }
  return kept;
}
