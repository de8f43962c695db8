/** NetSuite's prices into the shop: an entry says which item, and each delivery reads its price again. */
import { z } from "zod";
import type { Failure } from "../../failure.ts";
import type { LedgerEntry } from "../../ledger/entry.ts";
import { toDecimal } from "../../mapping/values/decimals.ts";
import { setPrice } from "../../shopify/prices.ts";
import { variantOf } from "../../shopify/variants.ts";
import type { Flow, Outcome, Sending } from "../flow.ts";
import { type BackFlowFile, gone, mapForShop, textOf } from "./back-flow-file.ts";
import { changedRecords } from "./changed-records.ts";
import { CHANGED_ITEMS, itemOf, pricesOf } from "./items.ts";
import { paceOf, type ToShopParts } from "./to-shop-parts.ts";
import { whichRecord } from "./which-record.ts";

export function priceFlow(file: BackFlowFile, parts: ToShopParts): Flow {
  return {
    name: file.flow,
    source: changedRecords({ ...parts, ...paceOf(parts), flow: file.flow, changes: CHANGED_ITEMS }),
    delivery: {
      mappingVersion: file.version,
      // The price is written only where it differs from the shop's.
      lookUp: async () => null,
      write: (entry, sending) => sync(entry, { file, parts, sending }),
    },
  };
}

interface Syncing {
  readonly file: BackFlowFile;
  readonly parts: ToShopParts;
  readonly sending: Sending;
}

const failed = (failure: Failure): Outcome => ({ kind: "failed", failure });

async function sync(entry: LedgerEntry, { file, parts, sending }: Syncing): Promise<Outcome> {
  const { netsuite, shopify } = parts;
  const id = whichRecord(entry);
  if (!id.ok) return failed(id.failure);
  const item = await itemOf(netsuite, id.value);
  if (!item.ok) return failed(item.failure);
  if (item.value === null) return failed(gone("item", id.value));
  const prices = await pricesOf(netsuite, id.value);
  if (!prices.ok) return failed(prices.failure);
  const mapped = await mapForShop(file, { item: item.value, prices: prices.value });
  if (!mapped.ok) return failed(mapped.failure);
  if (mapped.value.kind === "skip") return { kind: "skipped", reason: mapped.value.reason };
  const { body, warnings } = mapped.value;
  const variant = await variantOf(shopify, textOf(body, "sku"));
  if (!variant.ok) return failed(variant.failure);
  const price = textOf(body, "price");
  if (!toDecimal(price).eq(toDecimal(variant.value.price))) {
    if (!(await sending.announce())) return { kind: "superseded" };
    const set = await setPrice(shopify, variant.value, price);
    if (!set.ok) return failed(set.failure);
  }
  return { kind: "delivered", recordType: "ProductVariant", internalId: variant.value.id, warnings };
}

/** How it is configured, beside its mapping. */
export const NETSUITE_PRICES = {
  kind: z.literal("netsuite-prices").describe("NetSuite's prices into the shop."),
};
