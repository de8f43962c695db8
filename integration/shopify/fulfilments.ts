/** What of an order has left the shop's shelves and what has not: read it, note a parcel, correct its tracking. */
import { z } from "zod";
import type { Result } from "../failure.ts";
import type { Operation, Shopify } from "./shopify.ts";

const fulfilment = z.object({
  id: z.string(),
  status: z.string(),
  trackingInfo: z.array(z.object({ number: z.string().nullish(), company: z.string().nullish() })),
  fulfillmentLineItems: z.object({
    nodes: z.array(
      z.object({ quantity: z.number().int(), lineItem: z.object({ sku: z.string().nullish() }) }),
    ),
  }),
});

const fulfilmentOrder = z.object({
  id: z.string(),
  status: z.string(),
  assignedLocation: z.object({ name: z.string() }),
  lineItems: z.object({
    nodes: z.array(
      z.object({ id: z.string(), sku: z.string().nullish(), remainingQuantity: z.number().int() }),
    ),
  }),
});

export type ShopFulfilment = z.output<typeof fulfilment>;
export type FulfilmentOrder = z.output<typeof fulfilmentOrder>;

const shipping = z.object({
  order: z
    .object({
      id: z.string(),
      name: z.string(),
      cancelledAt: z.string().nullable(),
      fulfillments: z.array(fulfilment),
    })
    .nullable(),
});

export type ShopShipping = NonNullable<z.output<typeof shipping>["order"]>;

const READ_FULFILMENTS: Operation<z.output<typeof shipping>> = {
  name: "DrydockFulfilments",
  kind: "read",
  text: `query DrydockFulfilments($id: ID!) {
    order(id: $id) {
      id
      name
      cancelledAt
      fulfillments(first: 10) {
        id
        status
        trackingInfo { number company }
        fulfillmentLineItems(first: 20) { nodes { quantity lineItem { sku } } }
      }
    }
  }`,
  answer: shipping,
};

/** null when the shop has no such order. */
export async function shippingOf(shopify: Shopify, orderId: string): Promise<Result<ShopShipping | null>> {
  const read = await shopify.ask(READ_FULFILMENTS, { id: orderId });
  return read.ok ? { ok: true, value: read.value.order } : read;
}

const toShip = z.object({
  order: z.object({ fulfillmentOrders: z.object({ nodes: z.array(fulfilmentOrder) }) }).nullable(),
});

const READ_FULFILMENT_ORDERS: Operation<z.output<typeof toShip>> = {
  name: "DrydockFulfilmentOrders",
  kind: "read",
  text: `query DrydockFulfilmentOrders($id: ID!) {
    order(id: $id) {
      fulfillmentOrders(first: 10) {
        nodes {
          id
          status
          assignedLocation { name }
          lineItems(first: 40) { nodes { id sku remainingQuantity } }
        }
      }
    }
  }`,
  answer: toShip,
};

export async function fulfilmentOrdersOf(
  shopify: Shopify,
  orderId: string,
): Promise<Result<readonly FulfilmentOrder[]>> {
  const read = await shopify.ask(READ_FULFILMENT_ORDERS, { id: orderId });
  return read.ok ? { ok: true, value: read.value.order?.fulfillmentOrders.nodes ?? [] } : read;
}

export interface Tracking {
  readonly numbers: readonly string[];
  readonly company?: string;
}

export interface Parcel {
  readonly lines: readonly {
    readonly fulfilmentOrderId: string;
    readonly lineItems: readonly { readonly id: string; readonly quantity: number }[];
  }[];
  readonly tracking: Tracking;
  readonly notifyCustomer: boolean;
}

const created = z.object({
  fulfillmentCreate: z.object({ fulfillment: z.object({ id: z.string() }) }),
});

const CREATE: Operation<z.output<typeof created>> = {
  name: "DrydockFulfil",
  kind: "write",
  text: `mutation DrydockFulfil($fulfillment: FulfillmentInput!) {
    fulfillmentCreate(fulfillment: $fulfillment) {
      fulfillment { id }
      userErrors { field message }
    }
  }`,
  answer: created,
};

/** Nothing makes this safe to repeat: read the order's fulfilments before it is sent again. Gives the fulfilment's id. */
export async function createFulfilment(shopify: Shopify, parcel: Parcel): Promise<Result<string>> {
  const made = await shopify.ask(CREATE, {
    fulfillment: {
      lineItemsByFulfillmentOrder: parcel.lines.map(({ fulfilmentOrderId, lineItems }) => ({
        fulfillmentOrderId: fulfilmentOrderId,
        fulfillmentOrderLineItems: lineItems,
      })),
      notifyCustomer: parcel.notifyCustomer,
      ...trackingInput(parcel.tracking),
    },
  });
  return made.ok ? { ok: true, value: made.value.fulfillmentCreate.fulfillment.id } : made;
}

const trackingInput = ({ numbers, company }: Tracking) =>
  numbers.length === 0 ? {} : { trackingInfo: { numbers, ...(company === undefined ? {} : { company }) } };

const updated = z.object({ fulfillmentTrackingInfoUpdate: z.object({}) });

const UPDATE_TRACKING: Operation<z.output<typeof updated>> = {
  name: "DrydockTracking",
  kind: "write",
  text: `mutation DrydockTracking($id: ID!, $tracking: FulfillmentTrackingInput!, $notify: Boolean) {
    fulfillmentTrackingInfoUpdate(fulfillmentId: $id, trackingInfoInput: $tracking, notifyCustomer: $notify) {
      fulfillment { id }
      userErrors { field message }
    }
  }`,
  answer: updated,
};

export async function updateTracking(
  shopify: Shopify,
  id: string,
  { tracking, notifyCustomer }: Pick<Parcel, "tracking" | "notifyCustomer">,
): Promise<Result<null>> {
  const input = trackingInput(tracking).trackingInfo;
  const set = await shopify.ask(UPDATE_TRACKING, { id, tracking: input ?? {}, notify: notifyCustomer });
  return set.ok ? { ok: true, value: null } : set;
}
