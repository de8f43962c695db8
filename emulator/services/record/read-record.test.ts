import { expect, test } from "vitest";
import { acme, anOrder, ORIGIN, RECORDS } from "../../testing/acme.ts";

const ORDERS = `${RECORDS}/salesOrder`;

async function withOrder() {
  const world = acme();
  await world.call("PUT", `${ORDERS}/eid:S-1`, {
    body: anOrder({ shippingAddress: { addr1: "Pier 1", city: "Oslo", country: "NO" } }),
  });
  const id = world.account.records.find("salesOrder", { externalId: "S-1" })?.id;
  return { ...world, id };
}

test("a record reads with links first and its fields in alphabetical order, references linked", async () => {
  const { call, id, account } = await withOrder();
  const { json, headers } = await call("GET", `${ORDERS}/eid:S-1`);
  const names = Object.keys(json ?? {});
  expect(names[0]).toBe("links");
  expect(names.slice(1)).toEqual(
    names.slice(1).toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)),
  );
  const customer = account.records.find("customer", { externalId: "C-1" })?.id;
  expect(json).toMatchObject({
    id,
    links: [{ rel: "self", href: `${ORIGIN}${ORDERS}/${id}`, method: "GET" }],
    entity: {
      links: [{ rel: "self", href: `${ORIGIN}${RECORDS}/customer/${customer}` }],
      id: customer,
      refName: "Harbour Ltd",
    },
    orderStatus: { links: [], id: "B", refName: "Pending Fulfillment" },
    item: { links: [{ rel: "self", href: `${ORIGIN}${ORDERS}/${id}/item`, method: "GET" }] },
  });
  expect(json?.["item"]).not.toHaveProperty("items");
  expect(headers["content-type"]).toBe("application/vnd.oracle.resource+json; type=singular; charset=UTF-8");
});

test("expandSubResources shows lines and addresses in place, and says so in the self link", async () => {
  const { call, id } = await withOrder();
  const { json } = await call("GET", `${ORDERS}/${id}?expandSubResources=true`);
  expect(json).toMatchObject({
    links: [{ href: `${ORIGIN}${ORDERS}/${id}?expandSubResources=true` }],
    item: {
      totalResults: 1,
      items: [{ line: 1, quantity: 2, amount: 21, links: [{ href: `${ORIGIN}${ORDERS}/${id}/item/1` }] }],
    },
    salesTeam: { count: 0, hasMore: false, items: [], offset: 0, totalResults: 0 },
    shippingAddress: {
      addrText: "Pier 1\nOslo\nNorway",
      country: { links: [], id: "NO", refName: "Norway" },
    },
  });
});

test("fields= narrows the reply and simpleEnumFormat shortens enumerations", async () => {
  const { call, id } = await withOrder();
  const { json } = await call("GET", `${ORDERS}/${id}?fields=tranid%2CorderStatus&simpleEnumFormat=true`);
  expect(json).toEqual({ links: expect.any(Array), tranId: `SO${id}`, orderStatus: "B" });
});

test("every link of an expanded record can be followed", async () => {
  const { call, id } = await withOrder();
  const { json } = await call("GET", `${ORDERS}/${id}?expandSubResources=true`);
  const hrefs = [...JSON.stringify(json).matchAll(/"href":"([^"]+)"/g)].map(([, href]) => href ?? "");
  expect(hrefs.length).toBeGreaterThan(15);
  for (const href of hrefs) expect([href, (await call("GET", href)).status]).toEqual([href, 200]);
});

test("every link of an item with subsidiaries can be followed, expanded or not", async () => {
  const { call, account } = acme();
  const id = account.records.find("inventoryItem", { externalId: "ANCHOR" })?.id ?? "";
  account.records.update("inventoryItem", id, { subsidiary: { items: [{ externalId: "ACME" }] } });
  for (const query of ["", "?expandSubResources=true"]) {
    const { json } = await call("GET", `${RECORDS}/inventoryItem/${id}${query}`);
    const hrefs = [...JSON.stringify(json).matchAll(/"href":"([^"]+)"/g)].map(([, href]) => href ?? "");
    for (const href of hrefs) expect([href, (await call("GET", href)).status]).toEqual([href, 200]);
  }
  expect((await call("GET", `${RECORDS}/inventoryItem/${id}/subsidiary`)).json).toMatchObject({
    items: [{ refName: "Acme Inc" }],
    totalResults: 1,
  });
});

