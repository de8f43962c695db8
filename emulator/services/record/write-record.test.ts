import fc from "fast-check";
import { expect, test } from "vitest";
import { acme, anOrder, ORIGIN, RECORDS } from "../../testing/acme.ts";

const ORDERS = `${RECORDS}/salesOrder`;
const CUSTOMERS = `${RECORDS}/customer`;
const PREFIX = "Error while accessing a resource. ";

const idIn = (location: string | undefined): string => location?.split("/").pop() ?? "";

test("creating an order answers 204 without body, with Location on the caller's own origin", async () => {
  const { call, account } = acme();
  const answer = await call("POST", ORDERS, { body: anOrder() });
  expect(answer).toMatchObject({ status: 204, json: undefined });
  const [order] = account.records.list("salesOrder");
  expect(answer.headers["location"]).toBe(`${ORIGIN}${ORDERS}/${order?.id}`);
  expect(answer.headers["content-type"]).toBe("application/json");
});

test("an order is filled in from its customer, the account's clock and its lines", async () => {
  const { call, account } = acme();
  await call("POST", ORDERS, { body: anOrder({ externalId: "S-1", memo: "by hand" }) });
  const order = account.records.find("salesOrder", { externalId: "S-1" });
  expect(order?.fields).toMatchObject({
    tranId: `SO${order?.id}`,
    tranDate: "2026-11-23",
    orderStatus: { id: "B", refName: "Pending Fulfillment" },
    subsidiary: { refName: "Acme Inc" },
    currency: { refName: "US Dollar" },
    entity: { refName: "Harbour Ltd" },
    email: "buy@harbour.test",
    subtotal: 21,
    total: 21,
    item: { items: [{ line: 1, quantity: 2, rate: 10.5, amount: 21, item: { refName: "ANCHOR" } }] },
  });
});

test("amounts are exact decimals: lines, negative discount lines, header discount and shipping", async () => {
  const { call, account } = acme();
  const line = (externalId: string, more: object) => ({ item: { externalId }, ...more });
  await call("POST", ORDERS, {
    body: anOrder({
      discountItem: { externalId: "WELCOME" },
      discountRate: -0.1,
      shippingCost: 4.95,
      item: {
        items: [
          line("ANCHOR", { quantity: 3, rate: 0.1 }),
          line("ENGRAVING", { amount: 0.2 }),
          line("ANCHOR", {}),
          line("WELCOME", {}),
        ],
      },
    }),
  });
  const [order] = account.records.list("salesOrder");
  const { items } = (order?.fields["item"] ?? { items: [] }) as {
    items: { amount: number; quantity?: number }[];
  };
  expect(items.map(({ amount }) => amount)).toEqual([0.3, 0.2, 19.99, -5]);
  expect(items.map(({ quantity }) => quantity)).toEqual([3, 1, 1, undefined]);
  expect(order?.fields).toMatchObject({ subtotal: 15.49, discountTotal: -0.1, total: 20.34 });
});

test.each([0, -10])("an order at a rate of %d is accepted", async (rate) => {
  const { call, account } = acme();
  const body = anOrder({ item: { items: [{ item: { externalId: "ANCHOR" }, quantity: 1, rate }] } });
  expect((await call("POST", ORDERS, { body })).status).toBe(204);
  expect(account.records.list("salesOrder")[0]?.fields["total"]).toBe(rate);
});

const line = (more: object) => ({ item: { items: [{ quantity: 1, rate: 1, ...more }] } });
const good = { item: { externalId: "ANCHOR" } };

