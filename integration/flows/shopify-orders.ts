/** Shopify orders into NetSuite: created, paid, edited and cancelled ones. Of several editions of an order the last one counts. */
import { z } from "zod";
import { topicSource } from "../sources/shopify/topic-source.ts";
import type { Flow } from "./flow.ts";
import type { ShopFlowParts } from "./flow-parts.ts";
import { netsuiteUpsert } from "./netsuite-upsert.ts";

export const SHOPIFY_ORDERS = {
  kind: z.literal("shopify-orders").describe("Shopify orders into NetSuite."),
  oldAfterDays: z
    .number()
    .positive()
    .default(14)
    .describe(
      "An order that was placed more days ago is old: its edits (orders/updated) wait behind live orders, as a shop may edit twenty thousand at once.",
    ),
};

/** Each brings the whole order. */
const TOPICS = ["orders/create", "orders/paid", "orders/updated", "orders/cancelled"] as const;

interface ShopifyOrdersParts extends ShopFlowParts {
  readonly oldAfterDays: number;
}

export function shopifyOrders({ mapping, shopDoor, oldAfterDays, ...ports }: ShopifyOrdersParts): Flow {
  const source = topicSource({ door: shopDoor, topics: TOPICS, flow: mapping.flow, oldAfterDays });
  return { name: mapping.flow, source, delivery: netsuiteUpsert(mapping, ports) };
}
