import { describe, expect, test } from "vitest";
import type { AccountOptions } from "../../account-options.ts";
import { MASTER_DATA, ORIGIN, RECORDS } from "../../testing/acme.ts";
import { orderToCash } from "../../testing/order-to-cash.ts";

interface Payment {
  readonly payment?: number;
  /** What is applied to the invoice; without it, the invoice is transformed. */
  readonly amounts?: readonly number[];
}

const PREFIX = "Error while accessing a resource. ";
const status = (id: string, refName: string) => ({ status: { id, refName } });
const anchors = (...quantities: number[]) => ({
  item: { items: quantities.map((quantity) => ({ item: { externalId: "ANCHOR" }, quantity, rate: 10.5 })) },
});

describe("an order", () => {
  test("is fulfilled, billed and paid, and every status says so", async () => {
    const { order, fields, transform } = await orderToCash();
    const shipped = await transform("salesOrder", order, "itemFulfillment");
    expect(shipped).toMatchObject({
      status: 204,
      headers: { location: `${ORIGIN}${RECORDS}/itemFulfillment/${shipped.id}` },
    });
    expect(fields("itemFulfillment", shipped.id)).toMatchObject(status("C", "Shipped"));
    expect(fields("salesOrder", order)).toMatchObject({
      ...status("F", "Pending Billing"),
      item: { items: [{ quantityFulfilled: 2, quantityBilled: 0 }] },
    });
    const billed = await transform("salesOrder", order, "invoice");
    expect(fields("salesOrder", order)).toMatchObject(status("G", "Billed"));
    expect(fields("invoice", billed.id)).toMatchObject({
      total: 21,
      amountRemaining: 21,
      createdFrom: { id: order },
      ...status("A", "Open"),
    });
    const paid = await transform("invoice", billed.id, "customerPayment");
    expect(fields("customerPayment", paid.id)).toMatchObject({
      payment: 21,
      applied: 21,
      unapplied: 0,
      ...status("B", "Not Deposited"),
    });
    expect(fields("invoice", billed.id)).toMatchObject({
      amountPaid: 21,
      amountRemaining: 0,
      ...status("B", "Paid In Full"),
    });
  });

  test("is fulfilled and billed in parts", async () => {
    const { order, fields, transform } = await orderToCash(anchors(3, 1));
    const body = {
      item: {
        items: [
          { orderLine: 1, quantity: 1 },
          { orderLine: 2, itemReceive: false },
        ],
      },
    };
    const shipped = await transform("salesOrder", order, "itemFulfillment", body);
    expect(fields("itemFulfillment", shipped.id)).toMatchObject({
      item: { items: [{ orderLine: 1, quantity: 1 }] },
    });
    expect(fields("salesOrder", order)).toMatchObject(status("E", "Pending Billing/Partially Fulfilled"));
    const billed = await transform("salesOrder", order, "invoice", {
      ...body,
      item: { items: [{ orderLine: 1, quantity: 1 }] },
      memo: "first",
    });
    expect(fields("invoice", billed.id)).toMatchObject({ total: 21, memo: "first" });
    await transform("salesOrder", order, "itemFulfillment");
    expect(fields("salesOrder", order)).toMatchObject({
      ...status("F", "Pending Billing"),
      item: {
        items: [
          { quantityFulfilled: 3, quantityBilled: 1 },
          { quantityFulfilled: 1, quantityBilled: 1 },
        ],
      },
    });
    const rest = await transform("salesOrder", order, "invoice");
    expect(fields("invoice", rest.id)).toMatchObject({ total: 21, item: { items: [{ quantity: 2 }] } });
    expect(fields("salesOrder", order)).toMatchObject(status("G", "Billed"));
  });

  test("counts as fulfilled only once it is shipped", async () => {
    const { order, fields, transform, call } = await orderToCash();
    const picked = await transform("salesOrder", order, "itemFulfillment", { shipStatus: "A" });
    expect(fields("salesOrder", order)).toMatchObject({
      ...status("B", "Pending Fulfillment"),
      item: { items: [{ quantityPicked: 2, quantityPacked: 0, quantityFulfilled: 0 }] },
    });
    const again = await transform("salesOrder", order, "itemFulfillment");
    expect(again.error?.["detail"]).toBe(
      `${PREFIX}You can not initialize itemfulfillment: invalid reference ${order}.`,
    );
    await call("PATCH", `${RECORDS}/itemFulfillment/${picked.id}`, { body: { shipStatus: { id: "C" } } });
    expect(fields("salesOrder", order)).toMatchObject(status("F", "Pending Billing"));
    await call("DELETE", `${RECORDS}/itemFulfillment/${picked.id}`);
    expect(fields("salesOrder", order)).toMatchObject(status("B", "Pending Fulfillment"));
  });

  test("is addressed by its external id, and carries its discount, shipping and custom fields along", async () => {
    const { fields, transform } = await orderToCash({
      discountItem: { externalId: "WELCOME" },
      shippingCost: 4,
      custbody_gift: true,
    });
    const { id, status: answered } = await transform("salesOrder", "eid:S-1", "cashSale", {
      externalId: "CS-1",
    });
    expect([answered, fields("cashSale", id)]).toMatchObject([
      204,
      { externalId: "CS-1", total: 20, discountTotal: -5, shippingCost: 4, custbody_gift: true },
    ]);
  });

  test.each([
    [
      "that waits for approval",
      { orderStatus: "A" },
      "itemFulfillment",
      /You can not initialize itemfulfillment: invalid reference \d+\./,
    ],
    [
      "that waits for approval",
      { orderStatus: "A" },
      "invoice",
      /You can not initialize invoice: invalid reference \d+\./,
    ],
    ["into what it cannot become", {}, "vendorBill", /That type of record transformation is not allowed/],
    [
      "whose lines are closed",
      { item: { items: [{ item: { externalId: "ANCHOR" }, isClosed: true }] } },
      "invoice",
      /You have an invalid sales order \d+ or the order is already closed\./,
    ],
  ])("%s is refused", async (_, order, to, detail) => {
    const { order: id, transform } = await orderToCash(order);
    const answer = await transform("salesOrder", id, to);
    expect([answer.status, answer.error?.["o:errorCode"], answer.error?.["detail"]]).toEqual([
      400,
      "USER_ERROR",
      expect.stringMatching(detail),
    ]);
  });

  test("that is billed cannot be billed again, and one that does not exist not at all", async () => {
    const { order, transform } = await orderToCash();
    await transform("salesOrder", order, "invoice");
    const answer = await transform("salesOrder", order, "cashSale");
    expect(answer.error?.["detail"]).toBe(
      `${PREFIX}You have an invalid sales order ${order} or the order is already billed`,
    );
    expect((await transform("salesOrder", "4711", "invoice")).error?.["detail"]).toBe(
      `${PREFIX}Transaction type specified is incorrect.`,
    );
    expect((await transform("salesOrder", order, "nonsense")).error?.["detail"]).toBe(
      "Record type 'nonsense' does not exist.",
    );
  });

  test("ships no more than was ordered, unless the account allows it", async () => {
    const body = { item: { items: [{ orderLine: 1, quantity: 3 }] } };
    const strict = await orderToCash();
    expect((await strict.transform("salesOrder", strict.order, "itemFulfillment", body)).status).toBe(400);
    const lenient = await orderToCash({}, { rules: { overFulfillment: "taken" } });
    expect((await lenient.transform("salesOrder", lenient.order, "itemFulfillment", body)).status).toBe(204);
  });

  test("is billed for what was shipped only, where the account says so", async () => {
    const { order, transform, fields } = await orderToCash(
      {},
      { rules: { billingBeforeFulfillment: "fulfilled-only" } },
    );
    expect((await transform("salesOrder", order, "invoice")).status).toBe(400);
    await transform("salesOrder", order, "itemFulfillment", {
      item: { items: [{ orderLine: 1, quantity: 1 }] },
    });
    const { id } = await transform("salesOrder", order, "invoice");
    expect(fields("invoice", id)).toMatchObject({ total: 10.5 });
  });
});

