import fc from "fast-check";
import { parse } from "lossless-json";
import { expect, test } from "vitest";
import { EXCHANGES } from "./acme/everyday-draft.ts";
import { PRODUCTS } from "./acme/products.ts";
import { anOrder, type OrderBuilder } from "./an-order.ts";
import { disagreementsIn } from "./compose/order-arithmetic.ts";

const wishes: readonly ((order: OrderBuilder, cents: number) => OrderBuilder)[] = [
  (order, cents) => order.withDiscount((cents / 100).toFixed(2)),
  (order, cents) =>
    order.withDiscount({
      title: "Part",
      kind: "automatic",
      target: "line_item",
      value: { percent: String(cents % 101) },
    }),
  (order, cents) =>
    order.withDiscount({
      title: "SHIP",
      kind: "discount_code",
      target: "shipping_line",
      value: { fixed: (cents / 300).toFixed(2) },
    }),
  (order, cents) => order.withTax({ title: "Tax", rate: (cents / 100_000).toFixed(5) }),
  (order, cents) => order.withTaxesIncluded({ title: "VAT", rate: (cents / 100_000).toFixed(5) }),
  (order, cents) => order.withTip((cents / 100).toFixed(2)),
  (order, cents) => order.withShipping((cents / 100).toFixed(2)),
  (order) => order.paidIn(EXCHANGES.JP),
  (order) => order.paidIn(EXCHANGES.CA),
  (order, cents) => order.withLine({ sku: "", giftCard: true, price: (cents / 100).toFixed(2) }),
  (order, cents) => order.withLineAt(0, { currentQuantity: 0, quantity: 1 + (cents % 5) }).refunded(),
];

const aWish = fc.tuple(fc.nat(wishes.length - 1), fc.integer({ min: 1, max: 9_999 }));
const aLine = fc.record({
  sku: fc.constantFrom(...PRODUCTS.map((product) => product.sku)),
  quantity: fc.integer({ min: 1, max: 12 }),
  price: fc.integer({ min: 0, max: 2_000_000 }).map((thousandths) => (thousandths / 1000).toFixed(3)),
});

test("lines, allocations, taxes and totals agree to the cent, whatever is asked for", () => {
  fc.assert(
    fc.property(
      fc.nat(100_000),
      fc.array(aLine, { minLength: 1, maxLength: 9 }),
      fc.array(aWish, { maxLength: 5 }),
      (seed, lines, wanted) => {
        const order = wanted.reduce(
          (built, [which, cents]) => wishes[which]?.(built, cents) ?? built,
          anOrder(seed).withLines(lines),
        );
        expect(disagreementsIn(order.toJson())).toEqual([]);
      },
    ),
  );
});

test("a total of 0.00 is a whole discount on lines and shipping, without tax", () => {
  const order = anOrder(5)
    .withLines([{ sku: "TENT-2P-GRN", quantity: 2 }])
    .withShipping("4.90")
    .withTotal("0.00");
  const { total_price, total_discounts, total_tax, subtotal_price } = order.toOrder();
  expect({ total_price, total_discounts, total_tax, subtotal_price }).toEqual({
    total_price: "0.00",
    total_discounts: "382.90",
    total_tax: "0.00",
    subtotal_price: "0.00",
  });
  expect(disagreementsIn(order.toJson())).toEqual([]);
});

test("any total below lines and shipping can be asked for", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 19_390 }), (cents) => {
      const total = (cents / 100).toFixed(2);
      const order = anOrder(5)
        .withLines([{ sku: "TENT-2P-GRN" }])
        .withShipping("4.90")
        .withTotal(total);
      expect(order.total).toBe(total);
      expect(disagreementsIn(order.toJson())).toEqual([]);
    }),
  );
});

test("a total that discounts cannot reach is refused with the reason", () => {
  const order = anOrder(5)
    .withLines([{ sku: "SPORK-TI" }])
    .withShipping("4.90");
  expect(() => order.withTotal("17.86")).toThrow(
    /#1005 cannot be built: its total cannot be 17.86. .* come to 17.85/,
  );
  expect(() => order.withTip("3.00").withTotal("0.00")).toThrow(/tips are never discounted/);
});

test("an id beyond 2^53 is written with exact digits, as a bare number", () => {
  const order = anOrder().withId("820982911946154509");
  expect(order.toJson()).toContain(
    '{"id":820982911946154509,"admin_graphql_api_id":"gid://shopify/Order/820982911946154509"',
  );
  expect(order.key).toBe("gid://shopify/Order/820982911946154509");
  expect(order.externalIdDigits).toBe("820982911946154509");
});

test("a builder stays as it was when another is made of it", () => {
  const order = anOrder(7);
  const before = order.toJson();
  order.withTotal("0.00").withSku("X").withoutCustomer().numbered(9).withTip("1.00");
  expect(order.toJson()).toBe(before);
});

test("orders of different seeds are different orders, the same seed gives the same text", () => {
  const keys = Array.from({ length: 200 }, (_, seed) => anOrder(seed).key);
  expect(new Set(keys).size).toBe(200);
  expect(anOrder(42).toJson()).toBe(anOrder(42).toJson());
});

