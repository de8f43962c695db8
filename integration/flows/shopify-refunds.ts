/** Shopify refunds into NetSuite. A refund waits for its order, and becomes what the order's state there asks for. */
import { z } from "zod";
import { topicSource } from "../sources/shopify/topic-source.ts";
import type { Flow } from "./flow.ts";
import type { ShopFlowParts } from "./flow-parts.ts";
import { netsuiteUpsert } from "./netsuite-upsert.ts";

export const SHOPIFY_REFUNDS = {
  kind: z.literal("shopify-refunds").describe("Shopify refunds into NetSuite, each after its order."),
};

export function shopifyRefunds({ mapping, shopDoor, ordersFlow, ...ports }: ShopFlowParts): Flow {
  const source = topicSource({
    door: shopDoor,
    topics: ["refunds/create"],
    flow: mapping.flow,
    ...(ordersFlow === undefined ? {} : { follows: ordersFlow }),
  });
  return { name: mapping.flow, source, delivery: netsuiteUpsert(mapping, ports) };
}
