/** The variant that a SKU names, and the locations by the names people gave them. */
import { z } from "zod";
import type { Failure, Result } from "../failure.ts";
import type { Operation, Shopify } from "./shopify.ts";

const variant = z.object({
  id: z.string(),
  sku: z.string().nullish(),
  /** As the shop writes it, such as "19.90". */
  price: z.string(),
  product: z.object({ id: z.string() }),
  inventoryItem: z.object({ id: z.string(), tracked: z.boolean() }),
});

export type Variant = z.output<typeof variant>;

const FIND_VARIANTS: Operation<{ productVariants: { nodes: Variant[] } }> = {
  name: "DrydockVariants",
  kind: "read",
  text: `query DrydockVariants($query: String!) {
    productVariants(first: 10, query: $query) {
      nodes { id sku price product { id } inventoryItem { id tracked } }
    }
  }`,
  answer: z.object({ productVariants: z.object({ nodes: z.array(variant) }) }),
};

/** The one variant of exactly this SKU; none and several hold the entry. */
export async function variantOf(shopify: Shopify, sku: string): Promise<Result<Variant>> {
  const found = await shopify.ask(FIND_VARIANTS, { query: `sku:${quoted(sku)}` });
  if (!found.ok) return found;
  // The shop's search is a search: it may find more than was asked for.
  const exact = found.value.productVariants.nodes.filter((each) => each.sku === sku);
  const [only] = exact;
  if (only !== undefined && exact.length === 1) return { ok: true, value: only };
  return { ok: false, failure: only === undefined ? noVariant(sku) : severalVariants(sku, exact) };
}

/** In the shop's search syntax, where a backslash keeps the next character from meaning anything. */
const quoted = (text: string): string => `"${text.replace(/["\\]/g, "\\$&")}"`;

const noVariant = (sku: string): Failure => ({
  class: "data",
  code: "SHOP_VARIANT_NOT_FOUND",
  message: `The shop has no variant with SKU "${sku}".`,
  advice: "Give the variant this SKU in the shop, or discard the entry if it is sold no more, then re-run.",
  field: "sku",
  value: sku,
});

const severalVariants = (sku: string, variants: readonly Variant[]): Failure => ({
  class: "data",
  code: "SHOP_VARIANT_AMBIGUOUS",
  message: `The shop has ${variants.length} variants with SKU "${sku}": ${variants.map(({ id }) => id).join(", ")}.`,
  advice: "Leave the SKU to one of them in the shop, then re-run.",
  field: "sku",
  value: sku,
});

const LOCATIONS: Operation<{ locations: { nodes: { id: string; name: string }[] } }> = {
  name: "DrydockLocations",
  kind: "read",
  text: `query DrydockLocations {
    locations(first: 250) { nodes { id name } }
  }`,
  answer: z.object({
    locations: z.object({ nodes: z.array(z.object({ id: z.string(), name: z.string() })) }),
  }),
};

/** The id of the shop's location of this name. */
export async function locationOf(shopify: Shopify, name: string): Promise<Result<string>> {
  const found = await shopify.ask(LOCATIONS, {});
  if (!found.ok) return found;
  const named = found.value.locations.nodes.filter((each) => each.name === name);
  const [only] = named;
  if (only !== undefined && named.length === 1) return { ok: true, value: only.id };
  return {
    ok: false,
    failure: {
      class: "data",
      code: "SHOP_LOCATION_NOT_FOUND",
      message: `The shop has ${named.length === 0 ? "no location" : `${named.length} locations`} named "${name}".`,
      advice: "Correct the name of the location in the flow's file or in the shop, then re-run.",
      field: "location",
      value: name,
    },
  };
}