test("a select field of a record or of a line leads to the record it names", async () => {
  const { call, id, account } = await withOrder();
  const customer = account.records.find("customer", { externalId: "C-1" })?.id;
  expect((await call("GET", `${ORDERS}/${id}/entity`)).json).toMatchObject({
    id: customer,
    companyName: "Harbour Ltd",
    links: [{ href: `${ORIGIN}${RECORDS}/customer/${customer}` }],
  });
  expect((await call("GET", `${ORDERS}/${id}/item/1/item`)).json).toMatchObject({ itemId: "ANCHOR" });
  expect((await call("GET", `${ORDERS}/${id}/entity/addressBook`)).json).toMatchObject({ items: [] });
  expect((await call("GET", `${ORDERS}/${id}/location`)).status).toBe(404);
});

test("commas of fields= come back encoded in the self link", async () => {
  const { call, id } = await withOrder();
  const { json } = await call("GET", `${ORDERS}/${id}?fields=tranId,memo`);
  expect(json?.["links"]).toEqual([
    { rel: "self", href: `${ORIGIN}${ORDERS}/${id}?fields=tranId%2Cmemo`, method: "GET" },
  ]);
});

test.each([
  [`${RECORDS}/customer?q=%ZZ`, 400, "INVALID_REQUEST"],
  [`${RECORDS}/customer?limit=%C3%28`, 400, "INVALID_REQUEST"],
  [`${RECORDS}/salesOrder/eid:NOPE`, 404, "NONEXISTENT_ID"],
  [`${RECORDS}/customer/000`, 400, "INVALID_ID"],
  [`${RECORDS}/customer/12x`, 400, "INVALID_ID"],
  [`${RECORDS}/customer/%ZZ`, 400, "INVALID_REQUEST"],
  [`${RECORDS}/`, 404, "NONEXISTENT_ID"],
  ["/services/rest/unknown/v1/x", 404, "NONEXISTENT_ID"],
  [`${RECORDS}/__proto__`, 404, "NONEXISTENT_ID"],
])("GET %s answers %d %s", async (path, status, code) => {
  const { call } = acme();
  expect(await call("GET", path)).toMatchObject({ status, error: { "o:errorCode": code } });
});

test.each(["TRACE", "LINK", "constructor", "HEAD"])(
  "the method %s is not allowed on a record",
  async (method) => {
    const { call, id } = await withOrder();
    expect((await call(method, `${ORDERS}/${id}`)).status).toBe(405);
  },
);

test("OPTIONS answers 204, the connection test of a public client", async () => {
  const { call } = acme();
  expect((await call("OPTIONS", `${RECORDS}/salesOrder`)).status).toBe(204);
});

test("an order takes over its customer's default addresses, and address lines carry both forms of their id", async () => {
  const { call, account } = acme();
  const address = {
    defaultShipping: true,
    defaultBilling: true,
    addressBookAddress: { addr1: "Quay 9", country: { refName: "France" } },
  };
  await call("PATCH", `${RECORDS}/customer/eid:C-1`, { body: { addressBook: { items: [address] } } });
  const { json } = await call("GET", `${RECORDS}/customer/eid:C-1?expandSubResources=true`);
  const book = json?.["addressBook"] as { items: { id: number; internalId: number; addressId: string }[] };
  const [line] = book.items;
  expect(line).toMatchObject({ id: expect.any(Number), internalId: line?.id, addressId: String(line?.id) });
  await call("POST", ORDERS, { body: anOrder() });
  expect(account.records.list("salesOrder")[0]?.fields).toMatchObject({
    shippingAddress: { addr1: "Quay 9", country: { id: "FR", refName: "France" } },
    billingAddress: { addrText: "Quay 9\nFrance" },
  });
});

test("the default address moves to the one that is ticked now, and there is never a second", async () => {
  const { call } = acme();
  const customer = `${RECORDS}/customer/eid:C-1`;
  const address = (addr1: string, flags: object) => ({ ...flags, addressBookAddress: { addr1 } });
  const change = (items: readonly object[]) => call("PATCH", customer, { body: { addressBook: { items } } });
  const defaults = async (flag: string) => {
    const { json } = await call("GET", `${customer}?expandSubResources=true`);
    const { items = [] } = (json?.["addressBook"] ?? {}) as { items?: Record<string, unknown>[] };
    return items.map((line) => line[flag]);
  };
  await change([address("1 Quay", { defaultShipping: true, defaultBilling: true })]);
  await change([address("2 Quay", { defaultShipping: true })]);
  expect([await defaults("defaultShipping"), await defaults("defaultBilling")]).toEqual([
    [false, true],
    [true, false],
  ]);
  await change([address("3 Quay", { defaultShipping: true }), address("4 Quay", { defaultShipping: true })]);
  expect(await defaults("defaultShipping")).toEqual([false, false, false, true]);
});
