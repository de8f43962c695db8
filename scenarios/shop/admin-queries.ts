/** What the shop double answers to queries: its state under the Admin API's names. */
import { GraphQLError } from "graphql";
import type { ShopParcel, ShopState, ShopVariant, StoredOrder } from "./shop-state.ts";

export interface Paging {
  readonly first?: number;
  readonly after?: string | null;
}

interface Sorted<T> {
  /** Where each one stands in the list, as text that sorts. */
  readonly keyOf: (node: T) => string;
  readonly view: (node: T) => object;
}

/** A page after a place in the list, not after a count: what changes meanwhile moves nothing else. */
function connection<T>(nodes: readonly T[], { first = 50, after }: Paging, { keyOf, view }: Sorted<T>) {
  if (first > 250) throw new GraphQLError("first cannot be greater than 250");
  const sorted = nodes.toSorted((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
  const place = after == null ? "" : Buffer.from(after, "base64url").toString();
  const rest = sorted.filter((node) => keyOf(node) > place);
  const page = rest.slice(0, first);
  const cursorOf = (node: T | undefined): string | null =>
    node === undefined ? null : Buffer.from(keyOf(node)).toString("base64url");
  return {
    nodes: page.map(view),
    pageInfo: {
      hasNextPage: rest.length > page.length,
      hasPreviousPage: place !== "",
      startCursor: cursorOf(page[0]),
      endCursor: cursorOf(page.at(-1)),
    },
  };
}

const listed = (nodes: readonly object[]) => (paging: Paging) =>
  connection(
    nodes.map((node, index) => ({ node, index })),
    paging,
    { keyOf: ({ index }) => String(index + 1).padStart(6, "0"), view: ({ node }) => node },
  );

export function variantView(variant: ShopVariant) {
  const { id, sku, title, price, product } = variant;
  return { id, sku, title, price, compareAtPrice: null, product, inventoryItem: inventoryItemView(variant) };
}

function inventoryItemView({ inventoryItemId, sku, available }: ShopVariant) {
  return {
    id: inventoryItemId,
    sku,
    tracked: true,
    inventoryLevel: ({ locationId }: { locationId: string }) => {
      const quantity = available.get(locationId);
      if (quantity === undefined) return null;
      return {
        id: `${inventoryItemId}@${locationId}`,
        quantities: ({ names }: { names: readonly string[] }) =>
          names.map((name) => ({ name, quantity: name === "available" ? quantity : 0 })),
      };
    },
  };
}

export function parcelView(parcel: ShopParcel) {
  const { id, name, createdAt, lines, tracking } = parcel;
  const items = lines.map(({ line, quantity }) => ({
    id: `${id}/${line.id}`,
    quantity,
    lineItem: { id: `gid://shopify/LineItem/${line.id}`, sku: line.sku, quantity: line.quantity },
  }));
  return {
    id,
    name,
    status: "SUCCESS",
    createdAt,
    trackingInfo: tracking.numbers.map((number) => ({ number, company: tracking.company, url: null })),
    fulfillmentLineItems: listed(items),
  };
}

/** Each order has one fulfilment order, at the shop's first location. */
export const fulfilmentOrderId = ({ digits }: StoredOrder): string =>
  `gid://shopify/FulfillmentOrder/9${digits}`;
export const fulfilmentLineId = (line: { readonly id: string }): string =>
  `gid://shopify/FulfillmentOrderLineItem/9${line.id}`;

export function fulfilmentOrderStatus({ cancelledAt, lines }: StoredOrder): string {
  if (cancelledAt !== null) return "CANCELLED";
  if (lines.every(({ remaining }) => remaining === 0)) return "CLOSED";
  return lines.some(({ remaining, quantity }) => remaining < quantity) ? "IN_PROGRESS" : "OPEN";
}

function orderView(order: StoredOrder, state: ShopState) {
  const { id, digits, name, test, createdAt, updatedAt, cancelledAt, lines, parcels } = order;
  const [location] = state.locations;
  const items = lines.map((line) => ({
    id: fulfilmentLineId(line),
    sku: line.sku,
    totalQuantity: line.quantity,
    remainingQuantity: line.remaining,
    lineItem: { id: `gid://shopify/LineItem/${line.id}`, sku: line.sku, quantity: line.quantity },
  }));
  const fulfilmentOrder = {
    id: fulfilmentOrderId(order),
    status: fulfilmentOrderStatus(order),
    assignedLocation: { name: location?.name ?? "", location },
    lineItems: listed(items),
  };
  return {
    ...{ id, legacyResourceId: digits, name, test, createdAt, updatedAt, cancelledAt },
    fulfillments: ({ first = 250 }: Paging) => parcels.slice(0, first).map(parcelView),
    fulfillmentOrders: listed(lines.length === 0 ? [] : [fulfilmentOrder]),
  };
}

/** A filter that the double does not know is refused, where the shop would find too much. */
function changedSince(query: string | undefined): number {
  if (query === undefined || query === "") return 0;
  const [, time = ""] = /^updated_at:>='([^']+)'$/.exec(query) ?? [];
  const since = Date.parse(time);
  if (Number.isNaN(since)) throw new GraphQLError(`the double knows no order filter such as ${query}`);
  return since;
}

function skuIn(query: string | undefined): string | null {
  if (query === undefined || query === "") return null;
  const [, sku] = /^sku:"((?:[^"\\]|\\.)*)"$/.exec(query) ?? [];
  if (sku === undefined) throw new GraphQLError(`the double knows no variant filter such as ${query}`);
  return sku.replace(/\\(.)/g, "$1");
}

const sortable = (order: StoredOrder, key: string): string => {
  if (key === "UPDATED_AT")
    return `${new Date(order.updatedAt).toISOString()} ${order.digits.padStart(24, "0")}`;
  return order.digits.padStart(24, "0");
};

export function adminQueries(state: ShopState) {
  return {
    locations: (paging: Paging) =>
      listed(state.locations.map((each) => ({ ...each, isActive: true })))(paging),
    productVariants({ query, ...paging }: Paging & { query?: string }) {
      const sku = skuIn(query)?.toLowerCase();
      // As the shop does: the case of a SKU makes no difference to its search.
      const found = [...state.variants.values()].filter(
        (each) => sku === undefined || each.sku.toLowerCase() === sku,
      );
      return connection(found, paging, { keyOf: ({ id }) => id, view: variantView });
    },
    inventoryItem({ id }: { id: string }) {
      const variant = [...state.variants.values()].find(({ inventoryItemId }) => inventoryItemId === id);
      return variant === undefined ? null : inventoryItemView(variant);
    },
    order({ id }: { id: string }) {
      const order = state.orders.get(id);
      return order === undefined ? null : orderView(order, state);
    },
    orders({ query, sortKey = "PROCESSED_AT", ...paging }: Paging & { query?: string; sortKey?: string }) {
      const since = changedSince(query);
      const found = [...state.orders.values()].filter(({ updatedAt }) => Date.parse(updatedAt) >= since);
      return connection(found, paging, {
        keyOf: (order) => sortable(order, sortKey),
        view: (order) => orderView(order, state),
      });
    },
  };
}
