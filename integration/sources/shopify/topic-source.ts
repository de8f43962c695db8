/** Entries from a shop's webhooks: the topics that belong to one flow. */
import type { WebhookSource } from "../../flows/flow.ts";
import { type Provenance, toIncoming } from "../../intake/to-incoming.ts";
import { headerOf, type Webhook, type WebhookDoor } from "../../intake/webhook.ts";
import { priorityOf } from "./old-order.ts";
import { timeIn } from "./read-identity.ts";
import { shopifyIdentity, TOPIC_HEADER } from "./topics.ts";

export interface Topics extends Pick<Provenance, "flow" | "follows"> {
  readonly door: WebhookDoor;
  /** As in `X-Shopify-Topic`. */
  readonly topics: readonly string[];
  /** Edits of orders that were placed more days ago are of bulk priority. @default every one is live */
  readonly oldAfterDays?: number;
}

export function topicSource(given: Topics): WebhookSource {
  const { door, topics, oldAfterDays = Number.POSITIVE_INFINITY, ...belongs } = given;
  return {
    kind: "webhook",
    door,
    takes: (webhook) => topics.includes(headerOf(webhook, TOPIC_HEADER) ?? ""),
    toIncoming: (webhook) => {
      const deliveryId = headerOf(webhook, "x-shopify-webhook-id") ?? null;
      const headers = shopifyHeaders(webhook);
      const told = { deliveryId, headers, ...announcedIn(headers) };
      const topic = headers[TOPIC_HEADER];
      const identify = (raw: Uint8Array) => {
        const { placedAt = null, ...identity } = shopifyIdentity(raw, topic);
        const { receivedAt } = webhook;
        return { ...identity, priority: priorityOf({ topic, placedAt, receivedAt }, oldAfterDays) };
      };
      return toIncoming(webhook, { source: "shopify", ...belongs, ...told, identify });
    },
  };
}

/** To fractions of a second, while an order says in whole ones when it was changed. */
function announcedIn(headers: Readonly<Record<string, string>>): { readonly announcedAt?: number } {
  const announcedAt = timeIn(headers["x-shopify-triggered-at"] ?? "");
  return announcedAt === null ? {} : { announcedAt };
}

/** What Shopify says about a delivery (topic, shop, webhook id, event id, triggered at); nothing of the network between. */
function shopifyHeaders({ headers }: Webhook): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value === "string" && name.startsWith("x-shopify-")) kept[name] = value;
  }
  return kept;
}
