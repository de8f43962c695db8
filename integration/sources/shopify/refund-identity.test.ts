import { expect, test } from "vitest";
import { refundIdentity } from "./refund-identity.ts";
import { shopifyIdentity } from "./topics.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

test("a refund is known by its id, has one edition, and says whose refund it is: every digit exact", () => {
  const raw = bytes(
    '{"id":820982911946154509,"order_id":820982911946154508,"created_at":"2026-11-23T12:00:00Z"}',
  );
  expect(refundIdentity(raw)).toEqual({
    key: "gid://shopify/Refund/820982911946154509",
    version: "2026-11-23T12:00:00Z",
    editionAt: Date.parse("2026-11-23T12:00:00Z"),
    name: "refund 820982911946154509 of order 820982911946154508",
    followsKey: "gid://shopify/Order/820982911946154508",
  });
});

test.each([
  ["no id", '{"order_id":1,"created_at":"x"}'],
  ["no order", '{"id":1,"created_at":"x"}'],
  ["no time", '{"id":1,"order_id":1}'],
  ["an order instead", '{"admin_graphql_api_id":"gid://shopify/Order/1","created_at":"x","order_id":1}'],
  ["no JSON", "{"],
])("a body with %s is refused in words", (_, text) => {
  expect(() => refundIdentity(bytes(text))).toThrow(/Cannot tell which record this is/);
});

test("the topic says how a body is read", () => {
  const raw = bytes('{"id":7,"order_id":3,"created_at":"x","updated_at":"y"}');
  expect(shopifyIdentity(raw, "refunds/create").key).toBe("gid://shopify/Refund/7");
  expect(shopifyIdentity(raw, "orders/cancelled").key).toBe("gid://shopify/Order/7");
  expect(shopifyIdentity(raw).key).toBe("gid://shopify/Order/7");
});
