import { expect, test } from "vitest";
import { acme, anOrder, RECORDS } from "../../testing/acme.ts";

const CUSTOMER = `${RECORDS}/customer/eid:C-1`;
const ORDER = `${RECORDS}/salesOrder/eid:S-1`;

async function withAddresses() {
  const world = acme();
  const items = ["Pier 1", "Pier 2"].map((addr1) => ({ label: addr1, addressBookAddress: { addr1 } }));
  await world.call("PATCH", CUSTOMER, { body: { addressBook: { items } } });
  const lines = () => {
    const book = world.account.records.find("customer", { externalId: "C-1" })?.fields["addressBook"];
    return (book as { items: { internalId: number; label: string }[] }).items;
  };
  const patch = (addressBook: unknown, query = "") =>
    world.call("PATCH", CUSTOMER + query, { body: { addressBook } });
  return { ...world, lines, patch };
}

test.each(["internalId", "id"])(
  "an address line is changed by its %s, all others are added",
  async (name) => {
    const { lines, patch } = await withAddresses();
    const [first, second] = lines();
    await patch({ items: [{ [name]: first?.internalId, label: "Home" }, { label: "New" }] });
    expect(lines()).toMatchObject([{ ...first, label: "Home" }, second ?? {}, { label: "New" }]);
    expect(new Set(lines().map(({ internalId }) => internalId)).size).toBe(3);
  },
);

test("an address id of another record names no line here", async () => {
  const { lines, patch } = await withAddresses();
  await patch({ items: [{ internalId: 999_999_999, label: "Foreign" }] });
  expect(lines().map(({ label }) => label)).toEqual(["Pier 1", "Pier 2", "Foreign"]);
  expect(lines().map(({ internalId }) => internalId)).not.toContain(999_999_999);
});

test.each<[string, unknown, string, number]>([
  ["an empty list keeps the lines", { items: [] }, "", 2],
  ["an empty list with replace removes them", { items: [] }, "?replace=addressBook", 0],
  ["null removes them", null, "", 0],
  ["items: null removes them", { items: null }, "", 0],
])("%s", async (_name, change, query, left) => {
  const { lines, patch } = await withAddresses();
  expect((await patch(change, query)).status).toBe(204);
  expect(lines()).toHaveLength(left);
});

test.each([[0], [-1], [1.5], [1, 1]])("lines numbered %j are refused", async (...numbers) => {
  const { call } = acme();
  const items = numbers.map((line) => ({ line, item: { externalId: "ANCHOR" } }));
  expect(await call("POST", `${RECORDS}/salesOrder`, { body: anOrder({ item: { items } }) })).toMatchObject({
    status: 400,
    error: { "o:errorCode": "INVALID_VALUE", "o:errorPath": `item.items[${numbers.length - 1}].line` },
  });
});

test("replaceSelectedFields clears the fields that replace names and no others", async () => {
  const { call, account } = acme();
  await call("PUT", ORDER, { body: anOrder({ memo: "a", otherRefNum: "PO-1", message: "m" }) });
  const body = { memo: null, otherRefNum: null, message: "n" };
  await call("PATCH", `${ORDER}?replaceSelectedFields=true&replace=memo`, { body });
  const fields = account.records.find("salesOrder", { externalId: "S-1" })?.fields;
  expect(fields).toMatchObject({ otherRefNum: "PO-1", message: "n" });
  expect(fields).not.toHaveProperty("memo");
});

test("custom fields keep booleans, numbers and texts as they are", async () => {
  const { call } = acme();
  const custom = { custbody_gift: true, custbody_weight: 1.25, custbody_note: "12" };
  await call("PUT", ORDER, { body: anOrder(custom) });
  expect((await call("GET", ORDER)).json).toMatchObject(custom);
});

test("a subrecord is changed field by field, in a line and in the record itself", async () => {
  const { call, account } = acme();
  const address = { addr1: "1 Pier", addr2: "Shed", city: "Hull", country: "GB" };
  const customer = `${RECORDS}/customer/eid:C-1`;
  const change = (path: string, body: object) => call("PATCH", path, { body });
  await change(customer, { addressBook: { items: [{ label: "Home", addressBookAddress: address }] } });
  const book = (await call("GET", `${customer}/addressBook`)).json?.["items"] as { internalId: number }[];
  const line = { internalId: book[0]?.internalId, addressBookAddress: { addr2: null, zip: "HU1" } };
  await change(customer, { addressBook: { items: [line] } });
  const order = `${RECORDS}/salesOrder/eid:S-1`;
  await call("PUT", order, { body: anOrder({ shippingAddress: address }) });
  await change(order, { shippingAddress: { addr2: null, zip: "HU1" } });
  const kept = { addr1: "1 Pier", city: "Hull", country: { id: "GB" }, zip: "HU1" };
  const saved = account.records.find("customer", { externalId: "C-1" })?.fields["addressBook"];
  const shipping = account.records.find("salesOrder", { externalId: "S-1" })?.fields["shippingAddress"];
  expect(saved).toMatchObject({ items: [{ label: "Home", addressBookAddress: kept }] });
  expect(shipping).toMatchObject(kept);
  expect(shipping).not.toHaveProperty("addr2");
});
