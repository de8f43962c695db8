import { expect, test } from "vitest";
import { acme, anOrder, RECORDS } from "../../testing/acme.ts";

const ITEMS = `${RECORDS}/nonInventorySaleItem`;

test("an external id is taken by any record of its group, and by none of another", async () => {
  const { call } = acme();
  const item = await call("POST", ITEMS, { body: { itemId: "New", externalId: "ANCHOR" } });
  expect(item).toMatchObject({
    status: 400,
    error: { detail: "Error while accessing a resource. This record already exists." },
  });
  expect((await call("POST", ITEMS, { body: { itemId: "New", externalId: "C-1" } })).status).toBe(204);
});

test("a reference by external id finds only what the field may refer to", async () => {
  const { call } = acme();
  const answer = await call("POST", `${RECORDS}/salesOrder`, {
    body: anOrder({ discountItem: { externalId: "ANCHOR" } }),
  });
  expect(answer.error?.["o:errorCode"]).toBe("NONEXISTENT_ID");
});

test("external ids are compared whatever their case and keep the case they were written in", async () => {
  const { call, account } = acme();
  const orders = `${RECORDS}/salesOrder`;
  await call("PUT", `${orders}/eid:Shop-7`, { body: anOrder({ entity: { externalId: "c-1" } }) });
  await call("PUT", `${orders}/eid:SHOP-7`, { body: { memo: "again" } });
  expect(account.records.list("salesOrder")).toMatchObject([
    { externalId: "Shop-7", fields: { memo: "again" } },
  ]);
  expect(account.records.find("salesOrder", { externalId: "shop-7" })?.externalId).toBe("Shop-7");
  expect((await call("GET", `${orders}/eid:shop-7`)).status).toBe(200);
  expect((await call("POST", orders, { body: anOrder({ externalId: "shop-7" }) })).status).toBe(400);
});

test("an empty external id is none, and an empty text reads back as absent", async () => {
  const { call, account } = acme();
  for (const memo of ["", "b"]) {
    const body = anOrder({ externalId: "", memo });
    expect((await call("POST", `${RECORDS}/salesOrder`, { body })).status).toBe(204);
  }
  const [first] = account.records.list("salesOrder");
  expect(first).not.toHaveProperty("externalId");
  expect((await call("GET", `${RECORDS}/salesOrder/${first?.id}`)).json).not.toHaveProperty("memo");
});

test("an external id with a bar cannot stand in a URL", async () => {
  const { call } = acme();
  expect(await call("GET", `${RECORDS}/customer/eid:RED%7CPO`)).toMatchObject({
    status: 400,
    error: { "o:errorCode": "INVALID_ID", detail: expect.stringContaining("'eid:RED|PO'") },
  });
});
