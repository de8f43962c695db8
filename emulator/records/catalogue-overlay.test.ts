import { expect, test } from "vitest";
import type { AccountOptions } from "../account-options.ts";
import { acme, anOrder, RECORDS } from "../testing/acme.ts";
import { selectRows } from "../testing/suiteql.ts";
import { BASE_CATALOGUE } from "./catalogue.ts";

const ORDERS = `${RECORDS}/salesOrder`;
const PREFIX = "Error while accessing a resource. ";

const withCatalogue = (catalogue: NonNullable<AccountOptions["catalogue"]>) => acme({ catalogue });

const line = (more: object = {}) => ({ item: { externalId: "ANCHOR" }, quantity: 1, rate: 1, ...more });

const tooLong = (field: string, limit: number) =>
  `${PREFIX}The field ${field} contained more than the maximum number ( ${limit} ) of characters allowed.`;

test("an account shortens, lifts and adds lengths; others keep theirs", async () => {
  const { call } = withCatalogue({
    fields: {
      salesorder: { otherRefNum: { maxLength: 5 }, tranId: { maxLength: null } },
      "salesOrder.item": { description: { maxLength: 10 } },
      address: { city: { maxLength: 8 } },
    },
  });
  const error = async (more: Readonly<Record<string, unknown>>) =>
    (await call("POST", ORDERS, { body: anOrder(more) })).error?.["detail"];
  expect(await error({ otherRefNum: "123456" })).toBe(tooLong("otherrefnum", 5));
  expect(await error({ tranId: "T".repeat(500) })).toBeUndefined();
  expect(await error({ item: { items: [line({ description: "12345678901" })] } })).toBe(
    tooLong("description", 10),
  );
  expect(await error({ shippingAddress: { country: "NO", city: "Longyearbyen" } })).toBe(tooLong("city", 8));
  const other = acme();
  expect((await other.call("POST", ORDERS, { body: anOrder({ otherRefNum: "123456" }) })).status).toBe(204);
});

test("strict lengths enforce what only one weak source says", async () => {
  const memo = "m".repeat(1_000);
  const post = async (lengths: "default" | "strict") =>
    (await withCatalogue({ lengths }).call("POST", ORDERS, { body: anOrder({ memo }) })).error?.["detail"];
  expect(await post("default")).toBeUndefined();
  expect(await post("strict")).toBe(tooLong("memo", 999));
});

test("lengths count characters, or bytes where the account says so", async () => {
  const fields = { salesOrder: { otherRefNum: { maxLength: 4 } } };
  const post = async (lengthUnit: "characters" | "bytes") =>
    (
      await withCatalogue({ lengthUnit, fields }).call("POST", ORDERS, {
        body: anOrder({ otherRefNum: "Tōk🚢" }),
      })
    ).status;
  expect([await post("characters"), await post("bytes")]).toEqual([204, 400]);
});

test("a field an account requires is asked for by the label of its form, on records and on lines", async () => {
  const { call } = withCatalogue({
    fields: {
      salesOrder: { otherRefNum: { required: true, label: "PO #" }, memo: { readOnly: true } },
      "salesOrder.item": { location: { required: true } },
    },
  });
  expect((await call("POST", ORDERS, { body: anOrder() })).error).toMatchObject({
    detail: `${PREFIX}Please enter value(s) for: PO #.`,
  });
  const body = anOrder({ otherRefNum: "4711" });
  expect((await call("POST", ORDERS, { body })).error).toMatchObject({
    detail: `${PREFIX}Please enter value(s) for: Location.`,
    "o:errorPath": "item.items[0]",
  });
});

const CUSTOM = {
  custbody_channel: {
    type: "select",
    of: "customlist_channel",
    default: "1",
    mandatory: true,
    label: "Channel",
  },
  custbody_wrapped: { type: "checkbox" },
  custbody_share: { type: "percent" },
  custbody_slot: { type: "timeofday" },
  custbody_due: { type: "datetime" },
  custbody_notes: { type: "textarea" },
  custbody_shop: { type: "select", of: "customrecord_shop" },
  custbody_tags: { type: "multiselect", of: "customlist_channel" },
  custcol_gift: { type: "text", maxLength: 5, default: "none" },
  custentity_tier: { type: "integer", appliesTo: ["vendor"] },
} as const;

const DEFINED = {
  customFields: "defined",
  custom: CUSTOM,
  customLists: { customlist_channel: ["Web", "Phone", "Fair"] },
  customRecords: {
    customrecord_shop: {
      label: "Shop",
      fields: { custrecord_shop_opened: { type: "date", mandatory: true } },
    },
  },
} as const;

test("custom fields are read by their own types and start with their defaults", async () => {
  const { call, account } = withCatalogue(DEFINED);
  const body = anOrder({
    externalId: "S-1",
    custbody_share: "12.5 %",
    custbody_slot: "7:30",
    custbody_notes: "n".repeat(4_000),
    custbody_tags: { items: [{ id: 2 }, { refName: "Fair" }] },
  });
  expect((await call("POST", ORDERS, { body })).status).toBe(204);
  const order = account.records.find("salesOrder", { externalId: "S-1" });
  expect(order?.fields).toMatchObject({
    custbody_channel: { id: "1", refName: "Web" },
    custbody_wrapped: false,
    custbody_share: 12.5,
    custbody_slot: "07:30:00",
    custbody_tags: {
      items: [
        { id: "2", refName: "Phone" },
        { id: "3", refName: "Fair" },
      ],
    },
    item: { items: [{ custcol_gift: "none" }] },
  });
  const shown = (await call("GET", `${ORDERS}/eid:S-1`)).json;
  expect(shown?.["custbody_channel"]).toEqual({ links: [], id: "1", refName: "Web" });
  expect((await call("GET", `${RECORDS}/customlist_channel/1`)).status).toBe(404);
});

