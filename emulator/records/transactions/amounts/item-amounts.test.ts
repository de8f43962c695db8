import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BASE_CATALOGUE } from "../../catalogue.ts";
import { draftOf } from "../../draft.ts";
import { type Fields, linesOf } from "../../field-value.ts";
import { createRecordStore, type RecordStore } from "../../record-store.ts";
import { type AmountsCase, purchaseAmounts, salesAmounts } from "./item-amounts.ts";

const ref = (id: string) => ({ id });

function shop(): RecordStore {
  const store = createRecordStore({ catalogue: BASE_CATALOGUE, firstInternalId: 1 });
  const put = (recordType: string, id: string, fields: Fields) => store.put({ recordType, id, fields });
  put("currency", "1", { symbol: "USD" });
  put("currency", "2", { symbol: "JPY" });
  put("currency", "3", { symbol: "EUR", currencyPrecision: 0 });
  const price = (row: Fields, more: Fields = {}): Fields => ({ price: { items: [row] }, ...more });
  put("inventoryItem", "10", price({ price: 19.99 }));
  put("inventoryItem", "11", price({ price: 120 }, { pricesIncludeTax: true }));
  put("inventoryItem", "12", { cost: 7.5 });
  put("inventoryItem", "13", {
    price: {
      items: [
        { priceLevel: ref("1"), price: 10 },
        { priceLevel: ref("1"), price: 8, priceQty: 10 },
        { priceLevel: ref("5"), price: 9 },
        { priceLevel: ref("1"), price: 1200, currencyPage: ref("2") },
      ],
    },
  });
  put("discountItem", "20", { rate: -5 });
  put("discountItem", "21", { rate: "-10.0%" });
  put("discountItem", "22", { rate: "-10.0%", isPreTax: false });
  put("customer", "30", { priceLevel: ref("5") });
  put("customer", "31", { itemPricing: { items: [{ item: ref("13"), price: 3.21 }] } });
  return store;
}

/** The record as it is with its amounts. */
function priced(work: (amounts: AmountsCase) => Fields, sent: Fields, before: Fields = {}): Fields {
  const record = draftOf(sent);
  return Object.assign(record, work({ recordType: "salesOrder", record, before, store: shop() }));
}

const sale = (record: Fields, before?: Fields): Fields => priced(salesAmounts, record, before);
const lines = (...items: Fields[]) => ({ items });
const item = (id: string, more: Fields = {}): Fields => ({ item: ref(id), ...more });
const firstLine = (record: Fields): Fields | undefined => linesOf(record["item"])[0];

describe("a unit price", () => {
  test.each([
    ["the item's base price", { quantity: 9 }, {}, 10],
    ["the quantity break that is reached", { quantity: 10 }, {}, 8],
    ["the line's price level", { quantity: 1, price: ref("5") }, {}, 9],
    ["the customer's price level", { quantity: 1 }, { entity: ref("30") }, 9],
    ["the customer's own price", { quantity: 1 }, { entity: ref("31") }, 3.21],
    ["the price in the order's currency", { quantity: 1, price: ref("1") }, { currency: ref("2") }, 10],
  ])("is %s", (_, line, header, rate) => {
    expect(firstLine(sale({ ...header, item: lines(item("13", line)) }))).toMatchObject({ rate });
  });

  test("that was sent is a custom price", () => {
    const line = firstLine(sale({ item: lines(item("13", { rate: 4 })) }));
    expect(line).toMatchObject({ amount: 4, price: { id: "-1" } });
  });

  test("of a purchase is the item's purchase price", () => {
    const record = {
      item: lines(item("12", { quantity: 3 })),
      expense: lines({ amount: 0.1 }, { amount: 0.2 }),
    };
    expect(priced(purchaseAmounts, record)).toMatchObject({
      subtotal: 22.8,
      total: 22.8,
    });
  });
});

describe("discounts", () => {
  test.each([
    ["an amount", "20", -5, 35],
    ["a percentage of the item total", "21", -4, 36],
  ])("at the header are %s", (_, discount, discountTotal, total) => {
    const record = sale({ discountItem: ref(discount), item: lines(item("10", { amount: 40 })) });
    expect(record).toMatchObject({ subtotal: 40, discountTotal, total });
  });

  test("in lines are of the line above, and of its discounts", () => {
    const record = sale({
      item: lines(item("10", { amount: 100 }), item("10", { amount: 50 }), item("21"), item("21")),
    });
    expect(linesOf(record["item"]).map((line) => line["amount"])).toEqual([100, 50, -5, -4.5]);
    expect(record["total"]).toBe(140.5);
  });
});

