import { expect, test } from "vitest";
import { acme, anOrder, MASTER_DATA, RECORDS } from "../../testing/acme.ts";

const ORDER = `${RECORDS}/salesOrder/eid:S-1`;
const anchor = (more: object) => ({ item: { externalId: "ANCHOR" }, ...more });

async function ordered(more: object) {
  const world = acme();
  const answer = await world.call("PUT", ORDER, { body: anOrder(more as Record<string, unknown>) });
  const fields = () => world.account.records.find("salesOrder", { externalId: "S-1" })?.fields;
  return { ...world, answer, fields };
}

test.each([
  [{ quantity: 1, amount: 7 }, 2, 14],
  [{ quantity: 3, amount: 10 }, 6, 20],
  [{ quantity: 0, amount: 5 }, 2, 10],
])("a line of %j scales to %i for %f", async (line, quantity, amount) => {
  const { call, fields } = await ordered({ item: { items: [anchor(line)] } });
  await call("PATCH", ORDER, { body: { item: { items: [{ line: 1, quantity }] } } });
  expect(fields()).toMatchObject({ total: amount, item: { items: [{ quantity, amount }] } });
});

test("money is kept to two places wherever it is sent", async () => {
  const { fields } = await ordered({
    shippingCost: 4.955,
    handlingCost: 0.333,
    item: { items: [anchor({ amount: 9.999 }), anchor({ quantity: 3, rate: 0.3333 })] },
  });
  expect(fields()).toMatchObject({
    shippingCost: 4.96,
    handlingCost: 0.33,
    subtotal: 11,
    total: 16.29,
    item: { items: [{ amount: 10 }, { amount: 1, rate: 0.3333 }] },
  });
});

test("the exchange rate is the order currency's, and changes with it", async () => {
  const { account, call, fields } = await ordered({});
  expect(fields()).toMatchObject({ exchangeRate: 1 });
  account.records.create("currency", { name: "Euro", symbol: "EUR", exchangeRate: 1.09 });
  await call("PATCH", ORDER, { body: { currency: { refName: "Euro" } } });
  expect(fields()).toMatchObject({ exchangeRate: 1.09 });
});

test("a header discount without a rate takes the discount item's own", async () => {
  const { call, fields } = await ordered({ discountItem: { externalId: "WELCOME" } });
  expect(fields()).toMatchObject({ discountRate: -5, discountTotal: -5, total: 16 });
  await call("PATCH", ORDER, { body: { discountItem: null } });
  expect(fields()).toMatchObject({ discountTotal: 0, total: 21 });
});

test.each([
  [-21, 204],
  [-21.01, 400],
])("a header discount of %f on 21.00 answers %i", async (discountRate, status) => {
  const { answer } = await ordered({ discountItem: { externalId: "WELCOME" }, discountRate });
  expect(answer.status).toBe(status);
  const said =
    status === 204 ? undefined : "Error while accessing a resource. Discount can not exceed item total.";
  expect(answer.error?.["detail"]).toBe(said);
});

test("a line discount may be larger than the lines it follows", async () => {
  const items = [anchor({ amount: 1 }), { item: { externalId: "WELCOME" }, amount: -5 }];
  const { answer, fields } = await ordered({ item: { items } });
  expect([answer.status, fields()?.["total"]]).toEqual([204, -4]);
});

test.each(["1e400", "1e300", "1000000000000000"])("the number %s is refused as a value", async (number) => {
  const { call } = acme();
  const body = Buffer.from(JSON.stringify(anOrder({ shippingCost: "HERE" })).replace('"HERE"', number));
  expect(await call("PUT", ORDER, { body })).toMatchObject({
    status: 400,
    error: { "o:errorCode": "INVALID_VALUE", "o:errorPath": "shippingCost" },
  });
});

const TENTH = { recordType: "discountItem", body: { itemId: "TENTH", externalId: "TENTH", rate: "-10%" } };
const taxedWithDiscount = {
  item: { items: [anchor({ quantity: 3, rate: 10, taxRate1: 20 }), { item: { externalId: "TENTH" } }] },
};

test.each([
  [{ LINE: 1, quantity: 6 }, [12, -1.2], 64.8],
  [{ line: 1, taxRate1: 10 }, [3, -0.3], 29.7],
])("the tax of a percentage follows the line above when that becomes %j", async (change, taxes, total) => {
  const { call, account } = acme({ masterData: [...MASTER_DATA, TENTH] });
  await call("PUT", ORDER, { body: anOrder(taxedWithDiscount) });
  await call("PATCH", ORDER, { body: { item: { items: [change] } } });
  expect(account.records.find("salesOrder", { externalId: "S-1" })?.fields).toMatchObject({
    total,
    item: { items: taxes.map((tax1Amt) => ({ tax1Amt })) },
  });
});

test.each([{ id: "-1" }, { refName: "Custom" }, -1])(
  "a line whose price level is %j keeps its rate, also where the account has price levels of its own",
  async (price) => {
    const world = acme();
    world.account.records.create("priceLevel", { name: "Base Price" });
    const line = anchor({ quantity: 2, rate: 12.5, price });
    const answer = await world.call("PUT", ORDER, { body: anOrder({ item: { items: [line] } }) });
    expect(answer.status).toBe(204);
    expect(world.account.records.find("salesOrder", { externalId: "S-1" })?.fields).toMatchObject({
      total: 25,
      item: { items: [{ price: { id: "-1", refName: "Custom" }, rate: 12.5 }] },
    });
  },
);

test("a price level that nobody has is refused", async () => {
  const world = acme();
  world.account.records.create("priceLevel", { name: "Base Price" });
  const line = anchor({ rate: 12.5, price: { id: "-2" } });
  const answer = await world.call("PUT", ORDER, { body: anOrder({ item: { items: [line] } }) });
  expect(answer.error?.["detail"]).toContain("Invalid Field Value -2 for the following field: price");
});