test("a box reads false when it is emptied, and is found as such whether it was ever ticked or not", async () => {
  const { call, account } = withCatalogue(DEFINED);
  await call("POST", ORDERS, { body: anOrder({ externalId: "S-1", custbody_wrapped: true }) });
  await call("PATCH", `${ORDERS}/eid:S-1`, { body: { custbody_wrapped: null } });
  const order = account.records.find("salesOrder", { externalId: "S-1" });
  expect(order?.fields["custbody_wrapped"]).toBe(false);
  for (const field of ["custbody_wrapped", "toBePrinted"]) {
    const found = await call("GET", `${ORDERS}?q=${field}%20IS%20false`);
    expect(found.json?.["totalResults"]).toBe(1);
  }
  const q = "SELECT id FROM transaction WHERE custbody_wrapped = 'F' AND tobeprinted = 'F'";
  expect(await selectRows({ call }, q)).toEqual([{ id: order?.id }]);
});

test.each([
  ["an unknown value of a custom list", { custbody_channel: { id: "9" } }, "Invalid Field Value 9"],
  ["no value for a mandatory one", { custbody_channel: null }, "Please enter value(s) for: Channel."],
  ["a text over its own limit", { item: { items: [line({ custcol_gift: "123456" })] } }, "( 5 )"],
  ["a text area over its type's limit", { custbody_notes: "n".repeat(4_001) }, "( 4000 )"],
  ["a broken date and time", { custbody_due: "soon" }, "custbody_due"],
])("a custom field refuses %s", async (_case, more, words) => {
  const { call, account } = withCatalogue(DEFINED);
  const answer = await call("POST", ORDERS, { body: anOrder(more) });
  expect(answer).toMatchObject({ status: 400, error: { detail: expect.stringContaining(words) } });
  expect(account.records.list("salesOrder")).toEqual([]);
});

test("fields that are not defined are unknown, and defined ones stand only where they apply", async () => {
  const { call } = withCatalogue(DEFINED);
  const strict = { "x-netsuite-propertynamevalidation": "error" };
  const names = async (path: string, body: object) =>
    (await call("POST", path, { body, headers: strict })).error?.["o:errorPath"];
  expect(await names(ORDERS, anOrder({ custbody_other: "x" }))).toBe("custbody_other");
  const customer = { companyName: "Quay", subsidiary: { externalId: "ACME" }, custentity_tier: 1 };
  expect(await names(`${RECORDS}/customer`, customer)).toBe("custentity_tier");
  expect(await names(`${RECORDS}/vendor`, customer)).toBeUndefined();
});

test("custom records have their own path, ids, name and fields, and can be referred to", async () => {
  const { call, account } = withCatalogue(DEFINED);
  const SHOPS = `${RECORDS}/customrecord_shop`;
  const shop = { name: "Harbour Shop", custrecord_shop_opened: "2026-6-5" };
  expect((await call("PUT", `${SHOPS}/eid:SHOP-1`, { body: shop })).headers["location"]).toContain(
    "/customrecord_shop/1",
  );
  expect((await call("POST", SHOPS, { body: {} })).error).toMatchObject({
    detail: `${PREFIX}Please enter value(s) for: Name, custrecord_shop_opened.`,
  });
  expect((await call("GET", `${SHOPS}/eid:SHOP-1`)).json).toMatchObject({
    created: "2026-11-23T12:00:00Z",
    custrecord_shop_opened: "2026-06-05",
    id: "1",
    name: "Harbour Shop",
  });
  await call("POST", ORDERS, {
    body: anOrder({ externalId: "S-2", custbody_shop: { externalId: "SHOP-1" } }),
  });
  const order = account.records.find("salesOrder", { externalId: "S-2" });
  expect(order?.fields["custbody_shop"]).toEqual({ id: "1", refName: "Harbour Shop" });
  expect((await call("GET", `${SHOPS}/2`)).status).toBe(404);
  expect((await acme().call("GET", `${SHOPS}/1`)).status).toBe(404);
});

test("a list that is empty is believed, or refused on request", async () => {
  const terms = { terms: { id: "5" } };
  const post = async (emptyLists: "trusted" | "refused") =>
    (await withCatalogue({ emptyLists }).call("POST", ORDERS, { body: anOrder(terms) })).status;
  expect([await post("trusted"), await post("refused")]).toEqual([204, 400]);
});

test.each<[string, NonNullable<AccountOptions["catalogue"]>]>([
  ["fields.salesOrdr", { fields: { salesOrdr: { memo: { required: true } } } }],
  ["fields.salesOrder.mmo", { fields: { salesOrder: { mmo: { required: true } } } }],
  ["fields.salesOrder.itm", { fields: { "salesOrder.itm": {} } }],
  ["custom.custbody_a.of", { custom: { custbody_a: { type: "select", of: "customlist_none" } } }],
  ["custom.custbody_a", { custom: { custbody_a: { type: "select" } } }],
  ["catalogue.custom", { custom: { nosuchprefix_a: { type: "text" } } }],
])("a definition that means nothing is refused where it stands: %s", (place, catalogue) => {
  expect(() => withCatalogue(catalogue)).toThrow(place);
});

test("an account without definitions shares the base catalogue, whose length limits stay as they are", () => {
  const memo = BASE_CATALOGUE.find("salesOrder")?.fields.find("memo");
  expect(memo && BASE_CATALOGUE.lengthLimit(memo)).toBeUndefined();
});
