/** Which of NetSuite's shipments the shop already knows: by what is in them, and by their tracking numbers. Pure. */
import type { FulfilmentOrder, ShopFulfilment } from "../../shopify/fulfilments.ts";

/** One shipment as the shop is to have it. */
export interface Parcel {
  /** NetSuite's document number, for people. */
  readonly number: string;
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
  readonly trackingNumbers: readonly string[];
  readonly trackingCompany: string | undefined;
  readonly notifyCustomer: boolean;
}

export interface Pairing {
  /** With the shop's fulfilment that is the same shipment. */
  readonly known: readonly { readonly parcel: Parcel; readonly fulfilment: ShopFulfilment }[];
  readonly missing: readonly Parcel[];
  /** What the shop has and NetSuite has not, as such. */
  readonly surplus: readonly ShopFulfilment[];
}

const GONE: ReadonlySet<string> = new Set(["CANCELLED", "ERROR", "FAILURE"]);

export function pairParcels(parcels: readonly Parcel[], fulfilments: readonly ShopFulfilment[]): Pairing {
  const free = new Set(fulfilments.filter(({ status }) => !GONE.has(status)));
  const paired = new Map<Parcel, ShopFulfilment>();
  const pairBy = (isSame: (parcel: Parcel, fulfilment: ShopFulfilment) => boolean): void => {
    for (const parcel of parcels) {
      if (paired.has(parcel)) continue;
      const found = [...free].find((fulfilment) => isSame(parcel, fulfilment));
      if (found === undefined) continue;
      free.delete(found);
      paired.set(parcel, found);
    }
  };
  // Two parcels may hold the same things: their numbers tell them apart first. A number may come later, or be corrected.
  pairBy((parcel, fulfilment) => holdTheSame(parcel, fulfilment) && areNumberedAlike(parcel, fulfilment));
  pairBy((parcel, fulfilment) => holdTheSame(parcel, fulfilment) && !areBothNumbered(parcel, fulfilment));
  pairBy(holdTheSame);
  const known = [...paired].map(([parcel, fulfilment]) => ({ parcel, fulfilment }));
  return { known, missing: parcels.filter((parcel) => !paired.has(parcel)), surplus: [...free] };
}

export const numbersOf = ({ trackingInfo }: ShopFulfilment): readonly string[] =>
  trackingInfo.flatMap(({ number }) => (number == null || number === "" ? [] : [number])).toSorted();

const areNumberedAlike = ({ trackingNumbers }: Parcel, fulfilment: ShopFulfilment): boolean =>
  numbersOf(fulfilment).join() === trackingNumbers.join();

const areBothNumbered = ({ trackingNumbers }: Parcel, fulfilment: ShopFulfilment): boolean =>
  trackingNumbers.length > 0 && numbersOf(fulfilment).length > 0;

function holdTheSame(parcel: Parcel, { fulfillmentLineItems }: ShopFulfilment): boolean {
  const there = fulfillmentLineItems.nodes.map(({ quantity, lineItem }) => ({
    sku: lineItem.sku ?? "",
    quantity,
  }));
  return contentOf(parcel.lines) === contentOf(there);
}

function contentOf(lines: Parcel["lines"]): string {
  const bySku = new Map<string, number>();
  for (const { sku, quantity } of lines) bySku.set(sku, (bySku.get(sku) ?? 0) + quantity);
  return JSON.stringify([...bySku].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

const MAY_BE_SHIPPED: ReadonlySet<string> = new Set(["OPEN", "IN_PROGRESS"]);

export type Filling =
  | {
      readonly ok: true;
      readonly fulfilmentOrderId: string;
      readonly lineItems: readonly { readonly id: string; readonly quantity: number }[];
    }
  /** The first line that does not fit, and how much of it waits in the shop. */
  | { readonly ok: false; readonly sku: string; readonly wanted: number; readonly waiting: number };

/** Finds what a parcel holds in the one fulfilment order that has all of it. */
export function fillFrom(orders: readonly FulfilmentOrder[], parcel: Parcel): Filling {
  const open = orders.filter(({ status }) => MAY_BE_SHIPPED.has(status));
  const tries = open.map((order) => fill(order, parcel));
  const [first] = tries;
  return tries.find(({ ok }) => ok) ?? first ?? { ok: false, ...nothingOf(parcel) };
}

const nothingOf = ({ lines: [line] }: Parcel) => ({
  sku: line?.sku ?? "",
  wanted: line?.quantity ?? 0,
  waiting: 0,
});

function fill(order: FulfilmentOrder, parcel: Parcel): Filling {
  const left = new Map(order.lineItems.nodes.map((line) => [line.id, line.remainingQuantity]));
  const taken = new Map<string, number>();
  for (const { sku, quantity } of parcel.lines) {
    let wanted = quantity;
    for (const line of order.lineItems.nodes) {
      if (line.sku !== sku) continue;
      const part = Math.min(wanted, left.get(line.id) ?? 0);
      if (part === 0) continue;
      left.set(line.id, (left.get(line.id) ?? 0) - part);
      taken.set(line.id, (taken.get(line.id) ?? 0) + part);
      wanted -= part;
    }
    if (wanted > 0) return { ok: false, sku, wanted: quantity, waiting: quantity - wanted };
  }
  const lineItems = [...taken].map(([id, quantity]) => ({ id, quantity }));
  return { ok: true, fulfilmentOrderId: order.id, lineItems };
}

/** Nothing of the order waits to be shipped any more, whoever shipped it. */
export const isAllShipped = (orders: readonly FulfilmentOrder[]): boolean =>
  orders.every(({ lineItems }) => lineItems.nodes.every(({ remainingQuantity }) => remainingQuantity === 0));
