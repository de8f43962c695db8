/** The core's Shopify client against the shop double, over a real socket: nothing here is told what the other side will say. */
import { expect, onTestFinished, test } from "vitest";
import {
  availableAt,
  type Clock,
  createShopify,
  locationOf,
  ordersChangedSince,
  setAvailable,
  setPrice,
  systemClock,
  variantOf,
} from "../../integration/index.ts";
import { anOrder } from "../orders/an-order.ts";
import { generateOrders } from "../orders/generate.ts";
import { startShopDoor } from "./shop-door.ts";
import { createShopDouble, type ShopDoubleOptions } from "./shop-double.ts";

const TOKEN = "shpat-for-tests-only";
const MUG = { sku: "ACME-MUG-RED", price: "12.00", available: { "Shop warehouse": 10 } };

/** Time that passes only when somebody sleeps; a sleep that can be ended is a deadline, and is real. */
function sleepingClock(): Clock {
  let now = Date.UTC(2026, 10, 26, 12);
  return {
    now: () => now,
    sleep: async (ms, until) => {
      if (until === undefined) now += ms;
      else await systemClock.sleep(ms, until);
    },
  };
}

async function openShop(options: Partial<ShopDoubleOptions> = {}, token = TOKEN) {
  const clock = sleepingClock();
  const shop = createShopDouble({ accessToken: TOKEN, variants: [MUG], now: clock.now, ...options });
  const door = await startShopDoor(shop);
  const shopify = createShopify({ baseUrl: door.url, accessToken: token, clock, timeoutMs: 5_000 });
  onTestFinished(async () => {
    await shopify.close();
    await door.close();
  });
  return { shop, shopify, clock };
}

async function mugIn({ shopify }: Awaited<ReturnType<typeof openShop>>) {
  const variant = await variantOf(shopify, "ACME-MUG-RED");
  const location = await locationOf(shopify, "Shop warehouse");
  if (!variant.ok || !location.ok) throw new Error("the shop has no mug");
  const { inventoryItem } = variant.value;
  return { variant: variant.value, inventoryItemId: inventoryItem.id, locationId: location.value };
}

const STOCK_CHANGE = { idempotencyKey: "one", reference: "netsuite://item/1" };

test("a SKU finds its variant, exactly, and none or two hold the entry", async () => {
  const twice = { sku: "TWICE", price: "1.00" };
  const { shopify } = await openShop({ variants: [MUG, twice, twice] });
  expect(await variantOf(shopify, "ACME-MUG-RED")).toMatchObject({ ok: true, value: { price: "12.00" } });
  expect(await variantOf(shopify, "acme-mug-red")).toMatchObject({
    failure: { class: "data", code: "SHOP_VARIANT_NOT_FOUND", value: "acme-mug-red" },
  });
  expect(await variantOf(shopify, 'no "such" \\ thing')).toMatchObject({
    failure: { code: "SHOP_VARIANT_NOT_FOUND" },
  });
  expect(await variantOf(shopify, "TWICE")).toMatchObject({ failure: { code: "SHOP_VARIANT_AMBIGUOUS" } });
});

test("stock is set only when it still is what was read", async () => {
  const world = await openShop();
  const { variant: _variant, ...place } = await mugIn(world);
  const { shop, shopify } = world;
  expect(await availableAt(shopify, place)).toEqual({ ok: true, value: 10 });
  shop.setAvailable("ACME-MUG-RED", "Shop warehouse", 9);
  const stale = await setAvailable(shopify, { ...place, ...STOCK_CHANGE, from: 10, to: 25 });
  expect(stale).toMatchObject({ failure: { class: "transient", code: "CHANGE_FROM_QUANTITY_STALE" } });
  const change = { ...place, ...STOCK_CHANGE, idempotencyKey: "two", from: 9, to: 25 };
  expect(await setAvailable(shopify, change)).toEqual({ ok: true, value: null });
  expect(shop.available("ACME-MUG-RED", "Shop warehouse")).toBe(25);
});

test("the same change sent twice under one key is made once", async () => {
  const world = await openShop();
  const { variant: _variant, ...place } = await mugIn(world);
  const { shop, shopify } = world;
  const change = { ...place, ...STOCK_CHANGE, from: 10, to: 25 };
  await setAvailable(shopify, change);
  shop.setAvailable("ACME-MUG-RED", "Shop warehouse", 24);
  expect(await setAvailable(shopify, change)).toEqual({ ok: true, value: null });
  expect(shop.available("ACME-MUG-RED", "Shop warehouse")).toBe(24);
  expect(await setAvailable(shopify, { ...change, to: 7 })).toMatchObject({
    failure: { class: "data", code: "IDEMPOTENCY_KEY_PARAMETER_MISMATCH" },
  });
});

