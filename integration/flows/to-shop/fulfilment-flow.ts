/**
 * NetSuite's item fulfilments into the shop: an entry says of which sales order something was shipped. Each delivery reads all
 * that was shipped of it, and all that the shop knows of, and makes what is missing: so one shipment is never made twice.
 */
import { z } from "zod";
import type { Failure, Result } from "../../failure.ts";
import type { LedgerEntry } from "../../ledger/entry.ts";
import { linesIn } from "../../mapping/rows/map-rows.ts";
import {
  createFulfilment,
  fulfilmentOrdersOf,
  type ShopShipping,
  shippingOf,
  updateTracking,
} from "../../shopify/fulfilments.ts";
import { type Flow, failed, type Outcome } from "../flow.ts";
import { backFlow, type Syncing } from "./back-flow.ts";
import { type BackFlowFile, mapForShop, textOf } from "./back-flow-file.ts";
import { fillFrom, isAllShipped, numbersOf, type Pairing, type Parcel, pairParcels } from "./pair-parcels.ts";
import { CHANGED_SHIPPING, type ShippedOrder, shippedOrder } from "./shipments.ts";
import type { ToShopParts } from "./to-shop-parts.ts";

export function fulfilmentFlow(file: BackFlowFile, parts: ToShopParts): Flow {
  const lookUp = (entry: LedgerEntry): Outcome | null => stillUnderWay(entry, parts);
  return backFlow(
    { changes: CHANGED_SHIPPING, called: "sales order", read: shippedOrder, lookUp, sync },
    { file, parts },
  );
}

/** Each delivery looks first anyway; but what was sent a moment ago may not be there yet. */
function stillUnderWay({ sentAt }: LedgerEntry, { clock, quietMs }: ToShopParts): Outcome | null {
  const until = (sentAt ?? 0) + quietMs;
  return sentAt !== null && until > clock.now()
    ? { kind: "too-early", until, failure: STILL_UNDER_WAY }
    : null;
}

const STILL_UNDER_WAY: Failure = {
  class: "transient",
  code: "PARCEL_UNDER_WAY",
  message: "A shipment was sent to the shop without an answer and may still arrive.",
  advice: "Nothing to do: the shop is read again when it can no longer arrive.",
};

async function sync(order: ShippedOrder, syncing: Syncing): Promise<Outcome> {
  const { shopify } = syncing.parts;
  const parcels = await parcelsOf(order, syncing.file);
  if (!parcels.ok) return failed(parcels.failure);
  if (parcels.value.kind === "skip") return { kind: "skipped", reason: parcels.value.reason };
  const { orderId, wanted, warnings } = parcels.value;
  const shop = await shippingOf(shopify, orderId);
  if (!shop.ok) return failed(shop.failure);
  if (shop.value === null) return failed(noOrder(orderId));
  const pairing = pairParcels(wanted, shop.value.fulfillments);
  const done = (await makeMissing(shop.value, pairing, syncing)) ?? (await correctTracking(pairing, syncing));
  return done ?? { kind: "delivered", recordType: "Order", internalId: orderId, warnings };
}

type Parcels =
  | { readonly kind: "skip"; readonly reason: string }
  | {
      readonly kind: "parcels";
      readonly orderId: string;
      readonly wanted: readonly Parcel[];
      readonly warnings: readonly string[];
    };

/** The file is applied once for each shipment. */
async function parcelsOf(
  { shipments, ...order }: ShippedOrder,
  file: BackFlowFile,
): Promise<Result<Parcels>> {
  const wanted: Parcel[] = [];
  const warnings: string[] = [];
  let orderId = "";
  for (const shipment of shipments) {
    const mapped = await mapForShop(file, { order, ...shipment });
    if (!mapped.ok) return mapped;
    if (mapped.value.kind === "skip") return { ok: true, value: mapped.value };
    const { body } = mapped.value;
    orderId = textOf(body, "orderId");
    warnings.push(...mapped.value.warnings);
    const lines = linesIn(body, "lines").map((line) => ({
      sku: textOf(line, "sku"),
      quantity: Number(line["quantity"]),
    }));
    if (lines.length > 0) wanted.push(parcelOf(shipment.number, lines, body));
  }
  if (wanted.length > 0) return { ok: true, value: { kind: "parcels", orderId, wanted, warnings } };
  return {
    ok: true,
    value: { kind: "skip", reason: "Nothing of the order has been shipped that the shop has to know of." },
  };
}

