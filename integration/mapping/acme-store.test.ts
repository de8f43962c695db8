import { readFileSync } from "node:fs";
import { Big } from "big.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import { applyMapping, type MappedRecord } from "./apply.ts";
import type { Lookups } from "./lookups.ts";
import { parseMapping } from "./mapping-file.ts";
import { parseOrder } from "./parse-order.ts";

const file = new URL("../../examples/acme-store/mappings/shopify-orders.yaml", import.meta.url);
const mapping = parseMapping(readFileSync(file, "utf8"), "shopify-orders.yaml");

/** Internal ids that say what they stand for. */
const lookups: Lookups = {
  resolve: async ({ recordType, by, value }) => ({ ok: true, internalId: `${recordType}.${by}=${value}` }),
};

const ADDRESS = {
  first_name: "Ana",
  last_name: "Lima",
  name: "Ana Lima",
  company: null,
  address1: "12 Harbour Road",
  address2: "",
  city: "Portland",
  province: "Oregon",
  province_code: "OR",
  zip: "97201",
  country_code: "US",
  phone: "+1 503 555 0100",
};

const LINE = {
  sku: "MUG-RED",
  title: "Mug",
  variant_title: "Red",
  quantity: 2,
  current_quantity: 2,
  price: "10.00",
  tax_lines: [],
  discount_allocations: [],
};

/** Two mugs with shipping and tax: 20.00 + 5.00 + 1.60. */
function anOrder(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: 5_830_032_803_771,
    admin_graphql_api_id: "gid://shopify/Order/5830032803771",
    name: "#1001",
    created_at: "2026-11-20T23:59:00-05:00",
    cancelled_at: null,
    financial_status: "paid",
    fulfillment_status: null,
    payment_gateway_names: ["shopify_payments"],
    test: false,
    currency: "USD",
    presentment_currency: "EUR",
    taxes_included: false,
    email: "ana@example.com",
    note: null,
    customer: {
      id: 7120,
      email: "ana@example.com",
      first_name: "Ana",
      last_name: "Lima",
      phone: null,
      default_address: ADDRESS,
    },
    billing_address: ADDRESS,
    shipping_address: ADDRESS,
    line_items: [LINE],
    shipping_lines: [{ title: "Standard", price: "5.00", tax_lines: [], discount_allocations: [] }],
    total_tax: "1.60",
    total_price: "26.60",
    ...changes,
  };
}

