/**
 * A shop on this machine: a small, stateful double of Shopify's Admin API, as strict as the real one about its access token,
 * its schema, its query cost and what it refuses. It has no sockets; doors bring it requests.
 */
import { adminQueries } from "./admin-queries.ts";
import { type BucketSize, STANDARD_BUCKET } from "./cost-bucket.ts";
import { fulfilmentMutations } from "./fulfilment-mutations.ts";
import { createGraphqlService, operationIn } from "./graphql-service.ts";
import { priceMutations } from "./price-mutations.ts";
import { jsonAnswer, type ShopAnswer, type ShopRequest } from "./shop-answer.ts";
import { type ShopCall, shopCall } from "./shop-calls.ts";
import {
  createShopState,
  type ShopParcel,
  type ShopState,
  type ShopVariant,
  type StoredOrder,
  storedOrder,
  type VariantDraft,
} from "./shop-state.ts";
import { stockMutations } from "./stock-mutations.ts";

export interface ShopDoubleOptions {
  readonly accessToken: string;
  /** @default one, "Shop warehouse" */
  readonly locations?: readonly string[];
  readonly variants?: readonly VariantDraft[];
  /** @default the standard plan's */
  readonly bucket?: BucketSize;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** What goes wrong with a request: `lost` carries it out and says nothing. */
export type ShopFault = { readonly kind: "status"; readonly status: number } | { readonly kind: "lost" };

export interface ShopDouble {
  /** null: the answer was lost. */
  handle(request: ShopRequest): Promise<ShopAnswer | null>;
  /** Places an order, or a later edition of it, as its webhook has it. */
  place(raw: string): StoredOrder;
  parcelsOf(orderId: string): readonly ShopParcel[];
  addVariant(draft: VariantDraft): void;
  variant(sku: string): ShopVariant;
  /** By the location's name; undefined where it is not stocked. */
  available(sku: string, location: string): number | undefined;
  setAvailable(sku: string, location: string, quantity: number): void;
  /** For the next request with an operation of this name, or for whatever comes next. */
  addFault(fault: ShopFault, operation?: string): void;
  /** What was carried out, in order. */
  readonly operations: readonly string[];
  /** What was asked and answered, in the order of the answers. */
  readonly calls: readonly ShopCall[];
  holds(): ShopHolds;
  /** How often an operation was refused for its cost. */
  readonly refusals: number;
}

/** Everything that is in it. */
export interface ShopHolds {
  readonly locations: ShopState["locations"];
  readonly variants: readonly ShopVariant[];
  readonly orders: readonly StoredOrder[];
}

export function createShopDouble(options: ShopDoubleOptions): ShopDouble {
  const {
    accessToken,
    locations = ["Shop warehouse"],
    variants = [],
    bucket = STANDARD_BUCKET,
    now,
  } = options;
  const state = createShopState({ locations, variants });
  const root = {
    ...adminQueries(state),
    ...stockMutations(state),
    ...priceMutations(state),
    ...fulfilmentMutations(state, now),
  };
  const operations: string[] = [];
  const graphql = createGraphqlService({ root, bucket, now, onOperation: (name) => operations.push(name) });
  const faults = createFaults();
  const calls: ShopCall[] = [];
  async function answered(request: ShopRequest): Promise<ShopAnswer | null> {
    if (request.headers["x-shopify-access-token"] !== accessToken) return NO_LOGIN;
    const fault = faults.next(operationIn(request.body));
    if (fault?.kind === "status") return jsonAnswer(fault.status, { errors: "Service Unavailable" });
    const { method, path } = request;
    const answer =
      method === "POST" && GRAPHQL_PATH.test(path)
        ? await graphql.answer(request.body)
        : restOrder(state, request);
    return fault?.kind === "lost" ? null : answer;
  }
  return {
    async handle(request) {
      const at = now();
      const answer = await answered(request);
      calls.push(shopCall(at, request, answer));
      return answer;
    },
    ...eyes(state),
    calls,
    addFault: faults.add,
    operations,
    get refusals() {
      return graphql.refusals;
    },
  };
}

const NO_LOGIN = jsonAnswer(401, {
  errors: "[API] Invalid API key or access token (unrecognized login or wrong password)",
});
const GRAPHQL_PATH = /^\/admin\/api\/\d{4}-\d{2}\/graphql\.json$/;
const ORDER_PATH = /^\/admin\/api\/\d{4}-\d{2}\/orders\/(\d+)\.json$/;

/** The REST resource, which has an order in the shape of its webhook. */
function restOrder(state: ShopState, { method, path }: ShopRequest): ShopAnswer {
  const digits = method === "GET" ? ORDER_PATH.exec(path)?.[1] : undefined;
  const order = [...state.orders.values()].find((each) => each.digits === digits);
  if (order === undefined) return jsonAnswer(404, { errors: "Not Found" });
  return { ...jsonAnswer(200, null), body: `{"order":${order.raw}}` };
}

/** What a test looks at and sets, beside the API. */
function eyes(state: ShopState) {
  function variant(sku: string): ShopVariant {
    const found = [...state.variants.values()].find((each) => each.sku === sku);
    if (found === undefined) throw new RangeError(`the shop has no variant "${sku}"`);
    return found;
  }
  return {
    place(raw: string): StoredOrder {
      const order = storedOrder(raw, (id) => state.orders.get(id));
      state.orders.set(order.id, order);
      return order;
    },
    parcelsOf: (orderId: string) => state.orders.get(orderId)?.parcels ?? [],
    addVariant: state.addVariant,
    variant,
    available: (sku: string, location: string) => variant(sku).available.get(state.locationId(location)),
    holds: () => ({
      locations: state.locations,
      variants: [...state.variants.values()],
      orders: [...state.orders.values()],
    }),
    setAvailable: (sku: string, location: string, quantity: number) =>
      void variant(sku).available.set(state.locationId(location), quantity),
  };
}

function createFaults() {
  const waiting: { readonly fault: ShopFault; readonly operation: string | undefined }[] = [];
  return {
    add: (fault: ShopFault, operation?: string) => void waiting.push({ fault, operation }),
    next(operation: string | undefined): ShopFault | undefined {
      const index = waiting.findIndex((each) => each.operation === undefined || each.operation === operation);
      return index < 0 ? undefined : waiting.splice(index, 1)[0]?.fault;
    },
  };
}
