import { expect, test } from "vitest";
import { refundsIn } from "./order-refunds.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

test("a refund comes out of its order as its webhook would bring it, every digit kept", () => {
  const order = `{"id":820982911946154508,"line_items":[{"id":9007199254740993,"sku":"MUG"},{"id":9007199254740992,"sku":"CUP"}],
    "refunds":[{"id":820982911946154509,"created_at":"2026-11-23T12:00:00Z",
      "refund_line_items":[{"line_item_id":9007199254740992,"subtotal":9.10}]}]}`;
  const [refund, ...others] = refundsIn(bytes(order));
  expect(others).toEqual([]);
  expect(refund).toMatchObject({
    key: "gid://shopify/Refund/820982911946154509",
    name: "refund 820982911946154509 of order 820982911946154508",
    createdAt: Date.parse("2026-11-23T12:00:00Z"),
  });
  expect(new TextDecoder().decode(refund?.raw)).toBe(
    '{"order_id":820982911946154508,"id":820982911946154509,"created_at":"2026-11-23T12:00:00Z",' +
      '"refund_line_items":[{"line_item":{"id":9007199254740992,"sku":"CUP"},"line_item_id":9007199254740992,"subtotal":9.10}]}',
  );
});

test.each([
  ["no JSON", "{"],
  ["no object", "[1]"],
  ["no refunds", '{"id":1}'],
  ["refunds that are no list", '{"id":1,"refunds":{"a":1}}'],
  ["a refund without an id", '{"id":1,"refunds":[{"created_at":"2026-11-23T12:00:00Z"},null,7]}'],
  ["a refund without a time", '{"id":1,"refunds":[{"id":2,"created_at":"lately"}]}'],
])("%s speaks of none", (_, order) => {
  expect(refundsIn(bytes(order))).toEqual([]);
});
