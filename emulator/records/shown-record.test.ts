import { expect, test } from "vitest";
import { acme } from "../testing/acme.ts";

const anOrder = {
  entity: { externalId: "C-1" },
  tranDate: "2026-11-27",
  memo: "Ring twice",
  shippingAddress: { addressee: "Ann Sailor", addr1: "1 Quay", city: "Albany", state: "NY", zip: "12217" },
  item: { items: [{ item: { externalId: "ANCHOR" }, quantity: 2, rate: 19.5 }] },
};

function shownOrder() {
  const { account } = acme();
  const id = account.records.create("salesOrder", anOrder);
  return { id, shown: account.records.show("salesOrder", id) };
}

const groupOf = (shown: ReturnType<typeof shownOrder>["shown"], title: string) =>
  Object.fromEntries(
    (shown.groups.find((group) => group.title === title)?.fields ?? []).map(({ label, value }) => [
      label,
      value,
    ]),
  );

test("a record is shown with the labels of its form, references by name", () => {
  const { id, shown } = shownOrder();
  expect(shown).toMatchObject({ recordType: "Sales Order", internalId: id, name: `SO${id}` });
  expect(groupOf(shown, "Primary Information")).toMatchObject({
    Customer: "Harbour Ltd",
    Memo: "Ring twice",
  });
  expect(groupOf(shown, "Classification")).toMatchObject({ Subsidiary: "Acme Inc" });
  expect(groupOf(shown, "Summary")).toMatchObject({ Total: "39.00" });
});

test.each([
  [{ isPerson: true, firstName: "Ann", lastName: "Sailor" }, "Individual"],
  [{ companyName: "Harbour Ropes" }, "Company"],
])("a customer is shown as the kind of customer that it is", (name, kind) => {
  const { account } = acme();
  const id = account.records.create("customer", { ...name, subsidiary: { refName: "Acme Inc" } });
  const fields = account.records.show("customer", id).groups.flatMap((group) => group.fields);
  expect(fields).toContainEqual({ label: "Type", value: kind });
  expect(fields.map(({ label }) => label)).not.toContain("Company");
});

test("what two fields say alike is shown once", () => {
  const labels = shownOrder().shown.groups.flatMap((group) => group.fields.map(({ label }) => label));
  expect(labels.filter((label) => label === "Status")).toHaveLength(1);
});

test("an address is shown as it is written on a parcel", () => {
  expect(Object.values(groupOf(shownOrder().shown, "Shipping"))).toEqual([
    "Ann Sailor\n1 Quay\nAlbany NY 12217",
  ]);
});

test("lines are shown as a table, without what only programs read", () => {
  const [items, ...others] = shownOrder().shown.sublists;
  expect(others).toEqual([]);
  expect(items?.title).toBe("Item");
  const columns = items?.columns ?? [];
  for (const unseen of ["Line", "Closed", "Quantity Picked"]) expect(columns).not.toContain(unseen);
  const line = Object.fromEntries(columns.map((column, at) => [column, items?.rows[0]?.[at]]));
  expect(line).toMatchObject({ Item: "ANCHOR", Quantity: "2", "Unit Price": "19.50", Amount: "39.00" });
});

test("what NetSuite counts or dates by itself is told apart from what was sent", () => {
  const fields = shownOrder().shown.groups.flatMap((group) => group.fields);
  const assigned = fields.filter((field) => field.assigned).map(({ label }) => label);
  expect(assigned.toSorted()).toEqual(["Created Date", "Last Modified Date", "Order #"]);
});

test("a record that is not there is said by name", () => {
  expect(() => acme().account.records.show("salesOrder", "1")).toThrow(/no salesOrder with internal id 1/);
});
