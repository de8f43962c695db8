/** NetSuite's prices into the shop: an entry says which item, and each delivery reads its price again. */
import { z } from "zod";
import { toDecimal } from "../../mapping/values/decimals.ts";
import { setPrice } from "../../shopify/prices.ts";
import { variantOf } from "../../shopify/variants.ts";
import { type Flow, failed, type Outcome } from "../flow.ts";
import { backFlow, type Syncing } from "./back-flow.ts";
import { type BackFlowFile, mapForShop, textOf } from "./back-flow-file.ts";
import { CHANGED_ITEMS, type Item, itemOf, pricesOf } from "./items.ts";
import type { ToShopParts } from "./to-shop-parts.ts";

export function priceFlow(file: BackFlowFile, parts: ToShopParts): Flow {
  return backFlow({ changes: CHANGED_ITEMS, called: "item", read: itemOf, sync }, { file, parts });
}

async function sync(item: Item, { file, parts, sending }: Syncing): Promise<Outcome> {
  const { netsuite, shopify } = parts;
  const prices = await pricesOf(netsuite, item.id);
  if (!prices.ok) return failed(prices.failure);
  const mapped = await mapForShop(file, { item, prices: prices.value });
  if (!mapped.ok) return failed(mapped.failure);
  if (mapped.value.kind === "skip") return { kind: "skipped", reason: mapped.value.reason };
  const { body, warnings } = mapped.value;
  const variant = await variantOf(shopify, textOf(body, "sku"));
  if (!variant.ok) return failed(variant.failure);
  const price = textOf(body, "price");
  if (!toDecimal(price).eq(toDecimal(variant.value.price))) {
    await sending.announce();
    const set = await setPrice(shopify, variant.value, price);
    if (!set.ok) return failed(set.failure);
  }
  return { kind: "delivered", recordType: "ProductVariant", internalId: variant.value.id, warnings };
}

/** How it is configured, beside its mapping. */
export const NETSUITE_PRICES = {
  kind: z.literal("netsuite-prices").describe("NetSuite's prices into the shop."),
};
