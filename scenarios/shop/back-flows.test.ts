/** What NetSuite knows reaches the shop: stock, prices and shipments, once, and as it is when it is written. */
import { expect, test } from "vitest";
import { anOrder } from "../orders/an-order.ts";
import type { World } from "../world/world.ts";
import { openTrade, parcelsIn, SKU, WAREHOUSE } from "./trade.contract.ts";

const stockIn = ({ storefront }: World) => storefront.available(SKU, WAREHOUSE);
const settled = async (trade: World, flow: string) => {
  await trade.core.untilDrained();
  return trade.core.entries({ flow });
};

/** An order that the shop and NetSuite both have. */
function orderInBoth({ storefront, people }: World, quantity: number) {
  const placed = storefront.place(
    anOrder()
      .withLines([{ sku: SKU, quantity, price: "12.00" }])
      .toJson(),
  );
  return { ...placed, netsuiteId: people.enterOrder(`SHOP-${placed.digits}`, quantity) };
}

test("a change of stock in NetSuite is in the shop, less what is kept back", async () => {
  const trade = await openTrade({ flows: ["netsuite-inventory"] });
  trade.people.adjustStock(40);
  expect(await trade.core.untilTrue(() => stockIn(trade) === 38)).toBe(true);
  trade.people.adjustStock(-30);
  expect(await trade.core.untilTrue(() => stockIn(trade) === 8)).toBe(true);
  trade.people.adjustStock(-9);
  expect(await trade.core.untilTrue(() => stockIn(trade) === 0)).toBe(true);
  const entries = await settled(trade, "netsuite-inventory");
  expect(entries.map(({ state, priority, key }) => ({ state, priority, key }))).toEqual(
    entries.map(() => ({
      state: "delivered",
      priority: "bulk",
      key: `item:${trade.people.idOf("inventoryItem", { itemId: SKU })}`,
    })),
  );
  // Which item to sync, never the quantity.
  const kept: unknown = JSON.parse(new TextDecoder().decode(entries[0]?.raw));
  expect(Object.keys(kept as object)).toEqual(["record", "id", "changed"]);
  expect(trade.errors).toEqual([]);
});

test("an item that the shop lacks waits for a human, and its re-run reads the stock again", async () => {
  const trade = await openTrade({ flows: ["netsuite-inventory"], storefront: { variants: [] } });
  trade.people.adjustStock(40);
  expect(await trade.core.untilTrue(async () => (await trade.core.counts()).dead === 1)).toBe(true);
  const [entry] = await trade.core.entries({ states: ["dead"] });
  expect(entry?.failure).toMatchObject({ class: "data", code: "SHOP_VARIANT_NOT_FOUND", value: SKU });
  trade.storefront.addVariant({ sku: SKU, price: "12.00", available: { [WAREHOUSE]: 0 } });
  await trade.core.desk.rerun({
    which: { id: entry?.id ?? 0 },
    by: "anna",
    reason: "the variant is there now",
  });
  expect(await trade.core.untilTrue(() => stockIn(trade) === 38)).toBe(true);
});

test("a lost answer leaves one right number, and somebody else's change in between is read again", async () => {
  const trade = await openTrade({ flows: ["netsuite-inventory"] });
  trade.storefront.addFault({ kind: "lost" }, "DrydockSetStock");
  trade.storefront.addFault({ kind: "status", status: 503 }, "DrydockStock");
  trade.people.adjustStock(12);
  const entries = await settledOnce(trade, "netsuite-inventory");
  expect(entries.at(-1)).toMatchObject({ state: "delivered" });
  expect(stockIn(trade)).toBe(10);
  expect(trade.storefront.operations.filter((name) => name === "DrydockSetStock")).toHaveLength(1);
});

test("the online price goes before the base price, and a price that is right is not written", async () => {
  const trade = await openTrade({ flows: ["netsuite-prices"] });
  trade.people.changePrices({ "Base Price": 15 });
  expect(await trade.core.untilTrue(() => trade.storefront.variant(SKU).price === "15.00")).toBe(true);
  trade.people.changePrices({ "Base Price": 15, "Online Price": 13.5 });
  expect(await trade.core.untilTrue(() => trade.storefront.variant(SKU).price === "13.50")).toBe(true);
  const writes = trade.storefront.operations.filter((name) => name === "DrydockSetPrice").length;
  const editions = async () =>
    (await trade.core.entries({ key: `item:${trade.people.idOf("inventoryItem", { itemId: SKU })}` })).length;
  const before = await editions();
  trade.people.changePrices({ "Base Price": 16, "Online Price": 13.5 });
  expect(await trade.core.untilTrue(async () => (await editions()) > before)).toBe(true);
  await settled(trade, "netsuite-prices");
  expect(trade.storefront.operations.filter((name) => name === "DrydockSetPrice")).toHaveLength(writes);
});

