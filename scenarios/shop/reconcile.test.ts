/** Three lists of the same orders, read where they live: what one lacks is found, and only a repair writes. */
import { expect, test } from "vitest";
import { aRefund } from "../orders/a-refund.ts";
import { anOrder } from "../orders/an-order.ts";
import type { World } from "../world/world.ts";
import { openTrade, SKU } from "./trade.contract.ts";

const AN_HOUR_AGO = "2026-11-27T13:30:00Z";

const anOrderOf = (number: number) =>
  anOrder()
    .numbered(number)
    .withLines([{ sku: SKU, quantity: 1, price: "12.00" }])
    .updatedAt(AN_HOUR_AGO);

const SINCE = Date.parse("2026-11-27T12:30:00Z");

async function compared({ core }: World, repair = false) {
  const result = await core.reconcile({ repair, since: SINCE });
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
  trade.storefront.place(order.toJson());
  expect(counts(await compared(trade))).toEqual({ notInLedger: ["order"], notInNetSuite: 0, unknown: [] });
  expect(await trade.core.entries({})).toEqual([]);
  expect((await compared(trade, true)).repaired).toHaveLength(1);
  expect(await trade.core.until(order, "delivered")).toMatchObject({ state: "delivered", key: order.key });
  expect(counts(await compared(trade, true))).toEqual({ notInLedger: [], notInNetSuite: 0, unknown: [] });
  expect(await trade.core.entries({})).toHaveLength(1);
});

test("what was delivered and is gone, and what nobody sent, are told apart", async () => {
  const trade = await openTrade({ flows: ["shopify-orders"] });
  const order = anOrderOf(3002);
  trade.storefront.place(order.toJson());
  await compared(trade, true);
  const entry = await trade.core.until(order, "delivered");
  trade.netsuite.records.remove("salesOrder", entry?.internalId ?? "");
  trade.people.enterOrder("SHOP-424242", 1);
  trade.people.enterOrder("B2B-17", 1);
  const found = await compared(trade);
  expect(counts(found)).toEqual({ notInLedger: [], notInNetSuite: 1, unknown: ["SHOP-424242"] });
  expect(found.notInNetSuite[0]).toMatchObject({ key: order.key, entry: entry?.id });
});

test("a later edition whose webhook was lost is missing too, and a repair delivers it", async () => {
  const trade = await openTrade({ flows: ["shopify-orders"] });
  const order = anOrderOf(3003);
  trade.storefront.place(order.toJson());
  await compared(trade, true);
  await trade.core.until(order, "delivered");
  trade.storefront.place(order.updatedAt("2026-11-27T14:00:00Z").withLineAt(0, { quantity: 2 }).toJson());
  expect(counts(await compared(trade)).notInLedger).toEqual(["edition"]);
  await compared(trade, true);
  await trade.core.untilDrained();
  expect(counts(await compared(trade)).notInLedger).toEqual([]);
});

test.each([
  ["its order's last change came", ["refund"]],
  ["that of its order's last change neither", ["edition"]],
])(
  "a refund whose webhook was lost is missing, also when %s; a repair makes it, once",
  async (_, missing) => {
    const trade = await openTrade({ flows: ["shopify-orders", "shopify-refunds"] });
    const order = anOrder()
      .numbered(3004)
      .withLines([{ sku: SKU, quantity: 3, price: "12.00" }])
      .updatedAt(AN_HOUR_AGO);
    trade.storefront.place(order.toJson());
    await compared(trade, true);
    const entry = await trade.core.until(order, "delivered");
    await trade.people.ship(entry?.internalId ?? "", 3);
    const edition = order.updatedAt("2026-11-27T14:00:00Z").withLineAt(0, { currentQuantity: 2 }).refunded();
    trade.storefront.place(edition.toJson());
    if (missing[0] === "refund") {
      await trade.shop.send(edition, { topic: "orders/updated" });
      await trade.core.untilDrained();
    }
    expect(counts(await compared(trade)).notInLedger).toEqual(missing);
    expect((await compared(trade, true)).repaired.at(-1)?.key).toBe(aRefund(edition).key);
    await trade.core.untilDrained();
    expect(counts(await compared(trade, true)).notInLedger).toEqual([]);
    expect(await trade.core.entries({ flow: "shopify-refunds" })).toMatchObject([
      { key: aRefund(edition).key, state: "delivered", recordType: "returnAuthorization" },
    ]);
  },
);

test("what the shop refuses is said, and nothing is called equal", async () => {
  const trade = await openTrade({ flows: ["shopify-orders"], storefront: { accessToken: "shpat-of-today" } });
  expect(await trade.core.reconcile({ repair: true })).toMatchObject({
    ...{ ok: false, failure: { class: "credentials", code: "SHOP_HTTP_401" } },
  });
});

test("what NetSuite refuses for want of a slot is asked again until there is one", async () => {
  const trade = await openTrade({ flows: ["shopify-orders"] });
  const order = anOrderOf(3004);
  trade.storefront.place(order.toJson());
  await compared(trade, true);
  await trade.core.until(order, "delivered");
  trade.netsuite.addFault({
    match: { path: "/services/rest/query/v1/suiteql*" },
    effect: "over-limit",
    times: 4,
  });
  expect(counts(await compared(trade))).toEqual({ notInLedger: [], notInNetSuite: 0, unknown: [] });
});
