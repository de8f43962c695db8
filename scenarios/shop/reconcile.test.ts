/** Three lists of the same orders, read where they live: what one lacks is found, and only a repair writes. */
import { expect, test } from "vitest";
import { reconcileOnce, systemClock } from "../../integration/index.ts";
import { anOrder } from "../orders/an-order.ts";
import { openTrade, SKU, type Trade } from "./trade.contract.ts";

const AN_HOUR_AGO = new Date(systemClock.now() - 3_600_000).toISOString().replace(/\.\d+Z$/, "Z");

const anOrderOf = (number: number) =>
  anOrder()
    .numbered(number)
    .withLines([{ sku: SKU, quantity: 1, price: "12.00" }])
    .updatedAt(AN_HOUR_AGO);

const SINCE = systemClock.now() - 7_200_000;

async function compared({ settings }: Trade, repair = false) {
  const result = await reconcileOnce(settings, { repair, since: SINCE });
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}

const counts = ({ notInLedger, notInNetSuite, unknown }: Awaited<ReturnType<typeof compared>>) => ({
  notInLedger: notInLedger.map(({ missing }) => missing),
  notInNetSuite: notInNetSuite.length,
  unknown: unknown.map(({ externalId }) => externalId),
});

test("an order whose webhook was lost is found, and nothing is written; a repair takes it in, once", async () => {
  const trade = await openTrade({ flows: ["shopify-orders"] });
  const order = anOrderOf(3001);
  trade.shop.place(order.toJson());
  expect(counts(await compared(trade))).toEqual({ notInLedger: ["order"], notInNetSuite: 0, unknown: [] });
  expect(await trade.core.ledger.find({})).toEqual([]);
  expect((await compared(trade, true)).repaired).toHaveLength(1);
  expect(await trade.watch.until(order, "delivered")).toMatchObject({ state: "delivered", key: order.key });
  expect(counts(await compared(trade, true))).toEqual({ notInLedger: [], notInNetSuite: 0, unknown: [] });
  expect(await trade.core.ledger.find({})).toHaveLength(1);
});

test("what was delivered and is gone, and what nobody sent, are told apart", async () => {
  const trade = await openTrade({ flows: ["shopify-orders"] });
  const order = anOrderOf(3002);
  trade.shop.place(order.toJson());
  await compared(trade, true);
  const entry = await trade.watch.until(order, "delivered");
  trade.records.remove("salesOrder", entry?.internalId ?? "");
  trade.order("SHOP-424242", 1);
  trade.order("B2B-17", 1);
  const found = await compared(trade);
  expect(counts(found)).toEqual({ notInLedger: [], notInNetSuite: 1, unknown: ["SHOP-424242"] });
  expect(found.notInNetSuite[0]).toMatchObject({ key: order.key, entry: entry?.id });
});

test("a later edition whose webhook was lost is missing too, and a repair delivers it", async () => {
  const trade = await openTrade({ flows: ["shopify-orders"] });
  const order = anOrderOf(3003);
  trade.shop.place(order.toJson());
  await compared(trade, true);
  await trade.watch.until(order, "delivered");
  const later = new Date(systemClock.now() - 1_800_000).toISOString().replace(/\.\d+Z$/, "Z");
  trade.shop.place(order.updatedAt(later).withLineAt(0, { quantity: 2 }).toJson());
  expect(counts(await compared(trade)).notInLedger).toEqual(["edition"]);
  await compared(trade, true);
  await trade.watch.untilDrained();
  expect(counts(await compared(trade)).notInLedger).toEqual([]);
});

test("what the shop refuses is said, and nothing is called equal", async () => {
  const trade = await openTrade({ flows: ["shopify-orders"], token: "shpat-of-yesterday" });
  expect(await reconcileOnce(trade.settings, { repair: true })).toMatchObject({
    ...{ ok: false, failure: { class: "credentials", code: "SHOP_HTTP_401" } },
  });
});