test("another number is another identity: id, name and order_number change together", () => {
  const { id, name, order_number, admin_graphql_api_id } = anOrder().numbered(4711).toOrder();
  expect({ name, order_number }).toEqual({ name: "#4711", order_number: 4711 });
  expect(admin_graphql_api_id).toBe(`gid://shopify/Order/${id}`);
  expect(id).not.toBe(anOrder().toOrder().id);
});

test("a known SKU brings its own title and price, an unknown one does not need to be known", () => {
  const [known, unknown] = anOrder()
    .withLines([{ sku: "SPORK-TI" }, { sku: "NO-SUCH-THING", price: "3.00" }])
    .toOrder().line_items;
  expect(known).toMatchObject({ title: "Titanium spork", price: "12.95", quantity: 1 });
  expect(unknown).toMatchObject({ sku: "NO-SUCH-THING", price: "3.00", product_exists: true });
});

test("another SKU changes nothing else about the first line", () => {
  const order = anOrder(3);
  const before = order.toOrder().line_items[0];
  const [after] = order.withSku("GHOST-4711").toOrder().line_items;
  expect(after).toEqual({ ...before, sku: "GHOST-4711" });
});

test("a line that is not there cannot be changed", () => {
  expect(() => anOrder().withLines([]).withSku("X")).toThrow(
    /it has no line 1. It has 0; add one with withLine/,
  );
});

test("a guest has no customer but keeps the order's e-mail address", () => {
  const order = anOrder().withoutCustomer().toOrder();
  expect(order.customer).toBeNull();
  expect(order.email).toMatch(/@/);
});

test("the name of an address follows the names in it", () => {
  const { shipping_address } = anOrder()
    .withShippingAddress({ first_name: null, last_name: "Solo" })
    .toOrder();
  expect(shipping_address?.name).toBe("Solo");
});

test("an order edited down keeps both amounts: what was ordered and what holds now", () => {
  const order = anOrder()
    .withLines([{ sku: "TEE-ACME-L", price: "18.00", quantity: 5, currentQuantity: 3 }])
    .withoutTax()
    .withoutShipping()
    .toOrder();
  expect([order.total_price, order.current_total_price, order.line_items[0]?.current_quantity]).toEqual([
    "90.00",
    "54.00",
    3,
  ]);
});

test("a tip is a line of its own, in the total and not in the subtotal", () => {
  const order = anOrder()
    .withLines([{ sku: "SPORK-TI" }])
    .withoutTax()
    .withoutShipping()
    .withTip("2.05")
    .toOrder();
  expect(order.line_items.map((line) => line.tip_payment_gateway)).toEqual([undefined, "shopify_payments"]);
  expect([order.subtotal_price, order.total_tip_received, order.total_price]).toEqual([
    "12.95",
    "2.05",
    "15.00",
  ]);
});

test("escaped text is other bytes and the same order", () => {
  const order = anOrder().with({ note: "Zoë 🎿 “x” \\u0041 \u2028" });
  const escaped = order.escaped().toJson();
  expect(escaped).not.toBe(order.toJson());
  expect(escaped).toMatch(/^[\x20-\x7e]+$/);
  expect(parse(escaped)).toEqual(parse(order.toJson()));
});

test("a fixed discount takes off exactly its amount, however many lines share it", () => {
  fc.assert(
    fc.property(
      fc.array(aLine, { minLength: 2, maxLength: 9 }),
      fc.integer({ min: 1, max: 999 }),
      (lines, cents) => {
        const value = (cents / 100).toFixed(2);
        const order = anOrder(2)
          .withLines([...lines, { sku: "TENT-2P-GRN" }])
          .withDiscount(value);
        expect(order.toOrder().total_discounts).toBe(value);
      },
    ),
  );
});

test("tax that is in the price is taken out of it, not put on top", () => {
  const order = anOrder()
    .withLines([{ sku: "MAT-AIR", price: "119.00" }])
    .withShipping("0.00")
    .withTaxesIncluded({ title: "VAT", rate: "0.19" })
    .toOrder();
  expect([order.total_tax, order.total_price]).toEqual(["19.00", "119.00"]);
});

test("tax that is not in the price is calculated on what discounts leave of it", () => {
  const order = anOrder()
    .withLines([{ sku: "MAT-AIR", price: "110.00" }])
    .withShipping("0.00")
    .withDiscount("10.00")
    .withTax({ title: "Tax", rate: "0.0725" })
    .toOrder();
  expect([order.total_tax, order.total_price]).toEqual(["7.25", "107.25"]);
});

/** A fraction of a cent is discounted in whole cents, and what is left of it may be a unit of another currency. */
const aLineInCents = aLine.map((line) => ({ ...line, price: Number(line.price ?? 1).toFixed(2) }));

test("an order that costs nothing costs nothing in any currency", () => {
  fc.assert(
    fc.property(fc.array(aLineInCents, { minLength: 1, maxLength: 9 }), (lines) => {
      const order = anOrder(2).withLines(lines).withTotal("0.00").paidIn(EXCHANGES.JP).toOrder();
      expect(order.total_price_set.presentment_money).toEqual({ amount: "0", currency_code: "JPY" });
    }),
  );
});
