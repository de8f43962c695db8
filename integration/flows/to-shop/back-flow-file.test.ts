import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { mapForShop, parseBackFlow } from "./back-flow-file.ts";
import type { BackFlowKind } from "./back-flow-form.ts";

const textOf = (kind: BackFlowKind): string =>
  readFileSync(`examples/acme-store/mappings/${kind}.yaml`, "utf8");
const MUG = { sku: "ACME-MUG-RED", name: "Mug", type: "InvtPart", isInactive: false };

async function mapped(kind: BackFlowKind, record: object) {
  const result = await mapForShop(parseBackFlow(kind, textOf(kind), `${kind}.yaml`), record);
  if (!result.ok) return result.failure;
  return result.value.kind === "skip" ? result.value.reason : result.value.body;
}

const stock = (available: number) => ({ item: MUG, location: "Shop warehouse", stock: [], available });

test.each([
  [40, 38],
  [2, 0],
  [-7, 0],
  [3.9, 1],
])("of %s in NetSuite the example offers %s", async (available, quantity) => {
  expect(await mapped("netsuite-inventory", stock(available))).toEqual({ sku: MUG.sku, quantity });
});

const price = (level: string, amount: string, currency = "USD") => ({ level, amount, currency });

test.each([
  ["the online price", [price("Base Price", "15"), price("Online Price", "13.5")], 13.5],
  ["else the base price, to the cent", [price("Base Price", "15.005")], 15.01],
])("the example asks for %s", async (_, prices, expected) => {
  expect(await mapped("netsuite-prices", { item: MUG, prices })).toEqual({ sku: MUG.sku, price: expected });
});

test.each([
  ["without a price in dollars", { prices: [price("Base Price", "15", "EUR")] }, "no price in US dollars"],
  ["that is inactive", { item: { ...MUG, isInactive: true } }, "inactive"],
  ["that stands for shipping", { item: { ...MUG, sku: "WEB-SHIPPING" } }, "sold by nobody"],
  ["that is a discount", { item: { ...MUG, type: "Discount" } }, "Only goods"],
])("the example writes no price of an item %s", async (_, change, reason) => {
  const record = { item: MUG, prices: [price("Base Price", "15")], ...change };
  expect(await mapped("netsuite-prices", record)).toContain(reason);
});

test("the example ships goods, not the lines that only stand for money", async () => {
  const lines = [
    { sku: MUG.sku, type: "InvtPart", quantity: 2 },
    { sku: "WEB-TIP", type: "NonInvtPart", quantity: 1 },
  ];
  const order = { id: "1", number: "SO1", externalId: "SHOP-820982911946154508" };
  const shipment = { order, id: "2", number: "IF1", lines, trackingNumbers: ["1Z-1", "1Z-2"] };
  expect(await mapped("netsuite-fulfilments", shipment)).toEqual({
    orderId: "gid://shopify/Order/820982911946154508",
    trackingNumbers: "1Z-1 1Z-2",
    notifyCustomer: true,
    lines: { items: [{ sku: MUG.sku, quantity: 2 }] },
  });
  const elsewhere = { ...shipment, order: { ...order, externalId: undefined } };
  expect(await mapped("netsuite-fulfilments", elsewhere)).toContain("did not come from the shop");
});

test("a record without a value for what the shop must have waits for a human", async () => {
  expect(await mapped("netsuite-inventory", { ...stock(3), item: { isInactive: false } })).toMatchObject({
    ...{ class: "data", field: "netsuite-inventory.sku" },
  });
});

const change = (kind: BackFlowKind, from: string, to: string) => () =>
  parseBackFlow(kind, textOf(kind).replace(from, to), "flow.yaml");

test.each([
  [
    "an unknown target",
    change("netsuite-inventory", "to: quantity", "to: amount"),
    /flow\.yaml:\d+:\d+: .*"amount" is none of sku, quantity/,
  ],
  [
    "a missing target",
    change("netsuite-inventory", "to: quantity", "to: sku"),
    /there is no row for quantity/,
  ],
  ["what the shop owns", change("netsuite-prices", "master: netsuite", "master: source"), /the shop owns it/],
  [
    "locations that mean nothing",
    change("netsuite-prices", "values:", "locations: [{ shop: A, netsuite: [B] }]\nvalues:"),
    /has no locations/,
  ],
  [
    "a broken expression",
    change("netsuite-prices", "item.isInactive", "item.("),
    /flow\.yaml:\d+:\d+: .*cannot be read/,
  ],
  [
    "a look-up",
    change("netsuite-prices", "from: item.sku", "lookup: { record: item, by: id, value: x }"),
    /look-ups go to NetSuite/,
  ],
])("a file with %s is refused with its place", (_, open, message) => {
  expect(open).toThrow(message);
});
