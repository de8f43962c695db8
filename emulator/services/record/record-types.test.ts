import { expect, test } from "vitest";
import { BASE_CATALOGUE } from "../../records/catalogue.ts";
import type { FieldDefinition, FieldSet, RecordType } from "../../records/record-type.ts";
import { type Acme, acme, anOrder, RECORDS } from "../../testing/acme.ts";

type Body = { [name: string]: unknown };

/** What stands for a required value of each type; references to what the account already has. */
const KNOWN: Readonly<Record<string, unknown>> = {
  item: { externalId: "ANCHOR" },
  customer: { externalId: "C-1" },
  vendor: { externalId: "V-1" },
  subsidiary: { externalId: "ACME" },
  location: { externalId: "MAIN" },
  account: { id: "1" },
};

const VALUES: Readonly<Partial<Record<FieldDefinition["type"], unknown>>> = {
  string: "Text 1",
  number: 1,
  integer: 1,
  date: "2026-11-01",
};

function valueFor(field: FieldDefinition): unknown {
  if (field.type === "reference") return KNOWN[field.ref ?? ""];
  return field.type === "enum" ? (BASE_CATALOGUE.enumCodes(field)?.[0] ?? "Any") : VALUES[field.type];
}

const required = (fields: FieldSet): Body =>
  Object.fromEntries(
    fields.all.filter((field) => field.required).map((field) => [field.name, valueFor(field)]),
  );

/** These need a line of either sublist, item or expense, which no flag of one sublist can say. */
const EITHER_LINE: Body = { item: { items: [{ item: { externalId: "ANCHOR" } }] } };
const NEEDS_EITHER: ReadonlySet<string> = new Set(["purchaseOrder", "vendorBill"]);

/** The least a caller must send, by the catalogue itself. */
function leastBody({ recordType, fields, sublists }: RecordType): Body {
  const lists = sublists.filter((sublist) => sublist.required);
  const lines = Object.fromEntries(lists.map(({ name, fields: own }) => [name, { items: [required(own)] }]));
  const person = fields.find("companyName") === undefined ? {} : { companyName: `Company of ${recordType}` };
  const either = NEEDS_EITHER.has(recordType) ? EITHER_LINE : {};
  return { ...required(fields), ...person, ...lines, ...either };
}

async function world(): Promise<Acme> {
  const made = acme();
  const vendor = { companyName: "Rope & Sons", subsidiary: { externalId: "ACME" } };
  await made.call("PUT", `${RECORDS}/vendor/eid:V-1`, { body: vendor });
  return made;
}

const CREATED = BASE_CATALOGUE.all().filter(({ createSupported }) => createSupported);

test.each(CREATED)(
  "a $recordType is created with the least, read whole and followed link by link",
  async (type) => {
    const { call } = await world();
    const created = await call("POST", `${RECORDS}/${type.recordType.toLowerCase()}`, {
      body: leastBody(type),
    });
    expect([created.status, created.error]).toEqual([204, undefined]);
    const { json, status } = await call("GET", `${created.headers["location"]}?expandSubResources=true`);
    expect(status).toBe(200);
    const names = Object.keys(json ?? {}).slice(1);
    expect(names).toEqual(names.toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)));
    const hrefs = [...JSON.stringify(json).matchAll(/"href":"([^"]+)"/g)].map(([, href]) => href ?? "");
    for (const href of hrefs) expect([href, (await call("GET", href)).status]).toEqual([href, 200]);
  },
);

test.each(CREATED)("fields= and simpleEnumFormat hold for a $recordType", async (type) => {
  const { call } = await world();
  const [sublist] = type.sublists;
  const body = leastBody(type);
  const created = await call("POST", `${RECORDS}/${type.recordType}`, { body });
  const wanted = [type.nameField, ...(sublist === undefined ? [] : [sublist.name])];
  const { json } = await call("GET", `${created.headers["location"]}?fields=${wanted.join(",")}`);
  expect(Object.keys(json ?? {}).filter((name) => !["links", ...wanted].includes(name))).toEqual([]);
  if (sublist !== undefined) expect(json?.[sublist.name]).toMatchObject({ links: [{ rel: "self" }] });
  const shown = (await call("GET", `${created.headers["location"]}?simpleEnumFormat=true`)).json ?? {};
  for (const field of type.fields.all.filter(({ type: kind }) => kind === "enum"))
    expect([field.name, typeof shown[field.name]]).not.toEqual([field.name, "object"]);
});

