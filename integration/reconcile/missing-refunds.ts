/** Refunds that the shop's orders speak of, and that no ledger entry stands for. */
import type { Ledger } from "../ledger/ledger.ts";
import type { Mapping } from "../mapping/mapping-file.ts";
import type { InShop } from "./compare-lists.ts";
import { type OrderRefund, refundsIn } from "./order-refunds.ts";

export interface RefundPorts {
  readonly ledger: Ledger;
  /** Of the flow of orders. */
  readonly mapping: Mapping;
  /** The name of the flow of refunds; without it none is looked for. */
  readonly refundsFlow?: string | undefined;
}

/** Milliseconds since 1970. */
export interface Span {
  readonly since: number;
  readonly until: number;
}

const MOST_EDITIONS = 1_000;

/** Of the orders that the shop has changed: what their last editions in the ledger say was paid back, and no entry stands for. */
export async function missingRefunds(
  ports: RefundPorts,
  shop: readonly InShop[],
  span: Span,
): Promise<readonly OrderRefund[]> {
  const { ledger, mapping, refundsFlow } = ports;
  if (refundsFlow === undefined) return [];
  const missing: OrderRefund[] = [];
  for (const { key } of shop) {
    const editions = await ledger.find({ flow: mapping.flow, key, limit: MOST_EDITIONS });
    const last = editions.toSorted((a, b) => a.editionAt - b.editionAt).at(-1);
    if (last !== undefined) missing.push(...(await unknownRefunds(ports, last.raw, span)));
  }
  return missing;
}

/** Those of this time: what was paid back before it somebody else may have told NetSuite. */
export async function unknownRefunds(
  { ledger, refundsFlow }: RefundPorts,
  order: Uint8Array,
  { since, until }: Span,
): Promise<readonly OrderRefund[]> {
  if (refundsFlow === undefined) return [];
  const unknown: OrderRefund[] = [];
  for (const refund of refundsIn(order)) {
    if (refund.createdAt < since || refund.createdAt > until) continue;
    const known = await ledger.find({ flow: refundsFlow, key: refund.key, limit: 1 });
    if (known.length === 0) unknown.push(refund);
  }
  return unknown;
}