async function records(changes?: Record<string, unknown>): Promise<readonly MappedRecord[]> {
  const parsed = parseOrder(new TextEncoder().encode(JSON.stringify(anOrder(changes))));
  if (!parsed.ok) throw new Error(parsed.failure.message);
  const result = await applyMapping({ mapping, source: parsed.order, lookups });
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message}`);
  return result.records;
}

async function salesOrder(changes?: Record<string, unknown>): Promise<MappedRecord> {
  const record = (await records(changes)).at(-1);
  if (record === undefined) throw new Error("no record");
  return record;
}

interface Line {
  readonly item: { readonly id: string };
  readonly quantity?: number;
  readonly rate: number;
  readonly amount?: number;
}

function linesOf({ body }: MappedRecord): readonly Line[] {
  return (body["item"] as { items: readonly Line[] }).items;
}

/** As NetSuite adds up: an amount counts as it is, else rate times quantity, rounded to the cent. */
function totalOf(record: MappedRecord): string {
  return linesOf(record)
    .map(({ amount, rate, quantity = 1 }) => new Big(amount ?? new Big(rate).times(quantity).round(2)))
    .reduce((sum, each) => sum.plus(each), new Big(0))
    .toFixed(2);
}

const MAPPED_ADDRESS = {
  addressee: "Ana Lima",
  addr1: "12 Harbour Road",
  city: "Portland",
  state: "OR",
  zip: "97201",
  country: "US",
  addrPhone: "+1 503 555 0100",
};

test("an everyday order becomes this customer and this sales order, to the letter", async () => {
  const [customer, order] = await records();
  expect(customer).toEqual({
    recordType: "customer",
    externalId: "SHOP-C-7120",
    body: {
      entityId: "SHOP-C-7120",
      isPerson: true,
      firstName: "Ana",
      lastName: "Lima",
      email: "ana@example.com",
      phone: "+1 503 555 0100",
      subsidiary: { id: "subsidiary.name=ACME Store Inc." },
      addressBook: {
        items: [
          {
            label: "Shopify",
            defaultShipping: true,
            defaultBilling: true,
            addressBookAddress: MAPPED_ADDRESS,
          },
        ],
      },
    },
    replace: ["addressBook"],
    warnings: [],
    lines: 1,
  });
  expect(order).toEqual({
    recordType: "salesOrder",
    externalId: "SHOP-5830032803771",
    body: {
      entity: { externalId: "SHOP-C-7120" },
      currency: { id: "currency.symbol=USD" },
      location: { id: "location.name=Main Warehouse" },
      tranDate: "2026-11-20",
      otherRefNum: "#1001",
      email: "ana@example.com",
      orderStatus: "B",
      billingAddress: MAPPED_ADDRESS,
      shippingAddress: MAPPED_ADDRESS,
      item: {
        items: [
          { item: { id: "inventoryItem.itemId=MUG-RED" }, description: "Mug Red", quantity: 2, rate: 10 },
          {
            item: { id: "nonInventorySaleItem.itemId=WEB-SHIPPING" },
            description: "Standard",
            quantity: 1,
            rate: 5,
          },
          { item: { id: "nonInventorySaleItem.itemId=WEB-TAX" }, quantity: 1, rate: 1.6 },
        ],
      },
    },
    replace: ["item"],
    warnings: [],
    lines: 3,
  });
});

test("discounts of lines and shipping are one negative line", async () => {
  const order = await salesOrder({
    line_items: [{ ...LINE, discount_allocations: [{ amount: "1.005" }, { amount: 0.995 }] }],
    shipping_lines: [
      {
        title: "Standard",
        price: "5.00",
        discount_allocations: [{ amount: "5.00", amount_set: { shop_money: { amount: "5.00" } } }],
      },
    ],
    total_price: "19.60",
  });
  expect(linesOf(order)[1]).toEqual({
    item: { id: "discountItem.itemId=WEB-DISCOUNT" },
    rate: -7,
    amount: -7,
  });
  expect(totalOf(order)).toBe("19.60");
});

test("an order that costs nothing is still an order", async () => {
  const order = await salesOrder({
    line_items: [{ ...LINE, discount_allocations: [{ amount: "20.00" }] }],
    shipping_lines: [],
    total_tax: "0.00",
    total_price: "0.00",
  });
  expect(linesOf(order).map(({ item }) => item.id)).toEqual([
    "inventoryItem.itemId=MUG-RED",
    "discountItem.itemId=WEB-DISCOUNT",
  ]);
  expect(totalOf(order)).toBe("0.00");
});

test("a guest without customer and address goes to WEB-GUEST, with no customer written", async () => {
  const [order, ...more] = await records({
    customer: null,
    billing_address: null,
    shipping_address: null,
    email: null,
  });
  expect(more).toEqual([]);
  expect(order?.body).toMatchObject({ entity: { id: "customer.entityId=WEB-GUEST" } });
  expect(order?.body).not.toHaveProperty("shippingAddress");
  expect(order?.body).not.toHaveProperty("email");
});

test("lines without SKU, tips and gift cards go to the items that stand for them", async () => {
  const order = await salesOrder({
    line_items: [
      { ...LINE, sku: "" },
      {
        ...LINE,
        sku: null,
        title: "Tip",
        quantity: 1,
        current_quantity: 1,
        price: "3.00",
        tip_payment_gateway: null,
      },
      { ...LINE, sku: "GC-50", gift_card: true, quantity: 1, current_quantity: 1, price: "50.00" },
    ],
    total_price: "79.60",
  });
  expect(
    linesOf(order)
      .slice(0, 3)
      .map(({ item }) => item.id),
  ).toEqual([
    "nonInventorySaleItem.itemId=WEB-CUSTOM",
    "nonInventorySaleItem.itemId=WEB-TIP",
    "nonInventorySaleItem.itemId=WEB-GIFTCARD",
  ]);
  expect(totalOf(order)).toBe("79.60");
});

test("a removed line is gone and an edited one counts as it is now", async () => {
  const order = await salesOrder({
    line_items: [
      { ...LINE, current_quantity: 1, discount_allocations: [{ amount: "4.00" }] },
      { ...LINE, sku: "GONE", current_quantity: 0 },
    ],
    current_total_price: "14.60",
    current_total_tax: "1.60",
  });
  expect(linesOf(order)[0]).toMatchObject({ item: { id: "inventoryItem.itemId=MUG-RED" }, quantity: 1 });
  expect(JSON.stringify(order.body)).not.toContain("GONE");
  expect(totalOf(order)).toBe("14.60");
});

test("prices that hold tax are written net, and the total stays what the buyer paid", async () => {
  const order = await salesOrder({
    taxes_included: true,
    line_items: [{ ...LINE, quantity: 3, current_quantity: 3, tax_lines: [{ price: "4.79" }] }],
    shipping_lines: [{ title: "Standard", price: "5.00", tax_lines: [{ price: "0.80" }] }],
    total_tax: "5.59",
    total_price: "35.00",
  });
  expect(linesOf(order).map(({ rate, amount }) => [rate, amount])).toEqual([
    [8.40333333, 25.21],
    [4.2, undefined],
    [5.59, undefined],
  ]);
  expect(totalOf(order)).toBe("35.00");
});

test("amounts are the shop's, whatever the buyer saw", async () => {
  const money = (shop: string, buyer: string) => ({
    shop_money: { amount: shop, currency_code: "USD" },
    presentment_money: { amount: buyer, currency_code: "EUR" },
  });
  const order = await salesOrder({
    line_items: [{ ...LINE, price: "9.00", price_set: money("10.00", "9.00") }],
    total_price: "24.00",
    total_price_set: money("26.60", "24.00"),
  });
  expect(totalOf(order)).toBe("26.60");
  expect(order.body["currency"]).toEqual({ id: "currency.symbol=USD" });
});

test("ids beyond 2^53 keep every digit", async () => {
  const text = JSON.stringify(anOrder({ admin_graphql_api_id: null, id: 0 })).replace(
    '"id":0',
    '"id":820982911946154509',
  );
  const parsed = parseOrder(new TextEncoder().encode(text));
  const result = await applyMapping({ mapping, source: parsed.ok ? parsed.order : null, lookups });
  expect(result.ok && result.records.at(-1)?.externalId).toBe("SHOP-820982911946154509");
});

test("test orders, cancelled orders and purchase orders say so in the memo, and nothing of a cancelled order ships", async () => {
  expect((await salesOrder({ test: true, note: "Ring\ntwice" })).body["memo"]).toBe("TEST ORDER Ring twice");
  expect((await salesOrder({ po_number: "4711" })).body["memo"]).toBe("PO 4711");
  const cancelled = await salesOrder({ cancelled_at: "2026-11-21T08:00:00-05:00" });
  expect(cancelled.body["memo"]).toBe("CANCELLED IN SHOPIFY");
  expect(linesOf(cancelled)[0]).toMatchObject({ isClosed: true });
});

test("a total that the parts do not explain is held for a person", async () => {
  await expect(records({ total_price: "99.99" })).rejects.toThrow(/HELD_BY_MAPPING: .*add up/);
});

test("an address of 300 characters is spread, and its end is found in the memo", async () => {
  const long = {
    ...ADDRESS,
    address1: `${"Very Long Street ".repeat(8)}12`,
    address2: `${"Rear Building ".repeat(8)}Gate 4`,
  };
  const order = await salesOrder({ shipping_address: long });
  expect(order.warnings).toHaveLength(1);
  expect(order.body["memo"]).toMatch(/^shippingAddress, continued: .*Gate 4$/);
});

const COD = { payment_gateway_names: ["Cash on Delivery (COD)"] };

test.each([
  ["paid", {}, "B"],
  ["partially_refunded", {}, "B"],
  ["refunded", {}, "B"],
  ["pending", {}, "A"],
  ["authorized", {}, "A"],
  ["partially_paid", {}, "A"],
  ["voided", {}, "A"],
  ["expired", {}, "A"],
  [null, {}, "A"],
  ["pending", COD, "B"],
  ["voided", { cancelled_at: "2026-11-21T08:00:00-05:00" }, "B"],
  ["paid", { fulfillment_status: "partial" }, undefined],
  ["partially_paid", { fulfillment_status: "fulfilled" }, undefined],
])("an order that is %s %j has the status %s in NetSuite", async (financial_status, changes, status) => {
  const order = await salesOrder({ financial_status, ...changes });
  expect(order.body["orderStatus"]).toBe(status);
});

const cents = fc.integer({ min: 0, max: 100_000 });
const amount = (value: number): string => new Big(value).div(100).toFixed(2);

test("whatever an order is made of, NetSuite's total is Shopify's to the cent", async () => {
  const line = fc.record({ price: cents, quantity: fc.integer({ min: 1, max: 40 }), share: fc.nat(100) });
  const order = fc.record({
    lines: fc.array(line, { minLength: 1, maxLength: 6 }),
    shipping: cents,
    tax: fc.nat(20),
    included: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(order, async ({ lines, shipping, tax, included }) => {
      const parts = lines.map(({ price, quantity, share }) => {
        const discount = Math.floor((price * quantity * share) / 100);
        return { price, quantity, discount, tax: Math.round(((price * quantity - discount) * tax) / 100) };
      });
      const paid = parts.reduce((sum, each) => sum + each.price * each.quantity - each.discount, shipping);
      const totalTax = parts.reduce((sum, each) => sum + each.tax, 0);
      const total = amount(included ? paid : paid + totalTax);
      const mapped = await salesOrder({
        taxes_included: included,
        line_items: parts.map((each) => ({
          ...LINE,
          price: amount(each.price),
          quantity: each.quantity,
          current_quantity: each.quantity,
          tax_lines: [{ price: amount(each.tax) }],
          discount_allocations: each.discount === 0 ? [] : [{ amount: amount(each.discount) }],
        })),
        shipping_lines: [{ title: "Standard", price: amount(shipping) }],
        total_tax: amount(totalTax),
        total_price: total,
      });
      expect(totalOf(mapped)).toBe(total);
    }),
    { numRuns: 60 },
  );
});
