/** Entries from a shop's webhooks: the topics that belong to one flow, and how such a body says which record it is. */
import type { WebhookSource } from "../../flows/flow.ts";
import { type Provenance, toIncoming } from "../../intake/to-incoming.ts";
import { headerOf, type Webhook, type WebhookDoor } from "../../intake/webhook.ts";

export interface Topics extends Pick<Provenance, "flow" | "identify"> {
  readonly door: WebhookDoor;
  /** As in `X-Shopify-Topic`. */
  readonly topics: readonly string[];
}

export function topicSource({ door, topics, flow, identify }: Topics): WebhookSource {
  return {
    kind: "webhook",
    door,
    takes: (webhook) => topics.includes(headerOf(webhook, "x-shopify-topic") ?? ""),
    toIncoming: (webhook) => {
      const deliveryId = headerOf(webhook, "x-shopify-webhook-id") ?? null;
      const headers = shopifyHeaders(webhook);
      return toIncoming(webhook, { source: "shopify", flow, deliveryId, headers, identify });
    },
  };
}

/** What Shopify says about a delivery (topic, shop, webhook id, event id, triggered at); nothing of the network between. */
function shopifyHeaders({ headers }: Webhook): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value === "string" && name.startsWith("x-shopify-")) kept[name] = value;
  }
  return kept;
}
