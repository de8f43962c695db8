/** Changing variants in the shop double: all of them or none. */
import { variantView } from "./admin-queries.ts";
import type { ShopState } from "./shop-state.ts";
import type { UserError } from "./user-error.ts";

export function priceMutations(state: ShopState) {
  return {
    productVariantsBulkUpdate({
      productId,
      variants,
    }: {
      productId: string;
      variants: readonly { id?: string; price?: unknown }[];
    }) {
      const found = variants
        .map(({ id = "" }) => state.variants.get(id))
        .filter((each) => each?.product.id === productId);
      const userErrors = variants.flatMap(({ id = "", price }, index): UserError[] => {
        const field = ["variants", String(index)];
        if (state.variants.get(id)?.product.id !== productId)
          return [
            {
              code: "PRODUCT_VARIANT_DOES_NOT_EXIST",
              field: [...field, "id"],
              message: "Product variant does not exist",
            },
          ];
        if (Number(price) < 0)
          return [
            {
              code: "NEGATIVE_PRICE_VALUE",
              field: [...field, "price"],
              message: "Price must be greater than or equal to 0",
            },
          ];
        return [];
      });
      if (userErrors.length > 0) return { product: null, productVariants: null, userErrors };
      for (const { id = "", price } of variants) {
        const variant = state.variants.get(id);
        if (variant !== undefined && price !== undefined) variant.price = Number(price).toFixed(2);
      }
      return {
        product: found[0]?.product ?? null,
        productVariants: found.flatMap((each) => (each ? [variantView(each)] : [])),
        userErrors,
      };
    },
  };
}
