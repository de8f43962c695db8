/** A variant's price in the shop's currency. */
import { z } from "zod";
import type { Result } from "../failure.ts";
import type { Operation, Shopify } from "./shopify.ts";
import type { Variant } from "./variants.ts";

const answer = z.object({ productVariantsBulkUpdate: z.object({}) });

const SET_PRICE: Operation<z.output<typeof answer>> = {
  name: "DrydockSetPrice",
  kind: "write",
  text: `mutation DrydockSetPrice($product: ID!, $variants: [ProductVariantsBulkInput!]!) {
    productVariantsBulkUpdate(productId: $product, variants: $variants) {
      productVariants { id price }
      userErrors { code field message }
    }
  }`,
  answer,
};

/** The same price set twice is one price. `price` as text, such as "19.90". */
export async function setPrice(shopify: Shopify, variant: Variant, price: string): Promise<Result<null>> {
  const variants = [{ id: variant.id, price }];
  const set = await shopify.ask(SET_PRICE, { product: variant.product.id, variants });
  return set.ok ? { ok: true, value: null } : set;
}