describe("returns and refunds", () => {
  test("an order comes back, and its credit is applied to the invoice", async () => {
    const { order, transform, fields, account } = await orderToCash();
    const invoice = await transform("salesOrder", order, "invoice");
    const back = await transform("salesOrder", order, "returnAuthorization", {
      item: { items: [{ orderLine: 1, quantity: 1 }] },
    });
    expect(fields("returnAuthorization", back.id)).toMatchObject({
      total: 10.5,
      ...status("B", "Pending Receipt"),
    });
    const memo = await transform("returnAuthorization", back.id, "creditMemo", {
      apply: { items: [{ doc: { id: invoice.id } }] },
    });
    expect(fields("creditMemo", memo.id)).toMatchObject({
      applied: 10.5,
      unapplied: 0,
      ...status("B", "Fully Applied"),
    });
    expect(fields("returnAuthorization", back.id)).toMatchObject(status("G", "Refunded"));
    expect(fields("invoice", invoice.id)).toMatchObject({ amountRemaining: 10.5, ...status("A", "Open") });
    expect(account.records.find("customer", { externalId: "C-1" })?.fields["balance"]).toBe(10.5);
  });

  test("an invoice becomes a credit memo that is applied to nothing by itself", async () => {
    const { order, transform, fields, account } = await orderToCash();
    const { id } = await transform("salesOrder", order, "invoice");
    const memo = await transform("invoice", id, "creditMemo");
    expect(fields("creditMemo", memo.id)).toMatchObject({ total: 21, unapplied: 21, ...status("A", "Open") });
    expect(account.records.find("customer", { externalId: "C-1" })?.fields["balance"]).toBe(0);
  });

  test.each([
    [{ payment: 5 }, 204, 16],
    [{ payment: 30 }, 204, 0],
    [{ payment: 5, amounts: [6] }, 400, 21],
    [{ amounts: [22] }, 400, 21],
    [{ amounts: [21] }, 204, 0],
  ] as readonly (readonly [Payment, number, number])[])(
    "a payment of %j on 21.00 answers %i and leaves %f",
    async (body, answered, left) => {
      const { order, transform, fields, call } = await orderToCash();
      const { id } = await transform("salesOrder", order, "invoice");
      const apply = { items: (body.amounts ?? []).map((amount) => ({ doc: { id }, amount })) };
      const payment = body.payment === undefined ? {} : { payment: body.payment };
      const answer =
        body.amounts === undefined
          ? await transform("invoice", id, "customerPayment", payment)
          : await call("POST", `${RECORDS}/customerPayment`, {
              body: { customer: { externalId: "C-1" }, ...payment, apply },
            });
      expect([answer.status, fields("invoice", id)["amountRemaining"]]).toEqual([answered, left]);
    },
  );
});

