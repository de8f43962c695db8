/** Takes in what the ledger lacks, as if its webhook had come. */
import type { Clock } from "../clock.ts";
import type { Failure } from "../failure.ts";
import { type Provenance, toIncoming } from "../intake/to-incoming.ts";
import type { Shopify } from "../shopify/shopify.ts";
import { orderIdentity } from "../sources/shopify/order-identity.ts";
import { refundIdentity } from "../sources/shopify/refund-identity.ts";
import { TOPIC_HEADER } from "../sources/shopify/topics.ts";
import type { Differences } from "./compare-lists.ts";
import { type RefundPorts, type Span, unknownRefunds } from "./missing-refunds.ts";
import type { OrderRefund } from "./order-refunds.ts";

export interface RepairPorts extends RefundPorts {
  readonly shopify: Shopify;
  readonly clock: Clock;
}

export interface Mended {
  /** Ledger entries that a repair has made; also of refunds that only the repaired orders spoke of. */
  readonly repaired: readonly { readonly key: string; readonly entry: number; readonly duplicate: boolean }[];
  /** Orders that a repair could not take in, and why. */
  readonly unrepaired: readonly { readonly key: string; readonly failure: Failure }[];
}

interface Mending {
  readonly orders: Differences["notInLedger"];
  readonly refunds: readonly OrderRefund[];
  readonly span: Span;
}

export async function repair(ports: RepairPorts, { orders, refunds, span }: Mending): Promise<Mended> {
  const repaired: Mended["repaired"][number][] = [];
  const unrepaired: Mended["unrepaired"][number][] = [];
  const repairRefunds = async (missing: readonly OrderRefund[]): Promise<void> => {
    for (const { key, raw } of missing) repaired.push({ key, ...(await takeInRefund(ports, raw)) });
  };
  for (const { key } of orders) {
    const body = await ports.shopify.orderBody(/\d+$/.exec(key)?.[0] ?? "");
    if (!body.ok) unrepaired.push({ key, failure: body.failure });
    // Deleted between the list and now: nothing to take in.
    else if (body.value !== null) {
      repaired.push({ key, ...(await takeInOrder(ports, body.value)) });
      await repairRefunds(await unknownRefunds(ports, body.value, span));
    }
  }
  const done = new Set(repaired.map(({ key }) => key));
  await repairRefunds(refunds.filter(({ key }) => !done.has(key)));
  return { repaired, unrepaired };
}

const ORIGIN = { "x-drydock-origin": "reconciliation" } as const;

const takeInOrder = (ports: RepairPorts, raw: Uint8Array) =>
  takeIn(ports, raw, { flow: ports.mapping.flow, headers: ORIGIN, identify: orderIdentity });

const takeInRefund = (ports: RepairPorts, raw: Uint8Array) =>
  takeIn(ports, raw, {
    flow: ports.refundsFlow ?? "",
    follows: ports.mapping.flow,
    headers: { ...ORIGIN, [TOPIC_HEADER]: "refunds/create" },
    identify: refundIdentity,
  });

async function takeIn(
  { ledger, clock }: RepairPorts,
  raw: Uint8Array,
  given: Omit<Provenance, "source" | "deliveryId">,
) {
  const webhook = { raw, headers: {}, receivedAt: clock.now() };
  const provenance = { ...given, source: "shopify", deliveryId: null };
  const { id, duplicate } = await ledger.accept(await toIncoming(webhook, provenance));
  return { entry: id, duplicate };
}
