import fc from "fast-check";
import { expect, test } from "vitest";
import { acme, anOrder, MASTER_DATA, RECORDS } from "../../testing/acme.ts";
import { orderToCash } from "../../testing/order-to-cash.ts";

const ORDER = `${RECORDS}/salesOrder/eid:S-1`;
const TENTH = { recordType: "discountItem", body: { itemId: "TENTH", externalId: "TENTH", rate: "-10%" } };

test("an order is billed for its own shipping once, however many bills and cash sales it takes", async () => {
  const { order, fields, transform } = await orderToCash({ shippingCost: 4 });
  const part = { item: { items: [{ orderLine: 1, quantity: 1 }] } };
  const invoice = await transform("salesOrder", order, "invoice", part);
  const cashSale = await transform("salesOrder", order, "cashSale", part);
  expect(fields("invoice", invoice.id)).toMatchObject({ shippingCost: 4, total: 14.5 });
  expect(fields("cashSale", cashSale.id)).toMatchObject({ total: 10.5 });
});

test("a discount on the order's head is divided among its bills, to the cent", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 3_000 }),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
      async (cents, quantities) => {
        const ordered = quantities.reduce((sum, quantity) => sum + quantity, 0);
        const { order, fields, transform } = await orderToCash({
          discountItem: { externalId: "WELCOME" },
          discountRate: -cents / 100,
          item: { items: [{ item: { externalId: "ANCHOR" }, quantity: ordered, rate: 33.33 }] },
        });
        const discounts: number[] = [];
        for (const [index, quantity] of quantities.entries()) {
          const target = index % 2 === 0 ? "invoice" : "cashSale";
          const { id } = await transform("salesOrder", order, target, {
            item: { items: [{ orderLine: 1, quantity }] },
          });
          const { discountTotal, subtotal, total } = fields(target, id);
          discounts.push(Math.round(Number(discountTotal) * 100));
          const share = (cents * quantity) / ordered;
          expect(Math.abs(Number(discountTotal) * 100 + share)).toBeLessThanOrEqual(quantities.length);
          expect(Number(total)).toBeCloseTo(Number(subtotal) + Number(discountTotal), 6);
        }
        expect(discounts.reduce((sum, each) => sum + each, 0)).toBe(-cents);
      },
    ),
    { numRuns: 25 },
  );
});

test("a bill that names a discount of its own gets that one", async () => {
  const { order, fields, transform } = await orderToCash({
    discountItem: { externalId: "WELCOME" },
    discountRate: -3,
  });
  const { id } = await transform("salesOrder", order, "invoice", { discountRate: -1 });
  expect(fields("invoice", id)).toMatchObject({ discountTotal: -1, total: 20 });
});

test("a bill keeps the order's own values of fields that have a default, whether its lines are named or not", async () => {
  const text = (value: string) => ({ type: "text", default: value }) as const;
  const custom = { custbody_source: text("web"), custbody_gate: text("north"), custcol_note: text("none") };
  const items = [{ item: { externalId: "ANCHOR" }, quantity: 2, custcol_note: "engrave" }];
  const { order, fields, transform } = await orderToCash(
    { custbody_source: "phone", item: { items } },
    { catalogue: { customFields: "defined", custom } },
  );
  const kept = {
    custbody_source: "phone",
    custbody_gate: "north",
    item: { items: [{ custcol_note: "engrave" }] },
  };
  const named = await transform("salesOrder", order, "invoice", {
    item: { items: [{ orderLine: 1, quantity: 1 }] },
  });
  const whole = await transform("salesOrder", order, "invoice");
  expect(fields("invoice", named.id)).toMatchObject(kept);
  expect(fields("invoice", whole.id)).toMatchObject(kept);
});

test("a bill of a part has the tax of that part only, discounts included", async () => {
  const { call, account } = acme({ masterData: [...MASTER_DATA, TENTH] });
  await call("PUT", ORDER, {
    body: anOrder({
      item: {
        items: [
          { item: { externalId: "ANCHOR" }, quantity: 3, rate: 10, taxRate1: 20 },
          { item: { externalId: "TENTH" } },
        ],
      },
    }),
  });
  const body = { externalId: "I-1", item: { items: [{ orderLine: 1, quantity: 1 }] } };
  await call("POST", `${ORDER}/!transform/invoice`, { body });
  expect(account.records.find("invoice", { externalId: "I-1" })?.fields).toMatchObject({
    total: 10.8,
    taxTotal: 1.8,
    item: { items: [{ tax1Amt: 2 }, { amount: -1, tax1Amt: -0.2, grossAmt: -1.2 }] },
  });
});

test("what was made from an order is changed by the order's lines, and gets none of them twice", async () => {
  const { call, order, fields, transform } = await orderToCash();
  const { id } = await transform("salesOrder", order, "itemFulfillment", {
    item: { items: [{ orderLine: 1, quantity: 1 }] },
  });
  const change = (line: object) =>
    call("PATCH", `${RECORDS}/itemFulfillment/${id}`, { body: { item: { items: [line] } } });
  expect((await change({ orderLine: 1, quantity: 2 })).status).toBe(204);
  expect(fields("itemFulfillment", id)["item"]).toMatchObject({
    items: [{ line: 1, orderLine: 1, quantity: 2 }],
  });
  expect((await change({ orderLine: 1, quantity: 3 })).status).toBe(400);
  expect(fields("salesOrder", order)["item"]).toMatchObject({ items: [{ quantityFulfilled: 2 }] });
});
