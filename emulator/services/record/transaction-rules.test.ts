import { describe, expect, test } from "vitest";
import { anOrder, RECORDS } from "../../testing/acme.ts";
import { orderToCash } from "../../testing/order-to-cash.ts";

const PREFIX = "Error while accessing a resource. ";
const ORDER = `${RECORDS}/salesOrder/eid:S-1`;

async function withPeriods(options = {}) {
  const world = await orderToCash({}, options);
  const { records } = world.account;
  const period = (month: number, more: object = {}) =>
    records.create("accountingPeriod", {
      periodName: `Month ${month}`,
      startDate: `2026-${month}-01`,
      endDate: `2026-${month}-30`,
      ...more,
    });
  return { ...world, october: period(10, { closed: true }), november: period(11) };
}

describe("accounting periods", () => {
  test("give a posting transaction its period, and bite on it when they are closed or missing", async () => {
    const { order, transform, fields, october, november, call } = await withPeriods();
    const bill = (body: object) => transform("salesOrder", order, "invoice", body);
    const missing = (date: string) =>
      `${PREFIX}Insert Transaction Failure: No valid, open, posting period for date - ${date}. Please visit Setup > Manage Accounting Periods to set up a new accounting period.`;
    expect((await bill({ tranDate: "2026-10-05" })).error?.["detail"]).toBe(missing("2026-10-05"));
    expect((await bill({ tranDate: "2027-01-05" })).error?.["detail"]).toBe(missing("2027-01-05"));
    expect((await bill({ postingPeriod: { id: october } })).error?.["detail"]).toBe(
      `${PREFIX}The G/L impact of a transaction in a closed period cannot be changed.`,
    );
    const { id } = await bill({});
    expect(fields("invoice", id)["postingPeriod"]).toMatchObject({ id: november });
    const moved = await call("PATCH", `${RECORDS}/invoice/${id}`, { body: { tranDate: "2026-10-05" } });
    expect(moved.status).toBe(400);
  });

  test("once closed keep their transactions as they are, but for what the ledger does not see", async () => {
    const { order, transform, november, account, call } = await withPeriods();
    const { id } = await transform("salesOrder", order, "invoice");
    account.records.update("accountingPeriod", november, { closed: true });
    const edit = async (body: object) => (await call("PATCH", `${RECORDS}/invoice/${id}`, { body })).status;
    expect([await edit({ memo: "paid soon" }), await edit({ shippingCost: 3 })]).toEqual([204, 400]);
    expect((await call("DELETE", `${RECORDS}/invoice/${id}`)).status).toBe(400);
  });

  test("do not concern a sales order, and move a date on where the account says so", async () => {
    const { order, transform, fields, november, call } = await withPeriods({
      rules: { closedPeriodDate: "next-open-period" },
    });
    expect((await call("PATCH", ORDER, { body: { tranDate: "2026-10-05" } })).status).toBe(204);
    const { id } = await transform("salesOrder", order, "invoice", { tranDate: "2026-10-05" });
    expect(fields("invoice", id)["postingPeriod"]).toMatchObject({ id: november });
  });
});

describe("a processed order", () => {
  test.each([
    [{ memo: "still open" }, {}, 204],
    [{ item: { items: [{ line: 1, quantity: 1 }] } }, {}, 400],
    [{ item: { items: [{ line: 1, quantity: 3 }] } }, {}, 204],
    [{ memo: "not this role" }, { processedOrders: "refused" as const }, 400],
  ])("edited with %j under %j answers %i", async (body, rules, status) => {
    const { order, transform, call } = await orderToCash({}, { rules });
    await transform("salesOrder", order, "itemFulfillment");
    expect((await call("PATCH", ORDER, { body })).status).toBe(status);
  });

  test("cannot be deleted while something was made of it", async () => {
    const { order, transform, call } = await orderToCash();
    const { id } = await transform("salesOrder", order, "itemFulfillment");
    expect((await call("DELETE", ORDER)).error?.["detail"]).toBe(
      `${PREFIX}This transaction cannot be deleted because it is linked to by one or more transactions.`,
    );
    expect((await call("DELETE", `${RECORDS}/itemFulfillment/${id}`)).status).toBe(204);
    expect((await call("DELETE", ORDER)).status).toBe(204);
  });
});

test.each([
  ["zeroTotals", { item: { items: [{ item: { externalId: "ANCHOR" }, rate: 0 }] } }],
  ["negativeRates", { item: { items: [{ item: { externalId: "ANCHOR" }, rate: -1 }] } }],
])("%s are taken, unless the account refuses them", async (rule, order) => {
  const lenient = await orderToCash(order);
  const strict = await orderToCash(order, { rules: { [rule]: "refused" } });
  const orders = [lenient, strict].map(({ account }) => account.records.list("salesOrder").length);
  expect(orders).toEqual([1, 0]);
});