test("a price that the shop refuses is a data failure in its own words", async () => {
  const world = await openShop();
  const { variant } = await mugIn(world);
  expect(await setPrice(world.shopify, variant, "14.50")).toEqual({ ok: true, value: null });
  expect(world.shop.variant("ACME-MUG-RED").price).toBe("14.50");
  expect(await setPrice(world.shopify, variant, "-1")).toMatchObject({
    failure: { class: "data", code: "NEGATIVE_PRICE_VALUE", field: "variants.0.price" },
  });
});

test("query cost is spent as fast as the shop restores it, and never faster", async () => {
  const { shop, shopify, clock } = await openShop({ bucket: { maximumAvailable: 100, restoreRate: 50 } });
  const startedAt = clock.now();
  for (let call = 0; call < 40; call += 1) await variantOf(shopify, "ACME-MUG-RED");
  expect(shop.refusals).toBe(0);
  expect(clock.now()).toBeGreaterThan(startedAt);
});

test("forty at once are refused for their cost no more than a few times, and all come through", async () => {
  const { shop, shopify } = await openShop({ bucket: { maximumAvailable: 100, restoreRate: 50 } });
  await variantOf(shopify, "ACME-MUG-RED");
  const answers = await Promise.all(Array.from({ length: 40 }, () => variantOf(shopify, "ACME-MUG-RED")));
  expect(answers.filter(({ ok }) => !ok)).toEqual([]);
  expect(shop.refusals).toBeLessThan(4);
});

test("when another client of the app has emptied the bucket, the call waits and comes through", async () => {
  const bucket = { maximumAvailable: 100, restoreRate: 50 };
  const { shop, shopify, clock } = await openShop({ bucket });
  await variantOf(shopify, "ACME-MUG-RED");
  const body = JSON.stringify({ query: "{ productVariants(first: 90) { nodes { id } } }" });
  await shop.handle({
    method: "POST",
    path: "/admin/api/2026-10/graphql.json",
    headers: { "x-shopify-access-token": TOKEN },
    body,
  });
  const before = clock.now();
  expect(await variantOf(shopify, "ACME-MUG-RED")).toMatchObject({ ok: true });
  expect(clock.now() - before).toBeLessThan(3_000);
});

test("a token that the shop does not know is a credentials failure that does not show it", async () => {
  const { shopify } = await openShop({}, "shpat-of-somebody-else");
  const answer = await variantOf(shopify, "ACME-MUG-RED");
  expect(answer).toMatchObject({ failure: { class: "credentials", code: "SHOP_HTTP_401" } });
  expect(JSON.stringify(answer)).not.toContain("shpat-of-somebody-else");
});

test("a token with a line break is refused before it is sent, and not shown", () => {
  const options = { baseUrl: "https://shop.example", clock: sleepingClock(), timeoutMs: 1_000 };
  const open = () => createShopify({ ...options, accessToken: "secret\nx: y" });
  expect(open).toThrow("DRYDOCK_SHOPIFY_ADMIN_TOKEN");
  expect(open).not.toThrow("secret");
});

test.each([{ kind: "status", status: 503 } as const, { kind: "lost" } as const])(
  "after $kind $status a write is in doubt and a read is not",
  async (fault) => {
    const world = await openShop();
    const { variant } = await mugIn(world);
    world.shop.addFault(fault, "DrydockSetPrice");
    expect(await setPrice(world.shopify, variant, "13.00")).toMatchObject({
      failure: { class: "unknown-outcome" },
    });
    world.shop.addFault(fault, "DrydockVariants");
    expect(await variantOf(world.shopify, "ACME-MUG-RED")).toMatchObject({ failure: { class: "transient" } });
    expect(world.shop.variant("ACME-MUG-RED").price).toBe(fault.kind === "lost" ? "13.00" : "12.00");
  },
);

test("the shop's list of orders is read page by page, each order once, from the given time on", async () => {
  const { shop, shopify } = await openShop();
  const orders = generateOrders({ count: 600, seed: 7 });
  const placed = orders.map(({ json }) => shop.place(json));
  const since = placed.map(({ updatedAt }) => Date.parse(updatedAt)).toSorted((a, b) => a - b)[50] ?? 0;
  const found = await ordersChangedSince(shopify, since);
  const expected = placed.filter(({ updatedAt }) => Date.parse(updatedAt) >= since);
  expect(found.ok && new Set(found.value.map(({ id }) => id))).toEqual(new Set(expected.map(({ id }) => id)));
  expect(found.ok && found.value.length).toBe(expected.length);
  expect(shop.operations.filter((name) => name === "DrydockOrders").length).toBe(3);
});

test("an order is read as its webhook has it, digit for digit", async () => {
  const { shop, shopify } = await openShop();
  const order = anOrder().toJson();
  const { digits } = shop.place(order);
  const body = await shopify.orderBody(digits);
  expect(body.ok && body.value !== null && new TextDecoder().decode(body.value)).toBe(order);
  expect(await shopify.orderBody("4711")).toEqual({ ok: true, value: null });
});
