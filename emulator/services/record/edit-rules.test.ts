import { expect, test } from "vitest";
import { acme, anOrder, RECORDS } from "../../testing/acme.ts";

const ORDER = `${RECORDS}/salesOrder/eid:S-1`;
const CUSTOMER = `${RECORDS}/customer/eid:C-1`;
const PREFIX = "Error while accessing a resource. ";

async function withOrder(more: Readonly<Record<string, unknown>> = {}) {
  const world = acme();
  world.account.records.create("location", {
    name: "Acme Store",
    subsidiary: { items: [{ externalId: "ACME" }] },
  });
  await world.call("PUT", ORDER, { body: anOrder(more) });
  return world;
}

test.each([
  ["tranDate", "Date"],
  ["currency", "Currency"],
  ["orderStatus", "Status"],
  ["subsidiary", "Subsidiary"],
])("%s of an order cannot be emptied", async (name, label) => {
  const { call } = await withOrder();
  const answer = await call("PATCH", ORDER, { body: { [name]: null } });
  expect(answer.error?.["detail"]).toBe(`${PREFIX}Please enter value(s) for: ${label}.`);
});

test("an order number stays when it is emptied", async () => {
  const { call, account } = await withOrder({ tranId: "WEB-1" });
  expect((await call("PATCH", ORDER, { body: { tranId: null } })).status).toBe(204);
  expect(account.records.find("salesOrder", { externalId: "S-1" })?.fields["tranId"]).toBe("WEB-1");
});

test("an order cannot move away from its customer", async () => {
  const { call, account } = await withOrder({ location: { refName: "Acme Store" } });
  const body = { subsidiary: { externalId: "ACME-EU" } };
  const eu = account.records.find("subsidiary", { externalId: "ACME-EU" })?.id;
  const customer = account.records.find("customer", { externalId: "C-1" })?.id;
  expect((await call("PATCH", ORDER, { body })).error?.["detail"]).toBe(
    `${PREFIX}Invalid entity reference key ${customer} for subsidiary ${eu}.`,
  );
});

test.each([
  ["item", { subsidiary: { items: [{ externalId: "ACME" }] } }, {}],
  ["location", {}, { location: { refName: "Acme Store" } }],
])("an order cannot move away from its %s", async (field, item, order) => {
  const { call, account } = await withOrder();
  account.records.update(
    "inventoryItem",
    account.records.find("inventoryItem", { externalId: "ANCHOR" })?.id ?? "",
    item,
  );
  account.records.create("customer", {
    companyName: "Fjord",
    externalId: "C-2",
    subsidiary: { externalId: "ACME-EU" },
  });
  await call("PATCH", ORDER, { body: order });
  const body = { entity: { externalId: "C-2" }, subsidiary: { externalId: "ACME-EU" } };
  const answer = await call("PATCH", ORDER, { body });
  expect(answer.error?.["detail"]).toMatch(new RegExp(`Invalid ${field} reference key \\d+ for subsidiary`));
});

test("a customer changes subsidiary only while nothing was sold to it", async () => {
  const { call, account } = acme();
  const move = (externalId: string) => call("PATCH", CUSTOMER, { body: { subsidiary: { externalId } } });
  expect((await move("ACME-EU")).status).toBe(204);
  expect((await move("ACME")).status).toBe(204);
  await call("PUT", ORDER, { body: anOrder() });
  expect((await move("ACME-EU")).error?.["detail"]).toBe(
    `${PREFIX}You cannot change the subsidiary of this entity because one or more transactions exist for this entity.`,
  );
  expect((await move("ACME")).status).toBe(204);
  expect(account.records.find("customer", { externalId: "C-1" })?.fields["subsidiary"]).toMatchObject({
    refName: "Acme Inc",
  });
});