const REFUSED: readonly [string, string, object, object][] = [
  [
    "no entity",
    ORDERS,
    { ...anOrder(), entity: undefined },
    { detail: `${PREFIX}Please enter value(s) for: Customer.` },
  ],
  [
    "no lines",
    ORDERS,
    anOrder({ item: { items: [] } }),
    { detail: `${PREFIX}You must enter at least one line item for this transaction.` },
  ],
  [
    "a line without item",
    ORDERS,
    anOrder(line({})),
    { detail: `${PREFIX}Please enter value(s) for: Item.`, "o:errorPath": "item.items[0]" },
  ],
  [
    "a bare array as sublist",
    ORDERS,
    anOrder({ item: [good] }),
    { "o:errorCode": "INVALID_CONTENT", "o:errorPath": "item" },
  ],
  [
    "an unknown item id",
    ORDERS,
    anOrder(line({ item: { id: "9" } })),
    {
      detail: `${PREFIX}You have entered an Invalid Field Value 9 for the following field: item.`,
      "o:errorPath": "item.items[0]",
    },
  ],
  [
    "an unknown external id",
    ORDERS,
    anOrder(line({ item: { externalId: "NOPE" } })),
    {
      detail:
        "The record instance for external ID 'NOPE' does not exist. Provide a valid record instance ID.",
      "o:errorCode": "NONEXISTENT_ID",
    },
  ],
  [
    "an unknown name",
    ORDERS,
    anOrder(line({ item: { refName: "NOPE" } })),
    { detail: `${PREFIX}Invalid item reference key NOPE.` },
  ],
  [
    "an unknown country",
    ORDERS,
    anOrder({ shippingAddress: { country: "ZZ" } }),
    { detail: `${PREFIX}You have entered an Invalid Field Value ZZ for the following field: country.` },
  ],
  [
    "an unknown status",
    ORDERS,
    anOrder({ orderStatus: { id: "Q" } }),
    { detail: `${PREFIX}You have entered an Invalid Field Value Q for the following field: orderstatus.` },
  ],
  [
    "a text as quantity",
    ORDERS,
    anOrder(line({ ...good, quantity: "two" })),
    {
      detail: "Invalid value for the resource or sub-resource field 'quantity'. Provide a valid value.",
      "o:errorCode": "INVALID_VALUE",
      "o:errorPath": "item.items[0].quantity",
    },
  ],
  [
    "a day that does not exist",
    ORDERS,
    anOrder({ tranDate: "2026-02-30" }),
    { "o:errorPath": "tranDate", "o:errorCode": "INVALID_VALUE" },
  ],
  [
    "an overlong line of an address",
    ORDERS,
    anOrder({ shippingAddress: { addr1: "x".repeat(151) } }),
    {
      detail: `${PREFIX}The field addr1 contained more than the maximum number ( 150 ) of characters allowed.`,
    },
  ],
  [
    "an overlong custom field",
    ORDERS,
    anOrder({ custbody_note: "x".repeat(301) }),
    {
      detail: `${PREFIX}The field custbody_note contained more than the maximum number ( 300 ) of characters allowed.`,
    },
  ],
  [
    "a customer without names",
    CUSTOMERS,
    { isPerson: true, subsidiary: { externalId: "ACME" } },
    { detail: `${PREFIX}Please enter value(s) for: First Name, Last Name.` },
  ],
  [
    "a company without anything",
    CUSTOMERS,
    {},
    { detail: `${PREFIX}Please enter value(s) for: Company Name, Subsidiary.` },
  ],
  [
    "a second entity of one name",
    CUSTOMERS,
    { companyName: "harbour ltd", subsidiary: { externalId: "ACME" } },
    { detail: `${PREFIX}This entity already exists.` },
  ],
  [
    "an overlong phone",
    CUSTOMERS,
    { companyName: "B", subsidiary: { externalId: "ACME" }, phone: "1".repeat(33) },
    {
      detail: `${PREFIX}The field phone contained more than the maximum number ( 32 ) of characters allowed.`,
    },
  ],
  [
    "a second item of one name",
    `${RECORDS}/nonInventorySaleItem`,
    { itemId: "ANCHOR" },
    { detail: expect.stringContaining("Uniqueness error") },
  ],
];

test.each(REFUSED)(
  "%s is refused in NetSuite's words and nothing is stored",
  async (_name, path, body, error) => {
    const { call, account } = acme();
    const before =
      account.records.list("customer").length + account.records.list("nonInventorySaleItem").length;
    const answer = await call("POST", path, { body });
    expect(answer.status).toBe(400);
    expect(answer.error).toMatchObject({ "o:errorCode": "USER_ERROR", ...error });
    const after =
      account.records.list("customer").length + account.records.list("nonInventorySaleItem").length;
    expect([after, account.records.list("salesOrder").length]).toEqual([before, 0]);
  },
);

test("an inactive item is named with the order's subsidiary", async () => {
  const { call, account } = acme();
  const rope = account.records.find("inventoryItem", { externalId: "OLD-ROPE" })?.id;
  const subsidiary = account.records.find("subsidiary", { externalId: "ACME" })?.id;
  const answer = await call("POST", ORDERS, { body: anOrder(line({ item: { id: rope } })) });
  expect(answer.error?.["detail"]).toBe(
    `${PREFIX}Invalid item reference key ${rope} for subsidiary ${subsidiary}.`,
  );
});