function parcelOf(number: string, lines: Parcel["lines"], body: Readonly<Record<string, unknown>>): Parcel {
  const company = textOf(body, "trackingCompany");
  return {
    number,
    lines,
    trackingNumbers: textOf(body, "trackingNumbers")
      .split(/[\s,;]+/)
      .filter((each) => each !== "")
      .toSorted(),
    trackingCompany: company === "" ? undefined : company,
    notifyCustomer: body["notifyCustomer"] === true,
  };
}

/** null when the shop now knows every shipment. */
async function makeMissing(
  shop: ShopShipping,
  { missing, surplus }: Pairing,
  syncing: Syncing,
): Promise<Outcome | null> {
  const { shopify } = syncing.parts;
  for (const parcel of missing) {
    const waiting = await fulfilmentOrdersOf(shopify, shop.id);
    if (!waiting.ok) return failed(waiting.failure);
    if (shop.cancelledAt !== null) return failed(cancelled(shop, parcel));
    if (isAllShipped(waiting.value)) return null;
    // What was shipped by hand, or changed since, may be the very thing that seems to be missing.
    if (surplus.length > 0) return failed(differ(shop, parcel, surplus.length));
    const filling = fillFrom(waiting.value, parcel);
    if (!filling.ok) return failed(doesNotFit(shop, parcel, filling));
    await syncing.sending.announce();
    const { fulfilmentOrderId, lineItems } = filling;
    const made = await createFulfilment(shopify, {
      lines: [{ fulfilmentOrderId, lineItems }],
      tracking: trackingOf(parcel),
      notifyCustomer: parcel.notifyCustomer,
    });
    if (!made.ok) return failed(made.failure);
  }
  return null;
}

/** A number that came after the parcel, or was corrected. null when all are as NetSuite has them. */
async function correctTracking({ known }: Pairing, syncing: Syncing): Promise<Outcome | null> {
  for (const { parcel, fulfilment } of known) {
    const there = numbersOf(fulfilment);
    const { trackingNumbers, notifyCustomer } = parcel;
    if (trackingNumbers.length === 0 || there.join() === trackingNumbers.join()) continue;
    await syncing.sending.announce();
    const tracking = trackingOf(parcel);
    const set = await updateTracking(syncing.parts.shopify, fulfilment.id, { tracking, notifyCustomer });
    if (!set.ok) return failed(set.failure);
  }
  return null;
}

const trackingOf = ({ trackingNumbers, trackingCompany }: Parcel) => ({
  numbers: trackingNumbers,
  ...(trackingCompany === undefined ? {} : { company: trackingCompany }),
});

const noOrder = (orderId: string): Failure => ({
  class: "data",
  code: "SHOP_ORDER_NOT_FOUND",
  message: `The shop has no order ${orderId}.`,
  advice: "Correct the flow's `orderId`, or discard the entry if the order was deleted in the shop.",
  field: "orderId",
  value: orderId,
});

const cancelled = ({ name }: ShopShipping, { number }: Parcel): Failure => ({
  class: "data",
  code: "SHOP_ORDER_CANCELLED",
  message: `NetSuite shipped ${number} of ${name}, which the shop has cancelled.`,
  advice: "Call the parcel back or settle it with the customer, then discard the entry.",
  value: number,
});

const differ = ({ name }: ShopShipping, { number }: Parcel, others: number): Failure => ({
  class: "data",
  code: "SHOP_PARCELS_DIFFER",
  message: `NetSuite shipped ${number} of ${name}, which the shop does not have; the shop has ${others} fulfilments that NetSuite does not have with these lines.`,
  advice: "Compare the fulfilments of the order in both systems and correct the shop's, then re-run.",
  value: number,
});

function doesNotFit(
  { name }: ShopShipping,
  { number }: Parcel,
  { sku, wanted, waiting }: { readonly sku: string; readonly wanted: number; readonly waiting: number },
): Failure {
  return {
    class: "data",
    code: "SHOP_CANNOT_FULFIL",
    message: `NetSuite shipped ${wanted} x ${sku} in ${number}, and of ${name} only ${waiting} wait at one location of the shop.`,
    advice:
      "Compare the order in both systems; release it in the shop if it is on hold or split over locations, then re-run.",
    field: "lines.sku",
    value: sku,
  };
}

/** How it is configured, beside its mapping. */
export const NETSUITE_FULFILMENTS = {
  kind: z.literal("netsuite-fulfilments").describe("NetSuite's item fulfilments into the shop."),
};
