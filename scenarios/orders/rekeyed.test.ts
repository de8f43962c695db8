import fc from "fast-check";
import { isLosslessNumber, parse } from "lossless-json";
import { expect, test } from "vitest";
import { anOrder } from "./an-order.ts";
import { generateOrders } from "./generate.ts";
import { OrdersError } from "./orders-error.ts";
import { rekeyed } from "./rekeyed.ts";

const IDENTITY = ["id", "admin_graphql_api_id", "name", "number", "order_number"];

const fieldsOf = (raw: string): Record<string, unknown> => parse(raw) as Record<string, unknown>;
const without = (raw: string, keys: readonly string[]): unknown =>
  Object.fromEntries(Object.entries(fieldsOf(raw)).filter(([key]) => !keys.includes(key)));
const idOf = (raw: string): string => {
  const { id } = fieldsOf(raw);
  return isLosslessNumber(id) ? id.toString() : String(id);
};

test("a copy differs from its order in its identity and in nothing else", () => {
  const raw = anOrder(5).toJson();
  const copy = rekeyed(raw, 3);
  expect(idOf(copy)).toBe((BigInt(idOf(raw)) + 30_000_000_000_000n).toString());
  expect(fieldsOf(copy)).toMatchObject({
    admin_graphql_api_id: `gid://shopify/Order/${idOf(copy)}`,
    name: "#3001005",
  });
  expect(String(fieldsOf(copy)["order_number"])).toBe("3001005");
  expect(without(copy, IDENTITY)).toEqual(without(raw, IDENTITY));
});

test("copies of different orders never meet, and the same copy is the same text", () => {
  const orders = generateOrders({ seed: 9, count: 120, profile: "quirks" }).map((order) => order.json);
  const ids = [0, 1, 2, 77].flatMap((n) => orders.map((raw) => idOf(rekeyed(raw, n))));
  expect(new Set(ids).size).toBe(4 * 120);
  expect(rekeyed(orders[4] ?? "", 7)).toBe(rekeyed(orders[4] ?? "", 7));
});

test("ids beyond 2^53 stay exact in their copies", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 2n ** 62n }), fc.nat(10_000), (id, n) => {
      expect(idOf(rekeyed(`{"id":${id}}`, n))).toBe((id + BigInt(n) * 10n ** 13n).toString());
    }),
  );
});

test("copy 0 is the order itself", () => {
  const raw = ' { "id" : 5 } ';
  expect(rekeyed(raw, 0)).toBe(raw);
});

test("spaces, escapes and number texts outside the identity stay as they were written", () => {
  const raw = '{ "note": "Z\\u00eb \\/ \\"id\\": 1",\n  "id": 7, "price": 16.4860, "name": "WEB-7" }';
  expect(rekeyed(raw, 2)).toBe(
    '{ "note": "Z\\u00eb \\/ \\"id\\": 1",\n  "id": 20000000000007, "price": 16.4860, "name": "WEB-7-2" }',
  );
});

test("an id that is a text stays a text, an order with only a global id gets a new one", () => {
  expect(rekeyed('{"id":"7"}', 1)).toBe('{"id":"10000000000007"}');
  expect(rekeyed('{"admin_graphql_api_id":"gid://shopify/Order/7"}', 1)).toBe(
    '{"admin_graphql_api_id":"gid://shopify/Order/10000000000007"}',
  );
});

test("the customer stays the same person unless another is asked for", () => {
  const raw = anOrder(5).toJson();
  const same = fieldsOf(rekeyed(raw, 2));
  const other = fieldsOf(rekeyed(raw, 2, { newCustomer: true }));
  expect(same["customer"]).toEqual(fieldsOf(raw)["customer"]);
  expect(JSON.stringify(other["customer"])).not.toBe(JSON.stringify(same["customer"]));
  expect(other["email"]).toMatch(/\+2@/);
  expect((other["customer"] as { email: string }).email).toBe(other["email"]);
});

test("an order without a customer has no customer to change", () => {
  const raw = anOrder(5).withoutCustomer().withEmail(null).toJson();
  expect(fieldsOf(rekeyed(raw, 2, { newCustomer: true }))).toMatchObject({ customer: null, email: null });
});

test.each([
  "{}",
  '{"id":0}',
  '{"id":1.5}',
  '{"id":-3}',
  "[1]",
  "not json",
  '{"id":5,"admin_graphql_api_id":"gid://shopify/Order/6"}',
])("what is nobody cannot be copied: %s", (raw) => {
  expect(() => rekeyed(raw, 1)).toThrow(OrdersError);
});

test.each([-1, 0.5, Number.NaN, 2 ** 60])("there is no copy number %s", (n) => {
  expect(() => rekeyed('{"id":5}', n)).toThrow(/counted in whole numbers from 0/);
});