test("a customer cannot buy from another subsidiary", async () => {
  const { call, account } = acme();
  const customer = account.records.find("customer", { externalId: "C-1" })?.id;
  const answer = await call("POST", ORDERS, { body: anOrder({ subsidiary: { externalId: "ACME-EU" } }) });
  expect(answer.error?.["detail"]).toContain(`Invalid entity reference key ${customer} for subsidiary`);
});

test("only what NetSuite names first is named: required before reference before length", async () => {
  const { call } = acme();
  const wrong = { memo: "x", shippingAddress: { city: "x".repeat(51) } };
  const missing = await call("POST", ORDERS, { body: { ...wrong, ...line({ item: { id: "9" } }) } });
  expect(missing.error?.["detail"]).toContain("Please enter value(s) for: Customer.");
  const reference = await call("POST", ORDERS, {
    body: anOrder({ ...wrong, ...line({ item: { id: "9" } }) }),
  });
  expect(reference.error?.["detail"]).toContain("Invalid Field Value 9");
});

test("lengths count characters: as many emojis fit as letters", async () => {
  const { call } = acme();
  const letter = fc.constantFrom("a", "é", "漢", "🎁");
  await fc.assert(
    fc.asyncProperty(fc.array(letter, { minLength: 48, maxLength: 53 }), async (letters) => {
      const answer = await call("POST", ORDERS, {
        body: anOrder({ shippingAddress: { city: letters.join("") } }),
      });
      expect(answer.status).toBe(letters.length <= 50 ? 204 : 400);
    }),
  );
});

test("an account rule limits the whole address, joined by blanks", async () => {
  const { call } = acme({ rules: { addressTotalLength: 250 } });
  const address = (last: number) => ({
    addr1: "x".repeat(150),
    addr2: "y".repeat(60),
    city: "z".repeat(last),
  });
  const fits = await call("POST", ORDERS, { body: anOrder({ shippingAddress: address(38) }) });
  const tooLong = await call("POST", ORDERS, { body: anOrder({ shippingAddress: address(39) }) });
  expect([fits.status, tooLong.status]).toEqual([204, 400]);
  expect(tooLong.error?.["detail"]).toBe(
    `${PREFIX}The field addrtext contained more than the maximum number ( 250 ) of characters allowed.`,
  );
});

test("PUT eid: creates once, then updates the same record, and always answers the internal id", async () => {
  const { call, account } = acme();
  const first = await call("PUT", `${ORDERS}/eid:S-1`, {
    body: anOrder({ externalid: "ignored", memo: "one" }),
  });
  const second = await call("PUT", `${ORDERS}/eid:S-1?replace=item`, { body: anOrder({ memo: "two" }) });
  const orders = account.records.list("salesOrder");
  expect(orders).toMatchObject([
    { externalId: "S-1", fields: { memo: "two", item: { items: [{ line: 1 }] } } },
  ]);
  expect([idIn(first.headers["location"]), idIn(second.headers["location"])]).toEqual([
    orders[0]?.id,
    orders[0]?.id,
  ]);
});

test("PUT takes no internal id", async () => {
  const { call } = acme();
  expect((await call("PUT", `${ORDERS}/12`, { body: anOrder() })).error?.["o:errorCode"]).toBe("INVALID_ID");
});

test("a second POST with one external id is refused, by entity and by transaction", async () => {
  const { call } = acme();
  await call("POST", ORDERS, { body: anOrder({ externalId: "S-1" }) });
  const order = await call("POST", ORDERS, { body: anOrder({ externalId: "S-1" }) });
  const customer = { companyName: "Other", externalId: "C-1", subsidiary: { externalId: "ACME" } };
  expect(order.error?.["detail"]).toBe(`${PREFIX}This record already exists.`);
  expect((await call("POST", CUSTOMERS, { body: customer })).error?.["detail"]).toBe(
    `${PREFIX}This entity already exists.`,
  );
});

