/** Setting stock in the shop double: once for each idempotency key, and only if it is still what the caller saw. */
import { GraphQLError, type GraphQLResolveInfo } from "graphql";
import type { ShopState, ShopVariant } from "./shop-state.ts";
import type { UserError } from "./user-error.ts";

interface StockInput {
  readonly inventoryItemId: string;
  readonly locationId: string;
  readonly quantity: number;
  readonly changeFromQuantity?: number | null;
}

interface SetQuantities {
  readonly name: string;
  readonly reason: string;
  readonly referenceDocumentUri?: string;
  readonly quantities: readonly StockInput[];
}

/** In the order of Shopify's own checks: does it exist, is it stocked there, is it still what the caller saw. */
function stockError(variant: ShopVariant | undefined, input: StockInput, index: number): UserError | null {
  const at = (field: string): readonly string[] => ["input", "quantities", String(index), field];
  if (variant === undefined) {
    return {
      code: "INVALID_INVENTORY_ITEM",
      field: at("inventoryItemId"),
      message: "The specified inventory item could not be found.",
    };
  }
  const held = variant.available.get(input.locationId);
  if (held === undefined) {
    return {
      code: "ITEM_NOT_STOCKED_AT_LOCATION",
      field: at("locationId"),
      message: "The specified inventory item is not stocked at the location.",
    };
  }
  if (input.quantity > 1_000_000_000) {
    return {
      code: "INVALID_QUANTITY_TOO_HIGH",
      field: at("quantity"),
      message: "The total quantity can't be higher than 1,000,000,000.",
    };
  }
  if (input.changeFromQuantity != null && input.changeFromQuantity !== held) {
    return {
      code: "CHANGE_FROM_QUANTITY_STALE",
      field: at("changeFromQuantity"),
      message: "The changeFromQuantity argument no longer matches the persisted quantity.",
    };
  }
  return null;
}

/** Made or refused as a whole. */
function setQuantities(state: ShopState, input: SetQuantities) {
  const variantOf = (id: string) => [...state.variants.values()].find((each) => each.inventoryItemId === id);
  const errors = input.quantities.flatMap(
    (each, index) => stockError(variantOf(each.inventoryItemId), each, index) ?? [],
  );
  if (input.name !== "available")
    errors.push({
      code: "INVALID_NAME",
      field: ["input", "name"],
      message: "The quantity name must be either 'available' or 'on_hand'.",
    });
  if (errors.length > 0) return { inventoryAdjustmentGroup: null, userErrors: errors };
  for (const { inventoryItemId, locationId, quantity } of input.quantities)
    variantOf(inventoryItemId)?.available.set(locationId, quantity);
  const { reason, referenceDocumentUri } = input;
  const id = `gid://shopify/InventoryAdjustmentGroup/${state.nextId()}`;
  return { inventoryAdjustmentGroup: { id, reason, referenceDocumentUri }, userErrors: [] };
}

function keyMismatch() {
  const message = "The same idempotency key cannot be used with different operation parameters.";
  const userErrors = [{ code: "IDEMPOTENCY_KEY_PARAMETER_MISMATCH", field: null, message }];
  return { inventoryAdjustmentGroup: null, userErrors };
}

export function stockMutations(state: ShopState) {
  const done = new Map<string, { readonly asked: string; readonly result: object }>();
  return {
    inventorySetQuantities({ input }: { input: SetQuantities }, _context: unknown, info: GraphQLResolveInfo) {
      const key = idempotencyKeyIn(info);
      if (key === null)
        throw new GraphQLError(
          "The @idempotent directive is required for this mutation but was not provided.",
        );
      const unsaid = input.quantities.some(({ changeFromQuantity }) => changeFromQuantity === undefined);
      if (unsaid)
        throw new GraphQLError(
          "changeFromQuantity is required: pass the expected quantity, or null to opt out.",
        );
      const text = JSON.stringify(input);
      const known = done.get(key);
      if (known !== undefined && known.asked !== text) return keyMismatch();
      const result = known?.result ?? setQuantities(state, input);
      done.set(key, { asked: text, result });
      return result;
    },
  };
}

function idempotencyKeyIn({ fieldNodes, variableValues }: GraphQLResolveInfo): string | null {
  const value = fieldNodes[0]?.directives
    ?.find(({ name }) => name.value === "idempotent")
    ?.arguments?.find(({ name }) => name.value === "key")?.value;
  if (value?.kind === "StringValue") return value.value;
  if (value?.kind !== "Variable") return null;
  const given = variableValues[value.name.value];
  return typeof given === "string" ? given : null;
}
