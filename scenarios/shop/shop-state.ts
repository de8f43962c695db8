/** What the shop double holds: variants and their stock, orders as their webhooks have them, and what has been shipped. */
import { parse } from "lossless-json";
import { z } from "zod";

export interface ShopVariant {
  readonly id: string;
  readonly sku: string;
  readonly title: string;
  readonly product: { readonly id: string; readonly title: string };
  readonly inventoryItemId: string;
  price: string;
  /** By location id; a location without a number does not stock it. */
  readonly available: Map<string, number>;
}

export interface ShopLine {
  readonly id: string;
  readonly sku: string;
  readonly quantity: number;
  remaining: number;
}

export interface ShopParcel {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly lines: readonly { readonly line: ShopLine; readonly quantity: number }[];
  tracking: { readonly company: string | null; readonly numbers: readonly string[] };
  readonly notified: boolean;
}

export interface StoredOrder {
  readonly id: string;
  readonly digits: string;
  readonly name: string;
  readonly createdAt: string;
  updatedAt: string;
  cancelledAt: string | null;
  readonly test: boolean;
  /** The body of its webhook. */
  readonly raw: string;
  readonly lines: readonly ShopLine[];
  readonly parcels: ShopParcel[];
}

export interface ShopState {
  readonly locations: readonly { readonly id: string; readonly name: string }[];
  readonly variants: Map<string, ShopVariant>;
  readonly orders: Map<string, StoredOrder>;
  addVariant(draft: VariantDraft): void;
  /** @throws RangeError when the shop has no location of this name */
  locationId(name: string): string;
  /** The next digits of an id. */
  nextId(): string;
}

const orderBody = z.object({
  admin_graphql_api_id: z.string(),
  name: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  cancelled_at: z.string().nullish(),
  test: z.boolean().optional(),
  line_items: z.array(
    z.object({
      id: z.string(),
      sku: z.string().nullish(),
      quantity: z.coerce.number(),
      current_quantity: z.coerce.number().optional(),
      requires_shipping: z.boolean().optional(),
    }),
  ),
});

/** Ids are longer than a double is exact. */
const exact = (digits: string): string => digits;

/** An order as its webhook has it; what was shipped of an earlier edition stays shipped. */
export function storedOrder(raw: string, earlierOf: (id: string) => StoredOrder | undefined): StoredOrder {
  const body = orderBody.parse(parse(raw, undefined, exact));
  const id = body.admin_graphql_api_id;
  const earlier = earlierOf(id);
  const shippedOf = (line: string): number => {
    const known = earlier?.lines.find((each) => each.id === line);
    return known === undefined ? 0 : known.quantity - known.remaining;
  };
  return {
    id,
    digits: /\d+$/.exec(id)?.[0] ?? "",
    name: body.name,
    createdAt: body.created_at,
    updatedAt: body.updated_at,
    cancelledAt: body.cancelled_at ?? null,
    test: body.test ?? false,
    raw,
    lines: body.line_items.flatMap((line) => {
      const quantity = line.current_quantity ?? line.quantity;
      if (line.requires_shipping === false || quantity === 0) return [];
      return [{ id: line.id, sku: line.sku ?? "", quantity, remaining: quantity - shippedOf(line.id) }];
    }),
    parcels: earlier?.parcels ?? [],
  };
}

export interface VariantDraft {
  readonly sku: string;
  readonly title?: string;
  readonly price: string;
  /** By the location's name. */
  readonly available?: Readonly<Record<string, number>>;
}

export function createShopState(options: {
  readonly locations: readonly string[];
  readonly variants: readonly VariantDraft[];
}): ShopState {
  let last = 7_000_000_000_000;
  const nextId = (): string => {
    last += 1;
    return String(last);
  };
  const locations = options.locations.map((name) => ({ id: `gid://shopify/Location/${nextId()}`, name }));
  const locationId = (name: string): string => {
    const found = locations.find((each) => each.name === name);
    if (found === undefined) throw new RangeError(`the shop has no location "${name}"`);
    return found.id;
  };
  const variants = new Map<string, ShopVariant>();
  function addVariant({ sku, title = sku, price, available = {} }: VariantDraft): void {
    const stock = Object.entries(available).map(([name, quantity]) => [locationId(name), quantity] as const);
    const id = `gid://shopify/ProductVariant/${nextId()}`;
    variants.set(id, {
      id,
      sku,
      title,
      price,
      product: { id: `gid://shopify/Product/${nextId()}`, title },
      inventoryItemId: `gid://shopify/InventoryItem/${nextId()}`,
      available: new Map(stock),
    });
  }
  for (const draft of options.variants) addVariant(draft);
  return { locations, variants, orders: new Map(), addVariant, locationId, nextId };
}