test("PATCH without line numbers appends lines, with them it updates, with replace it replaces", async () => {
  const { call, account } = acme();
  await call("PUT", `${ORDERS}/eid:S-1`, { body: anOrder() });
  const patch = (items: object[], query = "") =>
    call("PATCH", `${ORDERS}/eid:S-1${query}`, { body: { item: { items } } });
  const lines = () => account.records.find("salesOrder", { externalId: "S-1" })?.fields;
  await patch([{ item: { externalId: "ENGRAVING" }, amount: 3 }]);
  expect(lines()).toMatchObject({ total: 24, item: { items: [{ line: 1 }, { line: 2, amount: 3 }] } });
  await patch([{ line: 1, quantity: 4 }]);
  expect(lines()).toMatchObject({ total: 45, item: { items: [{ line: 1, amount: 42 }, { line: 2 }] } });
  await patch([{ line: 2, amount: 1 }], "?replace=item");
  expect(lines()).toMatchObject({ total: 1, item: { items: [{ line: 2, amount: 1 }] } });
});

test("null clears a field, an omitted field stays", async () => {
  const { call, account } = acme();
  await call("PUT", `${ORDERS}/eid:S-1`, { body: anOrder({ memo: "a", otherRefNum: "PO-1" }) });
  await call("PATCH", `${ORDERS}/eid:S-1`, { body: { memo: null } });
  const fields = account.records.find("salesOrder", { externalId: "S-1" })?.fields;
  expect(fields).toMatchObject({ otherRefNum: "PO-1" });
  expect(fields).not.toHaveProperty("memo");
});

test("names are taken in any case and kept in camelCase", async () => {
  const { call, account } = acme();
  const body = {
    ENTITY: { externalid: "C-1" },
    MEMO: "m",
    item: { Items: [{ ITEM: { EXTERNALID: "ANCHOR" } }] },
  };
  expect((await call("POST", `${RECORDS}/SALESORDER`, { body })).status).toBe(204);
  expect(account.records.list("salesorder")[0]?.fields).toMatchObject({ memo: "m" });
});

test("an unknown field is dropped with a warning header, ignored, or refused, as the caller asks", async () => {
  const { call } = acme();
  const body = anOrder({ memmo: "x", item: { items: [{ ...good, qty: 1 }] } });
  const send = (mode: string) =>
    call("POST", ORDERS, { body, headers: { "x-netsuite-propertynamevalidation": mode } });
  expect((await call("POST", ORDERS, { body })).headers["x-netsuite-propertyvalidation"]).toBe(
    "Unknown field name item.items[0].qty. The field does not exist on this record instance., " +
      "Unknown field name memmo. The field does not exist on this record instance.",
  );
  expect((await send("Ignore")).headers).not.toHaveProperty("x-netsuite-propertyvalidation");
  expect(await send("Error")).toMatchObject({ status: 400, error: { "o:errorPath": "item.items[0].qty" } });
});

test("DELETE removes the record and sends no Location", async () => {
  const { call, account } = acme();
  await call("PUT", `${ORDERS}/eid:S-1`, { body: anOrder() });
  const answer = await call("DELETE", `${ORDERS}/eid:S-1`);
  expect(answer.status).toBe(204);
  expect(answer.headers).not.toHaveProperty("location");
  expect(account.records.list("salesOrder")).toEqual([]);
});

test("keys of the prototype are unknown fields, nothing more", async () => {
  const { call } = acme();
  const body = Buffer.from(
    '{"__proto__":{"polluted":1},"constructor":{"x":1},"toString":"x","companyName":"P","subsidiary":{"externalId":"ACME"}}',
  );
  expect((await call("POST", CUSTOMERS, { body })).status).toBe(204);
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
});

test.each([
  "",
  "{",
  "[]",
  "null",
  '"text"',
  "\u0000",
  `${"[".repeat(200_000)}`,
  `{"item":${"[".repeat(100_000)}${"]".repeat(100_000)}}`,
])("an unreadable body is refused as content (%#)", async (body) => {
  const { call } = acme();
  expect(await call("POST", ORDERS, { body: Buffer.from(body) })).toMatchObject({
    status: 400,
    error: { "o:errorCode": "INVALID_CONTENT" },
  });
});

test("no JSON value can bring the record service down", async () => {
  const { call } = acme();
  await fc.assert(
    fc.asyncProperty(
      fc.jsonValue({ maxDepth: 4 }),
      fc.constantFrom("entity", "item", "shippingAddress", "tranDate", "custbody_x", "orderStatus"),
      async (value, name) => {
        expect((await call("POST", ORDERS, { body: anOrder({ [name]: value }) })).status).toBeLessThan(500);
        expect(
          (
            await call("POST", ORDERS, {
              body: anOrder({ item: { items: [value, { item: value, rate: value }] } }),
            })
          ).status,
        ).toBeLessThan(500);
      },
    ),
  );
});
