/** A shop, an emulated NetSuite and the core between them, for the tests of what goes both ways. */
import { onTestFinished } from "vitest";
import { exampleSetting } from "../world/example-setting.contract.ts";
import type { WorldOptions } from "../world/setting.ts";
import { createWorld, type World } from "../world/world.ts";
import type { ShopDouble } from "./shop-double.ts";

export const SKU = "ACME-MUG-RED";
export const WAREHOUSE = "Shop warehouse";

export async function openTrade(options: WorldOptions): Promise<World> {
  const world = await createWorld(await exampleSetting(), options);
  onTestFinished(() => world.close());
  return world;
}

export const parcelsIn = (shop: ShopDouble, orderId: string) =>
  shop.parcelsOf(orderId).map(({ lines, tracking, notified }) => ({
    lines: lines.map(({ line, quantity }) => `${quantity} x ${line.sku}`),
    tracking: tracking.numbers,
    notified,
  }));
