/** Plays Shopify sending a webhook: the body as it is, the headers Shopify sets, the signature over the raw bytes. */
import { createHash, createHmac } from "node:crypto";

export interface WebhookOptions {
  /** The client secret of the app, shared with whoever receives. */
  readonly secret: string;
  /** Such as "acme-store.example". */
  readonly shopDomain: string;
  /** @default "orders/create" */
  readonly topic?: string;
  /** One delivery, the same on every retry of it; made from shop, topic and body when absent. */
  readonly webhookId?: string;
  /** One event, the same for all subscriptions; made from shop and body when absent. */
  readonly eventId?: string;
  /** ISO 8601. @default "2026-11-27T14:31:12.000000000Z" */
  readonly triggeredAt?: string;
  /** @default "2026-10" */
  readonly apiVersion?: string;
}

export interface Webhook {
  /** The raw bytes that were signed; send these and nothing written anew. */
  readonly body: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

/** The same order, shop and options give the same webhook, ids included. */
export function webhookFor(rawOrder: string | Uint8Array, options: WebhookOptions): Webhook {
  const { secret, shopDomain, topic = "orders/create" } = options;
  const body = typeof rawOrder === "string" ? new TextEncoder().encode(rawOrder) : rawOrder;
  return {
    body,
    headers: {
      "Content-Type": "application/json",
      "X-Shopify-Hmac-Sha256": createHmac("sha256", secret).update(body).digest("base64"),
      "X-Shopify-Topic": topic,
      "X-Shopify-Shop-Domain": shopDomain,
      "X-Shopify-Webhook-Id": options.webhookId ?? idFrom(`delivery:${shopDomain}:${topic}`, body),
      "X-Shopify-Event-Id": options.eventId ?? idFrom(`event:${shopDomain}`, body),
      "X-Shopify-Triggered-At": options.triggeredAt ?? "2026-11-27T14:31:12.000000000Z",
      "X-Shopify-API-Version": options.apiVersion ?? "2026-10",
    },
  };
}

/** Looks like the UUIDs Shopify sends, made from what is sent instead of by chance. */
function idFrom(label: string, body: Uint8Array): string {
  const hex = createHash("sha256").update(label).update("\0").update(body).digest("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
