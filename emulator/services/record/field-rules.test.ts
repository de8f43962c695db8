import { expect, test } from "vitest";
import type { AccountOptions } from "../../account-options.ts";
import { acme, anOrder, RECORDS } from "../../testing/acme.ts";

const ORDERS = `${RECORDS}/salesOrder`;
const PREFIX = "Error while accessing a resource. ";

const withRules = (rules: NonNullable<AccountOptions["rules"]>) => acme({ rules });

test.each([
  [undefined, 400, undefined],
  ["Error", 400, undefined],
  ["WARNING", 204, "shipDate"],
  ["ignore", 204, undefined],
  ["no such word", 400, undefined],
])(
  "PropertyValueValidation %s answers a bad date with %i and the header %s",
  async (asked, status, header) => {
    const { call, account } = acme();
    const headers = asked === undefined ? {} : { "x-netsuite-propertyvaluevalidation": asked };
    const body = anOrder({ shipDate: "soon", memo: "kept" });
    const answer = await call("POST", ORDERS, { body, headers });
    expect([answer.status, answer.headers["x-netsuite-propertyvalidation"]]).toEqual([status, header]);
    const [order] = account.records.list("salesOrder");
    if (status === 204) expect(order?.fields).toMatchObject({ memo: "kept" });
    expect(order?.fields["shipDate"]).toBeUndefined();
  },
);

test("values that mean nothing are refused whatever is asked, misspelt names and bad values told together", async () => {
  const { call } = acme();
  const headers = { "x-netsuite-propertyvaluevalidation": "warning" };
  const unknown = await call("POST", ORDERS, { body: anOrder({ location: { id: "9" } }), headers });
  expect(unknown.status).toBe(400);
  const line = { item: { externalId: "ANCHOR" }, quantity: "two", rate: 1, colour: "red" };
  const told = await call("POST", ORDERS, { body: anOrder({ item: { items: [line] } }), headers });
  expect(told.headers["x-netsuite-propertyvalidation"]).toBe(
    "Unknown field name item.items[0].colour. The field does not exist on this record instance., item.items[0].quantity",
  );
});

test("read-only fields are ignored, or refused where the account says so", async () => {
  const body = anOrder({ status: "B" });
  expect((await acme().call("POST", ORDERS, { body })).status).toBe(204);
  const strict = withRules({ readOnlyFields: "refused" });
  expect((await strict.call("POST", ORDERS, { body })).error).toMatchObject({
    detail: expect.stringContaining(`${PREFIX}You do not have permissions to set a value for element status`),
    "o:errorPath": "status",
  });
});

test.each([
  ["US", "CA", 204],
  ["US", "ny", 204],
  ["US", "California", 400],
  ["US", "ON", 400],
  ["CA", "ON", 204],
  ["AU", "NSW", 204],
  ["NO", "Nordland", 204],
])("an address in %s with the state %s answers %i", async (country, state, status) => {
  const { call } = acme();
  const answer = await call("POST", ORDERS, { body: anOrder({ shippingAddress: { country, state } }) });
  expect(answer.status).toBe(status);
  if (status === 400) {
    expect(answer.error?.["detail"]).toBe(
      `${PREFIX}The country and state/province are mismatched, the country is ${country} and the state/province is ${state}. Please enter a state/province short name that matches the country.`,
    );
  }
});

test("free-form states are taken as they come", async () => {
  const { call } = withRules({ freeFormStates: true });
  const body = anOrder({ shippingAddress: { country: "US", state: "California" } });
  expect((await call("POST", ORDERS, { body })).status).toBe(204);
});

test("a record that others refer to cannot be deleted until they are gone", async () => {
  const { call, account } = acme();
  await call("POST", ORDERS, { body: anOrder() });
  const [order] = account.records.list("salesOrder");
  for (const path of [`${RECORDS}/customer/eid:C-1`, `${RECORDS}/inventoryItem/eid:ANCHOR`]) {
    expect((await call("DELETE", path)).error).toMatchObject({
      detail: `${PREFIX}This record cannot be deleted because it has dependent records.`,
    });
  }
  expect((await call("DELETE", `${ORDERS}/${order?.id}`)).status).toBe(204);
  expect((await call("DELETE", `${RECORDS}/customer/eid:C-1`)).status).toBe(204);
  const loose = withRules({ dependentRecords: "orphaned" });
  await loose.call("POST", ORDERS, { body: anOrder() });
  expect((await loose.call("DELETE", `${RECORDS}/customer/eid:C-1`)).status).toBe(204);
});

test.each([
  ["vendor", { companyName: "Rope & Sons", subsidiary: { externalId: "ACME" } }, "Rope & Sons"],
  ["contact", { firstName: "Ada", lastName: "Quay" }, "Ada Quay"],
  ["employee", { firstName: "Bo", lastName: "Pier", subsidiary: { externalId: "ACME" } }, "Bo Pier"],
])("a new %s is called by its name, and its addresses get their ids", async (recordType, names, entityId) => {
  const { call } = acme();
  const addressBook = { items: [{ addressBookAddress: { country: "NO", city: "Oslo" } }] };
  const path = `${RECORDS}/${recordType}`;
  expect((await call("PUT", `${path}/eid:E-1`, { body: { ...names, addressBook } })).status).toBe(204);
  const { json } = await call("GET", `${path}/eid:E-1?expandSubResources=true`);
  expect(json).toMatchObject({
    entityId,
    addressBook: { items: [{ internalId: expect.any(Number), addressBookAddress: { city: "Oslo" } }] },
  });
});

test("names are unique among entities, but a contact only shares with no other contact", async () => {
  const { call } = acme();
  const vendor = { companyName: "Harbour Ltd", subsidiary: { externalId: "ACME" } };
  expect((await call("POST", `${RECORDS}/vendor`, { body: vendor })).error?.["detail"]).toBe(
    `${PREFIX}This entity already exists.`,
  );
  const contact = { body: { entityId: "Harbour Ltd" } };
  expect((await call("POST", `${RECORDS}/contact`, contact)).status).toBe(204);
  expect((await call("POST", `${RECORDS}/contact`, contact)).error?.["detail"]).toBe(
    `${PREFIX}A contact record with this name already exists. Every contact record must have a unique name.`,
  );
  expect((await call("POST", `${RECORDS}/contact`, { body: { email: "a@b.test" } })).error?.["detail"]).toBe(
    `${PREFIX}Please enter value(s) for: Contact Name.`,
  );
});
