import { parse } from "lossless-json";
import { expect, test } from "vitest";
import { UNKNOWN_SKUS } from "./acme/products.ts";
import { anOrder } from "./an-order.ts";
import { disagreementsIn } from "./compose/order-arithmetic.ts";
import { EDGE_CASES, edgeCase } from "./edge-cases.ts";

const orderOf = (name: string) => edgeCase(name).make(anOrder(77));
const madeOf = (name: string) => orderOf(name).toOrder();
const names = EDGE_CASES.map((found) => found.name);

test("every edge case has a name of its own and says why", () => {
  expect(new Set(names).size).toBe(names.length);
  expect(EDGE_CASES.filter((found) => found.why.length < 20)).toEqual([]);
});

test.each(names)("the amounts of %s agree to the cent", (name) => {
  expect(disagreementsIn(orderOf(name).toJson())).toEqual([]);
});

test("every edge case is odd in its own way: no two make the same order, and none an everyday one", () => {
  const texts = [anOrder(77).toJson(), ...names.map((name) => orderOf(name).toJson())];
  expect(new Set(texts).size).toBe(names.length + 1);
});

test("exactly the orders that ask for a SKU NetSuite does not have are expected dead", () => {
  const dead = EDGE_CASES.filter((found) => found.expected.outcome === "dead").map((found) => found.name);
  const asking = names.filter((name) =>
    madeOf(name).line_items.some((line) => UNKNOWN_SKUS.some((sku) => sku === line.sku)),
  );
  expect(dead).toEqual(asking);
  expect(dead).toHaveLength(3);
});

test("there is no edge case of an unknown name, and the known ones are told", () => {
  expect(() => edgeCase("zero")).toThrow(/no edge case "zero". Use one of: zero-total, /);
});

test("JSON.parse takes the two neighbours beyond 2^53 for one order", () => {
  const [first, second] = ["id-beyond-2-53", "neighbour-beyond-2-53"].map((name) => orderOf(name).toJson());
  expect(JSON.parse(first ?? "").id).toBe(JSON.parse(second ?? "").id);
  expect(first?.slice(0, 30)).not.toBe(second?.slice(0, 30));
});

test("addresses are as long as their names say", () => {
  const address = (name: string) => madeOf(name).shipping_address;
  expect(address("address-line-of-160")?.address1).toHaveLength(160);
  expect(address("address-line-of-255")?.address1).toHaveLength(255);
  const over = address("address-over-250");
  expect(Math.max(over?.address1.length ?? 0, over?.address2?.length ?? 0)).toBeLessThanOrEqual(150);
  expect((over?.address1.length ?? 0) + (over?.address2?.length ?? 0)).toBeGreaterThan(250);
  expect(address("long-name")?.name.length).toBeGreaterThan(83);
});

test.each([
  ["zero-total", { total_price: "0.00" }],
  ["taxes-included", { taxes_included: true }],
  ["no-customer", { customer: null }],
  ["no-email", { email: null }],
  [
    "point-of-sale",
    { source_name: "pos", customer: null, shipping_address: null, billing_address: null, email: null },
  ],
  ["no-shipping-address", { shipping_address: null }],
  ["no-postcode", { shipping_address: expect.objectContaining({ zip: null }) }],
  ["test-order", { test: true }],
  ["cancelled", { cancelled_at: expect.stringMatching(/^2026-11-28T/) }],
  ["two-gateways", { payment_gateway_names: ["gift_card", "shopify_payments"] }],
  ["presentment-currency", { currency: "USD", presentment_currency: "EUR" }],
  ["presentment-without-decimals", { presentment_currency: "JPY" }],
  ["refunded-in-part", { financial_status: "partially_refunded", refunds: [expect.anything()] }],
  ["not-paid-yet", { financial_status: "pending" }],
])("%s is what its name says", (name, shape) => {
  expect(madeOf(name)).toMatchObject(shape);
});

test.each([
  ["three-decimal-price", { price: "16.486" }],
  ["empty-sku", { sku: "", product_id: null, variant_id: null }],
  ["null-sku", { sku: null }],
  ["null-variant", { variant_id: null, product_exists: true }],
  ["deleted-product", { product_exists: false, product_id: null, sku: "KNIFE-FOLD" }],
  ["sku-with-trailing-space", { sku: "TENT-2P-GRN ", title: "Two-person tent" }],
  ["line-removed", { current_quantity: 0, quantity: 2 }],
  ["gift-card-line", { gift_card: true, requires_shipping: false, tax_lines: [] }],
  ["tip", { tip_payment_gateway: "shopify_payments" }],
  [
    "object-property-value",
    { properties: [{ name: "Engraving", value: { text: "For Ada", font: "serif", size: "12" } }] },
  ],
])("%s has such a line", (name, line) => {
  expect(madeOf(name).line_items).toContainEqual(expect.objectContaining(line));
});

test("a price as a bare number is a number in the text, beside amounts that are strings", () => {
  const raw = orderOf("price-as-number").toJson();
  expect(raw).toContain('"price":27.45,');
  expect(raw).toContain('"subtotal_price":54.90,');
  expect(raw).toMatch(/"total_price":"[\d.]+"/);
});

test("yen amounts have no decimals", () => {
  const { total_price_set } = madeOf("presentment-without-decimals");
  expect(total_price_set.presentment_money.amount).toMatch(/^\d+$/);
});

test("a hundred lines are a hundred lines", () => {
  expect(madeOf("hundred-lines").line_items).toHaveLength(100);
});

test("a text with escapes reads the same as without", () => {
  const raw = orderOf("escaped-text").toJson();
  expect(raw).toContain("Zo\\u00eb");
  expect(parse(raw)).toMatchObject({ note: "Für Zoë – 5 € Trinkgeld 🎿" });
});