test("every product of the example has its price in NetSuite, and the shop gets it", async () => {
  const trade = await openTrade({ flows: ["netsuite-prices"] });
  expect(await trade.core.untilTrue(() => trade.storefront.variant(SKU).price === "9.50")).toBe(true);
  const reasons = (await settled(trade, "netsuite-prices")).flatMap(({ warnings }) => warnings);
  expect(reasons).not.toContain("The item has no price in US dollars.");
});

test("two part shipments are two fulfilments in the shop, with their tracking numbers", async () => {
  const trade = await openTrade({ flows: ["netsuite-fulfilments"] });
  const { id, netsuiteId } = orderInBoth(trade, 5);
  await trade.people.ship(netsuiteId, 2, "1Z-ONE");
  await trade.people.ship(netsuiteId, 3, "1Z-TWO");
  expect(await trade.core.untilTrue(() => trade.storefront.parcelsOf(id).length === 2)).toBe(true);
  await settled(trade, "netsuite-fulfilments");
  expect(parcelsIn(trade.storefront, id)).toEqual([
    { lines: [`2 x ${SKU}`], tracking: ["1Z-ONE"], notified: true },
    { lines: [`3 x ${SKU}`], tracking: ["1Z-TWO"], notified: true },
  ]);
  expect(trade.errors).toEqual([]);
});

async function settledOnce(trade: World, flow: string) {
  expect(await trade.core.untilTrue(async () => (await trade.core.entries({ flow })).length > 0)).toBe(true);
  return settled(trade, flow);
}

test("a shipment whose answer was lost is in the shop once", async () => {
  const trade = await openTrade({ flows: ["netsuite-fulfilments"] });
  const { id, netsuiteId } = orderInBoth(trade, 4);
  trade.storefront.addFault({ kind: "lost" }, "DrydockFulfil");
  await trade.people.ship(netsuiteId, 2);
  await trade.people.ship(netsuiteId, 2);
  expect(await trade.core.untilTrue(() => trade.storefront.parcelsOf(id).length === 2)).toBe(true);
  const entries = await settledOnce(trade, "netsuite-fulfilments");
  expect(entries.at(-1)).toMatchObject({ state: "delivered", recordType: "Order", internalId: id });
  expect(parcelsIn(trade.storefront, id).map(({ lines }) => lines)).toEqual([[`2 x ${SKU}`], [`2 x ${SKU}`]]);
});

test("what the shop has shipped already is done; what it has cancelled waits for a human", async () => {
  const trade = await openTrade({ flows: ["netsuite-fulfilments"] });
  const { netsuiteId } = orderInBoth(trade, 1);
  const cancelledOrder = anOrder()
    .numbered(2222)
    .withLines([{ sku: SKU, quantity: 1, price: "12.00" }]);
  const raw = cancelledOrder.toJson();
  const placed = trade.storefront.place(raw);
  placed.cancelledAt = "2026-11-26T12:00:00Z";
  await trade.people.ship(netsuiteId, 1, "1Z-ONE");
  await trade.people.ship(trade.people.enterOrder(`SHOP-${placed.digits}`, 1), 1);
  expect(await trade.core.untilTrue(async () => (await trade.core.counts()).dead === 1)).toBe(true);
  const [dead] = await trade.core.entries({ states: ["dead"] });
  expect(dead?.failure).toMatchObject({ class: "data", code: "SHOP_ORDER_CANCELLED" });
});

test("an order that did not come from the shop is skipped, and counted", async () => {
  const trade = await openTrade({ flows: ["netsuite-fulfilments"] });
  await trade.people.ship(trade.people.enterOrder("B2B-17", 1), 1);
  await trade.people.ship(trade.people.enterOrder("B2B-18", 1), 1);
  expect(await trade.core.untilTrue(async () => (await trade.core.counts()).skipped >= 1)).toBe(true);
  expect((await trade.core.counts()).dead).toBe(0);
});

test("a token that the shop refuses holds the entries with one alarm and stops nothing else", async () => {
  const trade = await openTrade({
    flows: ["netsuite-inventory"],
    storefront: { accessToken: "shpat-of-today" },
  });
  trade.people.adjustStock(40);
  expect(await trade.core.untilTrue(() => trade.alarms.length > 0)).toBe(true);
  expect(trade.alarms.map(({ event }) => event)).toEqual(["permission-refused"]);
  const [entry] = await trade.core.entries({ flow: "netsuite-inventory" });
  expect(entry).toMatchObject({ failure: { class: "credentials" }, attempts: 0 });
});