test("a purchase is billed", async () => {
  const { account, call, transform, fields } = await orderToCash();
  account.records.create("vendor", {
    companyName: "Chandlers",
    externalId: "V-1",
    subsidiary: { externalId: "ACME" },
  });
  const body = {
    entity: { externalId: "V-1" },
    item: { items: [{ item: { externalId: "ANCHOR" }, quantity: 4, rate: 7 }] },
  };
  const answer = await call("POST", `${RECORDS}/purchaseOrder`, { body });
  const order = answer.headers["location"]?.split("/").at(-1) ?? "";
  expect(fields("purchaseOrder", order)).toMatchObject({ total: 28, ...status("B", "Pending Receipt") });
  const bill = await transform("purchaseOrder", order, "vendorBill");
  expect(fields("vendorBill", bill.id)).toMatchObject({ total: 28, ...status("A", "Open") });
  expect(fields("purchaseOrder", order)).toMatchObject(status("G", "Fully Billed"));
});

test("an opportunity becomes an order", async () => {
  const { account, transform, fields } = await orderToCash();
  const id = account.records.create("opportunity", { entity: { externalId: "C-1" }, ...anchors(2) });
  const sold = await transform("opportunity", id, "salesOrder");
  expect(fields("salesOrder", sold.id)).toMatchObject({
    total: 21,
    opportunity: { id },
    ...status("B", "Pending Fulfillment"),
  });
  expect(fields("opportunity", id)).toMatchObject(status("C", "Closed - Won"));
});

