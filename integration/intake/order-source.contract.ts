/** A source of Shopify orders behind a real door, for tests of what stands before and behind it. */
import { type Shop, shopDoor } from "../sources/shopify/shop-door.ts";
import { topicSource } from "../sources/shopify/topic-source.ts";

export function orderSource(shop: Shop) {
  const topics = ["orders/create", "orders/paid", "orders/updated"];
  return { source: topicSource({ door: shopDoor(shop), topics, flow: "orders" }) };
}
