/** Shipping in the shop double: a parcel takes what is left of its lines, and nothing keeps a second one from being made. */
import { fulfilmentLineId, fulfilmentOrderId, fulfilmentOrderStatus, parcelView } from "./admin-queries.ts";
import type { ShopLine, ShopState, StoredOrder } from "./shop-state.ts";

interface Lines {
  readonly fulfillmentOrderId: string;
  readonly fulfillmentOrderLineItems?: readonly { readonly id: string; readonly quantity: number }[] | null;
}

interface TrackingInput {
  readonly company?: string | null;
  readonly number?: string | null;
  readonly numbers?: readonly string[] | null;
}

interface FulfilmentInput {
  readonly lineItemsByFulfillmentOrder: readonly Lines[];
  readonly notifyCustomer?: boolean;
  readonly trackingInfo?: TrackingInput | null;
}

const trackingOf = (input: TrackingInput | null | undefined) => ({
  company: input?.company ?? null,
  numbers: input?.numbers ?? (input?.number == null ? [] : [input.number]),
});

type Wanted = readonly { readonly line: ShopLine; readonly quantity: number }[];

/** The lines that are meant, or why they cannot be shipped. */
function wantedOf(order: StoredOrder | undefined, lines: Lines): Wanted | string {
  if (order === undefined) return "Fulfillment order does not exist.";
  const status = fulfilmentOrderStatus(order);
  if (status !== "OPEN" && status !== "IN_PROGRESS")
    return `Fulfillment order ${fulfilmentOrderId(order)} has an unfulfillable status= ${status.toLowerCase()}.`;
  const all = order.lines.map((line) => ({ id: fulfilmentLineId(line), quantity: line.remaining }));
  const wanted = (lines.fulfillmentOrderLineItems ?? all).map(({ id, quantity }) => ({
    line: order.lines.find((line) => fulfilmentLineId(line) === id),
    quantity,
  }));
  const isThere = (each: { line: ShopLine | undefined; quantity: number }): each is Wanted[number] =>
    each.line !== undefined && each.quantity >= 1 && each.quantity <= each.line.remaining;
  return wanted.every(isThere) ? wanted : "Invalid fulfillment order line item quantity requested.";
}

export function fulfilmentMutations(state: ShopState, now: () => number) {
  const touch = (order: StoredOrder): void => {
    order.updatedAt = new Date(now()).toISOString().replace(/\.\d+Z$/, "Z");
  };

  return {
    fulfillmentCreate({ fulfillment }: { fulfillment: FulfilmentInput }) {
      const [only, ...more] = fulfillment.lineItemsByFulfillmentOrder;
      const order = [...state.orders.values()].find(
        (each) => fulfilmentOrderId(each) === only?.fulfillmentOrderId,
      );
      const wanted =
        only === undefined || more.length > 0
          ? "All fulfillment orders must be of one order."
          : wantedOf(order, only);
      if (typeof wanted === "string" || order === undefined)
        return { fulfillment: null, userErrors: [{ field: ["fulfillment"], message: wanted }] };
      for (const { line, quantity } of wanted) line.remaining -= quantity;
      const parcel = {
        id: `gid://shopify/Fulfillment/${state.nextId()}`,
        name: `${order.name}-F${order.parcels.length + 1}`,
        createdAt: new Date(now()).toISOString(),
        lines: wanted,
        tracking: trackingOf(fulfillment.trackingInfo),
        notified: fulfillment.notifyCustomer ?? false,
      };
      order.parcels.push(parcel);
      touch(order);
      return { fulfillment: parcelView(parcel), userErrors: [] };
    },

    fulfillmentTrackingInfoUpdate({
      fulfillmentId,
      trackingInfoInput,
    }: {
      fulfillmentId: string;
      trackingInfoInput: TrackingInput;
    }) {
      const order = [...state.orders.values()].find(({ parcels }) =>
        parcels.some(({ id }) => id === fulfillmentId),
      );
      const parcel = order?.parcels.find(({ id }) => id === fulfillmentId);
      if (order === undefined || parcel === undefined)
        return {
          fulfillment: null,
          userErrors: [{ field: ["fulfillmentId"], message: "Fulfillment does not exist." }],
        };
      parcel.tracking = trackingOf(trackingInfoInput);
      touch(order);
      return { fulfillment: parcelView(parcel), userErrors: [] };
    },
  };
}
