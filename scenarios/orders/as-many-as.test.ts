import { expect, test } from "vitest";
import { asManyAs } from "./as-many-as.ts";
import { generateOrders } from "./generate.ts";
import { ordersIn } from "./orders-file.ts";

const orders = ordersIn(
  generateOrders({ seed: 1, count: 5 })
    .map(({ json }) => json)
    .join("\n"),
  "five.jsonl",
);

test("takes a file's own orders first, untouched", () => {
  expect(asManyAs(5, orders)).toEqual(orders);
  expect(asManyAs(3, orders)).toEqual(orders.slice(0, 3));
});

test("makes up the rest from copies, none of which is the same order", () => {
  const many = asManyAs(13, orders);
  expect(many).toHaveLength(13);
  expect(new Set(many.map(({ key }) => key)).size).toBe(13);
  expect(many.every(({ raw, key }) => raw.includes(key))).toBe(true);
});
