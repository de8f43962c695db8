import { describe, expect, test } from "vitest";
import { ORIGIN, RECORDS } from "../../testing/acme.ts";
import { orderToCash } from "../../testing/order-to-cash.ts";

const ORDER = `${RECORDS}/salesOrder/eid:S-1`;
const accept = (type: string) => ({ accept: `application/vnd.oracle.resource+json; type=${type}` });

describe("forms", () => {
  test("a create form is the record filled in, and nothing is stored", async () => {
    const { call, account } = await orderToCash();
    const body = { entity: { externalId: "C-1" } };
    const { status, json } = await call("POST", `${RECORDS}/salesOrder`, {
      body,
      headers: accept("create-form"),
    });
    expect([status, json]).toMatchObject([
      200,
      {
        links: [{ rel: "create", method: "POST", href: `${ORIGIN}${RECORDS}/salesOrder` }],
        entity: { refName: "Harbour Ltd" },
        subsidiary: { refName: "Acme Inc" },
        tranDate: "2026-11-23",
      },
    ]);
    expect([json?.["id"], json?.["tranId"], account.records.list("salesOrder").length]).toEqual([
      undefined,
      undefined,
      1,
    ]);
    expect(account.journal().at(-1)).toMatchObject({ operation: "form", recordType: "salesOrder" });
  });

  test("a transform's form shows what would be carried over, an edit form what would change", async () => {
    const { call, order, account } = await orderToCash();
    const transform = await call("POST", `${RECORDS}/salesOrder/${order}/!transform/invoice`, {
      headers: accept("create-form"),
    });
    expect(transform.json).toMatchObject({
      links: [{ rel: "transform" }],
      total: 21,
      item: { items: [{ orderLine: 1, quantity: 2 }] },
    });
    const edit = await call("PATCH", ORDER, { body: { shippingCost: 4 }, headers: accept("edit-form") });
    expect(edit.json).toMatchObject({ links: [{ rel: "edit", method: "PATCH" }], total: 25 });
    expect([
      account.records.list("invoice"),
      account.records.find("salesOrder", { id: order })?.fields["total"],
    ]).toEqual([[], 21]);
  });

  test("select options are what may be chosen, filtered and paged", async () => {
    const { call, account } = await orderToCash();
    account.records.create("term", { name: "Net 30" });
    account.records.create("term", { name: "Due on receipt" });
    const options = async (query: string) =>
      (await call("POST", `${RECORDS}/salesOrder?${query}`, { headers: accept("select-options") })).json;
    expect(await options(`fields=terms&q=${encodeURIComponent('terms START_WITH "Net"')}`)).toMatchObject({
      terms: {
        _selectOptions: {
          items: [{ id: expect.any(Number), refName: "Net 30" }],
          count: 1,
          totalResults: 1,
          hasMore: false,
        },
      },
    });
    expect(await options("fields=terms,orderStatus&limit=1")).toMatchObject({
      terms: { _selectOptions: { count: 1, totalResults: 2, hasMore: true } },
      orderStatus: { _selectOptions: { items: [{ id: "A" }] } },
    });
    const items = (await options("fields=item.item&limit=1000")) as {
      "item.item": { _selectOptions: { items: { refName: string }[] } };
    };
    expect(items["item.item"]._selectOptions.items.map(({ refName }) => refName)).not.toContain("OLD-ROPE");
    expect((await options("fields=memo"))?.["status"]).toBe(400);
  });
});

describe("attaching", () => {
  test("a contact is tied to a customer with its role, and untied", async () => {
    const { call, account } = await orderToCash();
    const contact = account.records.create("contact", {
      firstName: "Ann",
      lastName: "Mast",
      externalId: "P-1",
      subsidiary: { externalId: "ACME" },
    });
    const customer = () => account.records.find("customer", { externalId: "C-1" })?.fields["contactRoles"];
    const path = (verb: string) => `${RECORDS}/customer/eid:C-1/${verb}/contact/eid:P-1`;
    const body = { role: { id: "-10" } };
    expect((await call("POST", path("!attach"), { body })).status).toBe(204);
    expect(customer()).toMatchObject({ items: [{ contact: { id: contact }, role: { id: "-10" } }] });
    expect((await call("POST", path("!detach"))).status).toBe(204);
    expect(customer()).toEqual({ items: [] });
  });

  test.each([
    ["contact/4711", 404],
    ["file/12", 204],
    ["customer/1", 400],
    ["contact/000", 400],
  ])("%s answers %i", async (other, status) => {
    const { call } = await orderToCash();
    expect((await call("POST", `${ORDER}/!attach/${other}`)).status).toBe(status);
  });
});

describe("record actions", () => {
  test("an invoice is marked for grouping", async () => {
    const { call, order, transform, fields } = await orderToCash();
    const { id } = await transform("salesOrder", order, "invoice");
    const answer = await call("POST", `${RECORDS}/invoice/${id}/@markForGrouping`);
    expect([answer.status, answer.json, fields("invoice", id)["forInvoiceGrouping"]]).toEqual([
      200,
      { links: [], result: true },
      true,
    ]);
  });

  test("orders have no actions in Oracle's list, but an account may switch some on", async () => {
    const strict = await orderToCash({ orderStatus: "A" });
    expect((await strict.call("POST", `${ORDER}/@approve`)).status).toBe(404);
    const { call, order, fields } = await orderToCash(
      { orderStatus: "A" },
      { rules: { orderActions: "taken" } },
    );
    const press = async (action: string) => (await call("POST", `${ORDER}/@${action}`)).status;
    const status = () => fields("salesOrder", order)["status"];
    expect([await press("approve"), status()]).toEqual([200, { id: "B", refName: "Pending Fulfillment" }]);
    expect([await press("approve"), await press("close"), status()]).toEqual([
      400,
      200,
      { id: "H", refName: "Closed" },
    ]);
  });

  test("an order that waits for approval is cancelled", async () => {
    const { call, order, fields } = await orderToCash(
      { orderStatus: "A" },
      { rules: { orderActions: "taken" } },
    );
    await call("POST", `${ORDER}/@cancel`);
    expect(fields("salesOrder", order)["status"]).toEqual({ id: "C", refName: "Cancelled" });
  });
});
