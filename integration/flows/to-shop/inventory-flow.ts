/** NetSuite's stock into the shop: an entry says which item, and each delivery reads its stock again. */
import { createHash } from "node:crypto";
import { z } from "zod";
import type { Failure, Result } from "../../failure.ts";
import type { LedgerEntry } from "../../ledger/entry.ts";
import { availableAt, type StockPlace, setAvailable } from "../../shopify/inventory.ts";
import { locationOf, type Variant, variantOf } from "../../shopify/variants.ts";
import { type Flow, failed, type Outcome } from "../flow.ts";
import { backFlow, type Syncing } from "./back-flow.ts";
import { type BackFlowFile, mapForShop, textOf } from "./back-flow-file.ts";
import { CHANGED_STOCK, type Item, itemOf, type Stock, stockOf } from "./items.ts";
import type { ToShopParts } from "./to-shop-parts.ts";

export function inventoryFlow(file: BackFlowFile, parts: ToShopParts): Flow {
  return backFlow({ changes: CHANGED_STOCK, called: "item", read: itemOf, sync }, { file, parts });
}

async function sync(item: Item, syncing: Syncing): Promise<Outcome> {
  const stock = await stockOf(syncing.parts.netsuite, item.id);
  if (!stock.ok) return failed(stock.failure);
  const wanted = await wantedAt(syncing.file, item, stock.value);
  if (!wanted.ok) return failed(wanted.failure);
  if ("reason" in wanted.value) return { kind: "skipped", reason: wanted.value.reason };
  return setEach(wanted.value.places, syncing);
}

interface Wanted {
  readonly sku: string;
  readonly location: string;
  readonly quantity: number;
  readonly warnings: readonly string[];
}

type WantedOrNot = { readonly reason: string } | { readonly places: readonly Wanted[] };

/** The file is applied once for each of the shop's locations, to the stock behind it. */
async function wantedAt(
  file: BackFlowFile,
  item: Item,
  stock: readonly Stock[],
): Promise<Result<WantedOrNot>> {
  const places: Wanted[] = [];
  for (const { shop, netsuite: behind } of file.locations ?? []) {
    const here = stock.filter(({ location }) => behind.includes(location));
    const available = here.reduce((sum, each) => sum + each.available, 0);
    const mapped = await mapForShop(file, { item, location: shop, stock: here, available });
    if (!mapped.ok) return mapped;
    if (mapped.value.kind === "skip") return { ok: true, value: { reason: mapped.value.reason } };
    const { body, warnings } = mapped.value;
    places.push({ sku: textOf(body, "sku"), location: shop, quantity: Number(body["quantity"]), warnings });
  }
  return { ok: true, value: { places } };
}

async function setEach(places: readonly Wanted[], syncing: Syncing): Promise<Outcome> {
  const { shopify } = syncing.parts;
  let variant: Variant | undefined;
  for (const wanted of places) {
    const found = await variantOf(shopify, wanted.sku);
    if (!found.ok) return failed(found.failure);
    variant = found.value;
    if (!variant.inventoryItem.tracked)
      return { kind: "skipped", reason: `The shop does not track ${wanted.sku}.` };
    const location = await locationOf(shopify, wanted.location);
    if (!location.ok) return failed(location.failure);
    const place = { inventoryItemId: variant.inventoryItem.id, locationId: location.value };
    const unset = await setOne(wanted, place, syncing);
    if (unset !== null) return unset;
  }
  const warnings = places.flatMap((place) => place.warnings);
  const internalId = variant?.inventoryItem.id ?? "";
  return { kind: "delivered", recordType: "InventoryItem", internalId, warnings };
}

/** null when the shop now has the number. */
async function setOne(
  wanted: Wanted,
  place: StockPlace,
  { entry, parts, sending }: Syncing,
): Promise<Outcome | null> {
  const { shopify } = parts;
  const { quantity: to } = wanted;
  const from = await availableAt(shopify, place);
  if (!from.ok) return failed(from.failure);
  if (from.value === null) return failed(notStocked(wanted));
  if (from.value === to) return null;
  await sending.announce();
  const idempotencyKey = keyOf(entry, place, `${from.value}>${to}`);
  const set = await setAvailable(shopify, {
    ...place,
    from: from.value,
    to,
    idempotencyKey,
    reference: `netsuite://${entry.key.replace(":", "/")}`,
  });
  return set.ok ? null : failed(set.failure);
}

const notStocked = ({ sku, location }: Wanted): Failure => ({
  class: "data",
  code: "SHOP_NOT_STOCKED",
  message: `The shop does not stock ${sku} at "${location}".`,
  advice: "Stock it there in the shop, or leave the location out of the flow's file, then re-run.",
  field: "location",
  value: location,
});

/** In the form of a UUID; another attempt has another, for the shop remembers failed ones. */
function keyOf(
  { id, claims }: LedgerEntry,
  { inventoryItemId, locationId }: StockPlace,
  change: string,
): string {
  const hex = createHash("sha256")
    .update([id, claims, inventoryItemId, locationId, change].join("|"))
    .digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    "-",
  );
}

/** How it is configured, beside its mapping. */
export const NETSUITE_INVENTORY = {
  kind: z.literal("netsuite-inventory").describe("NetSuite's stock into the shop."),
};