describe("taxes", () => {
  test.each([
    ["a line's own rate", {}, { taxRate1: 25 }, 10],
    ["the header's rate", { taxRate: 8.25 }, {}, 3.3],
    ["none where the line is not taxable", { taxRate: 8.25 }, { isTaxable: false }, 0],
    ["what the line says", {}, { tax1Amt: 1.11 }, 1.11],
    ["what the header says, where nothing else does", { taxTotal: 2.5 }, {}, 2.5],
  ])("are %s", (_, header, line, taxTotal) => {
    const record = sale({ ...header, item: lines(item("10", { amount: 40, ...line })) });
    expect([record["taxTotal"], record["total"]]).toEqual([taxTotal, 40 + taxTotal]);
  });

  test("shipping and handling bear their own", () => {
    const record = sale({
      shippingCost: 10,
      shippingTax1Rate: 25,
      handlingCost: 4,
      handlingTax1Rate: 12.5,
      item: lines(item("10", { amount: 40 })),
    });
    expect(record).toMatchObject({ shippingTaxAmount: 2.5, handlingTaxAmount: 0.5, taxTotal: 3, total: 57 });
  });

  test.each([
    ["before tax", "21", 9, 45],
    ["after tax", "22", 10, 46],
  ])("a header discount %s", (_, discount, taxTotal, total) => {
    const record = sale({
      discountItem: ref(discount),
      item: lines(item("10", { amount: 40, taxRate1: 25 })),
    });
    expect(record).toMatchObject({ taxTotal, total });
  });

  test("are taken out of a price that includes them, and out of a gross amount", () => {
    const included = { amount: 200, tax1Amt: 40, grossAmt: 240 };
    const priced = sale({ item: lines(item("11", { quantity: 2, taxRate1: 20 })) });
    expect([firstLine(priced), priced["total"]]).toMatchObject([{ ...included, rate: 100 }, 240]);
    expect(firstLine(sale({ item: lines(item("10", { grossAmt: 240, taxRate1: 20 })) }))).toMatchObject(
      included,
    );
  });

  test("a tax total goes when the last tax does", () => {
    const before = sale({ taxRate: 10, item: lines(item("10", { amount: 40 })) });
    expect(before["taxTotal"]).toBe(4);
    const { taxRate: _, ...untaxed } = before;
    expect(sale(untaxed, before)).toMatchObject({ taxTotal: 0, total: 40 });
  });
});

test.each([
  ["2", 33, "a currency that ISO gives no decimals"],
  ["3", 33, "a currency whose record says none"],
  ["1", 33.33, "any other"],
])("in currency %s, three times 11.11 are %f: %s", (currency, total) => {
  expect(
    sale({ currency: ref(currency), item: lines(item("10", { quantity: 3, rate: 11.11 })) })["total"],
  ).toBe(total);
});

test("orders of nothing and of less than nothing add up like any other", () => {
  expect(sale({ item: lines(item("10", { rate: 0 })) })["total"]).toBe(0);
  expect(sale({ item: lines(item("10", { rate: -3, quantity: 2 })) })["total"]).toBe(-6);
});

const cents = fc.integer({ min: -1_000_000, max: 1_000_000 });
const money = cents.map((value) => value / 100);
const anyLine = fc.oneof(
  fc.record({ item: fc.constant(ref("10")), quantity: fc.integer({ min: 0, max: 99 }), rate: money }),
  fc.record({
    item: fc.constant(ref("10")),
    amount: money,
    taxRate1: fc.constantFrom(0, 6.125, 8.25, 19, 25),
  }),
  fc.record({ item: fc.constant(ref("10")), grossAmt: money, taxRate1: fc.constantFrom(7, 20) }),
  fc.record({ item: fc.constantFrom(ref("20"), ref("21")) }),
);

test("lines, discount, shipping, handling and tax make the total, and no number is ever a float's error", () => {
  const header = fc.record(
    {
      discountItem: fc.constantFrom(ref("20"), ref("21")),
      shippingCost: money,
      handlingCost: money,
      shippingTax1Rate: fc.constantFrom(0, 25),
      taxRate: fc.constantFrom(7.375, 10),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(header, fc.array(anyLine, { minLength: 1, maxLength: 12 }), (head, items) => {
      const record = sale({ ...head, item: { items } });
      const inCents = (value: unknown): bigint => {
        const number = typeof value === "number" ? value : 0;
        expect(Number(number.toFixed(2))).toBe(number);
        return BigInt(number.toFixed(2).replace(".", ""));
      };
      const subtotal = linesOf(record["item"]).reduce((total, line) => total + inCents(line["amount"]), 0n);
      const rest = ["discountTotal", "shippingCost", "handlingCost", "taxTotal"] as const;
      const total = rest.reduce((added, name) => added + inCents(record[name]), subtotal);
      expect([inCents(record["subtotal"]), inCents(record["total"])]).toEqual([subtotal, total]);
      for (const line of linesOf(record["item"]))
        if (line["tax1Amt"] !== undefined)
          expect(inCents(line["grossAmt"])).toBe(inCents(line["amount"]) + inCents(line["tax1Amt"]));
      // Saving it again changes nothing.
      expect(sale(record, record)).toEqual(record);
    }),
  );
});
