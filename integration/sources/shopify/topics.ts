/** How a body of each topic says which record it is. */
import { orderIdentity } from "./order-identity.ts";
import type { ShopifyIdentity } from "./read-identity.ts";
import { refundIdentity } from "./refund-identity.ts";

export const TOPIC_HEADER = "x-shopify-topic";

const IDENTITY_BY_RESOURCE: Readonly<Record<string, (raw: Uint8Array) => ShopifyIdentity>> = {
  orders: orderIdentity,
  refunds: refundIdentity,
};

/**
 * By the first part of the topic; entries that were taken without one are orders.
 *
 * @throws IntegrationError `ORDER_UNREADABLE`
 */
export function shopifyIdentity(raw: Uint8Array, topic = "orders"): ShopifyIdentity {
  const [resource = ""] = topic.split("/");
  return (IDENTITY_BY_RESOURCE[resource] ?? orderIdentity)(raw);
}
