/** An item's stock at one location of the shop: read it, and set it only if it is still what was read. */
import { z } from "zod";
import type { Result } from "../failure.ts";
import type { Operation, Shopify } from "./shopify.ts";

export interface StockPlace {
  readonly inventoryItemId: string;
  readonly locationId: string;
}

const quantities = z.array(z.object({ name: z.string(), quantity: z.number().int() }));
const stockAnswer = z.object({
  inventoryItem: z.object({ inventoryLevel: z.object({ quantities }).nullable() }).nullable(),
});

const READ_STOCK: Operation<z.output<typeof stockAnswer>> = {
  name: "DrydockStock",
  kind: "read",
  text: `query DrydockStock($item: ID!, $location: ID!) {
    inventoryItem(id: $item) {
      inventoryLevel(locationId: $location) { quantities(names: ["available"]) { name quantity } }
    }
  }`,
  answer: stockAnswer,
};

/** null when the item is not stocked at the location. */
export async function availableAt(shopify: Shopify, place: StockPlace): Promise<Result<number | null>> {
  const { inventoryItemId: item, locationId: location } = place;
  const read = await shopify.ask(READ_STOCK, { item, location });
  if (!read.ok) return read;
  const level = read.value.inventoryItem?.inventoryLevel;
  return { ok: true, value: level?.quantities.find(({ name }) => name === "available")?.quantity ?? null };
}

const setAnswer = z.object({ inventorySetQuantities: z.object({}) });

const SET_STOCK: Operation<z.output<typeof setAnswer>> = {
  name: "DrydockSetStock",
  kind: "write",
  // Since 2026-04 the directive and `changeFromQuantity` must be there (shopify.dev, changelog of 2025-12-12).
  text: `mutation DrydockSetStock($input: InventorySetQuantitiesInput!, $key: String!) {
    inventorySetQuantities(input: $input) @idempotent(key: $key) {
      inventoryAdjustmentGroup { id }
      userErrors { code field message }
    }
  }`,
  answer: setAnswer,
};

export interface StockChange extends StockPlace {
  /** What was read before. */
  readonly from: number;
  readonly to: number;
  /** The same change sent twice under one key is made once. */
  readonly idempotencyKey: string;
  /** Where the number comes from, for the shop's own history. */
  readonly reference: string;
}

/** Refused as `CHANGE_FROM_QUANTITY_STALE`, a transient failure, when somebody was faster. */
export async function setAvailable(shopify: Shopify, change: StockChange): Promise<Result<null>> {
  const { inventoryItemId, locationId, from, to, idempotencyKey, reference } = change;
  const set = await shopify.ask(SET_STOCK, {
    key: idempotencyKey,
    input: {
      name: "available",
      reason: "correction",
      referenceDocumentUri: reference,
      quantities: [{ inventoryItemId, locationId, quantity: to, changeFromQuantity: from }],
    },
  });
  return set.ok ? { ok: true, value: null } : set;
}
