/** Shopify orders into NetSuite: created, paid and edited ones. Of several editions of an order the last one counts. */
import { z } from "zod";
import { orderIdentity } from "../sources/shopify/order-identity.ts";
import { topicSource } from "../sources/shopify/topic-source.ts";
import type { Flow } from "./flow.ts";
import type { FlowParts } from "./flow-parts.ts";
import { netsuiteUpsert } from "./netsuite-upsert.ts";

export const SHOPIFY_ORDERS = {
  kind: z.literal("shopify-orders").describe("Shopify orders into NetSuite."),
};

/** Each brings the whole order. */
const TOPICS = ["orders/create", "orders/paid", "orders/updated"] as const;

export function shopifyOrders({ mapping, shopDoor, ...ports }: FlowParts): Flow {
  const source = topicSource({
    door: shopDoor,
    topics: TOPICS,
    flow: mapping.flow,
    identify: orderIdentity,
  });
  return { name: mapping.flow, source, delivery: netsuiteUpsert(mapping, ports) };
}