test("a subrecord's own lines are written, read in place and by their own address", async () => {
  const { call } = acme();
  const inventoryDetail = {
    quantity: 2,
    inventoryAssignment: {
      items: [{ receiptInventoryNumber: "LOT-1", quantity: 1, colour: 1 }, { quantity: "x" }],
    },
  };
  const line = (detail: object) => ({ item: { externalId: "ANCHOR" }, quantity: 2, inventoryDetail: detail });
  const bad = await call("POST", `${RECORDS}/salesOrder`, {
    body: anOrder({ item: { items: [line(inventoryDetail)] } }),
  });
  expect(bad.error?.["o:errorPath"]).toBe(
    "item.items[0].inventoryDetail.inventoryAssignment.items[1].quantity",
  );
  const good = {
    ...inventoryDetail,
    inventoryAssignment: { items: [{ receiptInventoryNumber: "LOT-1", quantity: 1 }] },
  };
  await call("PUT", `${RECORDS}/salesOrder/eid:S-1`, { body: anOrder({ item: { items: [line(good)] } }) });
  const path = `${RECORDS}/salesOrder/eid:S-1/item/1/inventoryDetail`;
  expect((await call("GET", path)).json).toMatchObject({
    quantity: 2,
    inventoryAssignment: { items: [{ receiptInventoryNumber: "LOT-1" }], totalResults: 1 },
  });
  expect((await call("GET", `${path}/inventoryAssignment/1`)).json).toMatchObject({ quantity: 1 });
  expect((await call("GET", `${path}/inventoryAssignment/2`)).status).toBe(404);
});

test("eid: may stand for a line, too, where the line refers to that record", async () => {
  const { call } = acme();
  await call("PUT", `${RECORDS}/salesOrder/eid:S-1`, { body: anOrder() });
  const path = `${RECORDS}/salesOrder/eid:S-1/item`;
  expect((await call("GET", `${path}/eid:ANCHOR`)).json).toMatchObject({ line: 1, quantity: 2 });
  expect((await call("GET", `${path}/eid:ENGRAVING`)).status).toBe(404);
});

test.each(["POST", "PATCH", "PUT", "DELETE"])("%s of a sub-resource is refused", async (method) => {
  const { call } = acme();
  await call("PUT", `${RECORDS}/salesOrder/eid:S-1`, { body: anOrder() });
  const body = method === "DELETE" ? undefined : {};
  expect((await call(method, `${RECORDS}/salesOrder/eid:S-1/item/1`, { body })).status).toBe(405);
});

test("lead, prospect and customer are stages of one record with one row of ids and names", async () => {
  const { call } = acme();
  const body = (companyName: string) => ({ companyName, subsidiary: { externalId: "ACME" } });
  const lead = await call("POST", `${RECORDS}/lead`, { body: body("Slipway") });
  const id = lead.headers["location"]?.split("/").pop();
  expect(lead.headers["location"]).toContain(`${RECORDS}/lead/${id}`);
  expect((await call("GET", `${RECORDS}/customer/${id}`)).json).toMatchObject({
    entityStatus: { refName: "LEAD-Unqualified" },
  });
  expect((await call("GET", `${RECORDS}/prospect/${id}`)).status).toBe(404);
  expect((await call("POST", `${RECORDS}/customer`, { body: body("Slipway") })).error?.["detail"]).toContain(
    "This entity already exists.",
  );
  expect((await call("GET", `${RECORDS}/lead`)).json).toMatchObject({ totalResults: 1 });
  await call("PATCH", `${RECORDS}/lead/${id}`, { body: { entityStatus: { id: "13" } } });
  expect((await call("GET", `${RECORDS}/lead/${id}`)).status).toBe(404);
  expect((await call("GET", `${RECORDS}/customer/${id}`)).status).toBe(200);
  await call("PUT", `${RECORDS}/customerStatus/eid:HOT`, { body: { name: "Hot", stage: "LEAD" } });
  await call("PATCH", `${RECORDS}/customer/${id}`, { body: { entityStatus: { externalId: "HOT" } } });
  expect((await call("GET", `${RECORDS}/lead/${id}`)).status).toBe(200);
  const asBrowser = acme({ catalogue: { leads: "customers" } });
  expect((await asBrowser.call("GET", `${RECORDS}/lead`)).status).toBe(404);
});

test("a customer begins with the account's own status where it keeps some, and can be sent what it reads back", async () => {
  const { account, call } = acme();
  account.records.create("customerStatus", { name: "Hot", stage: "LEAD" });
  const won = account.records.create("customerStatus", { name: "Won", stage: "CUSTOMER" });
  const body = { companyName: "Quay", subsidiary: { externalId: "ACME" } };
  await call("PUT", `${RECORDS}/customer/eid:C-9`, { body });
  const { json } = await call("GET", `${RECORDS}/customer/eid:C-9`);
  expect(json?.["entityStatus"]).toMatchObject({ id: won, refName: "Won" });
  const again = { entityStatus: json?.["entityStatus"] };
  expect((await call("PATCH", `${RECORDS}/customer/eid:C-9`, { body: again })).status).toBe(204);
});