test("too many lines, a percentage on an item and mixed discounts are refused", async () => {
  const { account, call } = await orderToCash({}, { rules: { transactionLines: 2 } });
  account.records.create("discountItem", {
    itemId: "PAPER",
    externalId: "PAPER",
    rate: -1,
    nonPosting: true,
  });
  const line = (externalId: string, more = {}) => ({ item: { externalId }, ...more });
  const post = async (...items: object[]) =>
    (await call("POST", `${RECORDS}/salesOrder`, { body: anOrder({ item: { items } }) })).error?.["detail"];
  expect(await post(line("ANCHOR"), line("ANCHOR"), line("ANCHOR"))).toBe(
    `${PREFIX}Transactions may not contain more than 2 lines.`,
  );
  expect(await post(line("ANCHOR", { rate: "5%" }))).toContain("Invalid value");
  const discounts = {
    discountItem: { externalId: "PAPER" },
    item: { items: [line("ANCHOR"), line("WELCOME")] },
  };
  const mixed = await call("POST", `${RECORDS}/salesOrder`, { body: anOrder(discounts) });
  expect(mixed.error?.["detail"]).toContain("Posting and non-posting discounts/markups are not allowed");
});

test("a credit limit is looked at where the account says so", async () => {
  const { order, account, transform, call } = await orderToCash({}, { rules: { creditLimit: "refused" } });
  const customer = account.records.find("customer", { externalId: "C-1" })?.id ?? "";
  account.records.update("customer", customer, { creditLimit: 30 });
  await transform("salesOrder", order, "invoice");
  const answer = await call("POST", `${RECORDS}/salesOrder`, { body: anOrder() });
  expect(answer.error?.["detail"]).toBe(`${PREFIX}Customer balance exceeds credit limit`);
});

test.each([
  [[{ debit: 0.1 }, { debit: 0.2 }, { credit: 0.3 }], 204, undefined],
  [[{ debit: 10 }, { credit: 9.99 }], 400, `${PREFIX}The amounts in a journal entry must balance.`],
])("a journal of %j answers %i", async (lines, status, detail) => {
  const { account, call } = await orderToCash();
  const cash = account.records.create("account", { acctName: "Cash", acctType: "Bank" });
  const items = lines.map((line) => ({ account: { id: cash }, ...line }));
  const body = { subsidiary: { externalId: "ACME" }, line: { items } };
  const answer = await call("POST", `${RECORDS}/journalEntry`, { body });
  expect([answer.status, answer.error?.["detail"]]).toEqual([status, detail]);
});

describe("stock", () => {
  test("is counted, committed, shipped and moved, in all and by location", async () => {
    const { order, account, transform, fields } = await orderToCash({
      location: { refName: "Main Warehouse" },
    });
    const { records } = account;
    const main = records.find("location", { externalId: "MAIN" })?.id ?? "";
    const shop = records.create("location", { name: "Shop" });
    const anchor = records.find("inventoryItem", { externalId: "ANCHOR" })?.id ?? "";
    const stock = () => fields("inventoryItem", anchor);
    expect(stock()["quantityOnHand"]).toBeUndefined();
    const count = {
      subsidiary: { externalId: "ACME" },
      account: { id: records.create("account", { acctName: "Stock", acctType: "OthCurrAsset" }) },
    };
    records.create("inventoryAdjustment", {
      ...count,
      inventory: { items: [{ item: { id: anchor }, location: { id: main }, adjustQtyBy: 5 }] },
    });
    expect(stock()).toMatchObject({ quantityOnHand: 5, quantityCommitted: 2, quantityAvailable: 3 });
    await transform("salesOrder", order, "itemFulfillment");
    expect(stock()).toMatchObject({ quantityOnHand: 3, quantityCommitted: 0, quantityAvailable: 3 });
    records.create("inventoryTransfer", {
      subsidiary: { externalId: "ACME" },
      location: { id: main },
      transferLocation: { id: shop },
      inventory: { items: [{ item: { id: anchor }, adjustQtyBy: 1 }] },
    });
    expect(stock()).toMatchObject({
      quantityOnHand: 3,
      locations: {
        items: [
          { location: { id: main }, quantityOnHand: 2 },
          { location: { id: shop }, quantityOnHand: 1 },
        ],
      },
    });
  });

  test("below nothing is refused where the account says so", async () => {
    const { order, account, transform } = await orderToCash({}, { rules: { negativeStock: "refused" } });
    const { records } = account;
    records.create("inventoryAdjustment", {
      subsidiary: { externalId: "ACME" },
      account: { id: records.create("account", { acctName: "Stock", acctType: "OthCurrAsset" }) },
      inventory: { items: [{ item: { externalId: "ANCHOR" }, adjustQtyBy: 1 }] },
    });
    expect((await transform("salesOrder", order, "itemFulfillment")).status).toBe(400);
    const one = { item: { items: [{ orderLine: 1, quantity: 1 }] } };
    expect((await transform("salesOrder", order, "itemFulfillment", one)).status).toBe(204);
  });
});