test("an item fulfilment cannot be made without an order", async () => {
  const { call } = await orderToCash();
  const answer = await call("POST", `${RECORDS}/itemFulfillment`, { body: { item: { items: [] } } });
  expect([answer.status, answer.error?.["o:errorCode"]]).toEqual([400, "USER_ERROR"]);
});

test("the journal and faults call it by its name, and it runs asynchronously as well", async () => {
  const { order, account, transform, call } = await orderToCash();
  account.addFault({ match: { operation: "transform" }, effect: { status: 503 }, times: 1 });
  expect((await transform("salesOrder", order, "invoice")).status).toBe(503);
  const path = `${RECORDS}/salesOrder/${order}/!transform/invoice`;
  const accepted = await call("POST", path, { headers: { prefer: "respond-async" } });
  expect(accepted).toMatchObject({ status: 202, headers: { "preference-applied": "respond-async" } });
  expect(account.records.list("invoice")).toHaveLength(1);
  expect(account.asyncJobs()).toMatchObject([{ tasks: [{ operation: "transform" }] }]);
  expect(account.journal().at(-2)).toMatchObject({
    operation: "transform",
    recordType: "salesOrder",
    internalId: order,
  });
});

test.each([
  ["nonInventorySaleItem", undefined, false],
  ["nonInventorySaleItem", true, true],
  ["nonInventorySaleItem", false, false],
  ["serviceSaleItem", true, true],
  ["inventoryItem", undefined, true],
  ["kitItem", false, false],
])("whether %s is shipped is what its box says: %s", async (recordType, isFulfillable, isShipped) => {
  const item = {
    itemId: "THING",
    externalId: "THING",
    ...(isFulfillable === undefined ? {} : { isFulfillable }),
  };
  const { order, transform } = await orderToCash(
    { item: { items: [{ item: { externalId: "THING" }, quantity: 1, rate: 5 }] } },
    { masterData: [...MASTER_DATA, { recordType, body: item }] },
  );
  const { status } = await transform("salesOrder", order, "itemFulfillment");
  expect(status).toBe(isShipped ? 204 : 400);
});

describe("an invoice that is partly paid", () => {
  const payment = 10.5;
  const edited = async (rate: number, rules: Partial<AccountOptions["rules"]> = {}) => {
    const world = await orderToCash({}, { rules });
    const { id } = await world.transform("salesOrder", world.order, "invoice");
    const apply = { items: [{ doc: { id }, apply: true, amount: payment }] };
    const body = { customer: { externalId: "C-1" }, payment, apply };
    expect((await world.call("POST", `${RECORDS}/customerPayment`, { body })).status).toBe(204);
    const line = { item: { items: [{ line: 1, rate }] } };
    const answer = await world.call("PATCH", `${RECORDS}/invoice/${id}`, { body: line });
    return { ...answer, invoice: world.fields("invoice", id) };
  };

  test("is not edited to less than what is paid", async () => {
    const { status, error, invoice } = await edited(5);
    expect(status).toBe(400);
    expect(error?.["detail"]).toContain("cannot be less than the amount that is paid");
    expect(invoice).toMatchObject({ total: 21, amountRemaining: 10.5 });
  });

  test("is edited down to it, and below where the account takes that", async () => {
    expect((await edited(5.25)).invoice).toMatchObject({ total: 10.5, amountRemaining: 0 });
    expect((await edited(5, { invoicesBelowPaid: "taken" })).invoice).toMatchObject({
      total: 10,
      amountRemaining: -0.5,
    });
  });
});
