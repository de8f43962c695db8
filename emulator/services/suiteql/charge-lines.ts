/** Lines that nobody entered: a transaction's header discount, shipping, handling and tax, and what a payment is for. */
import { type Fields, isReference } from "../../records/field-value.ts";
import type { StoredRow } from "../../records/record-store.ts";
import { kindOf, type TransactionKind } from "./transaction-kinds.ts";

interface Charge {
  /** The transaction's field that has the amount, and the one that has the item. */
  readonly amount: string;
  readonly item: string;
  readonly itemType: string;
  readonly marks?: Fields;
}

/** In the order in which NetSuite counts them on (inferred). */
const CHARGES: readonly Charge[] = [
  {
    amount: "discountTotal",
    item: "discountItem",
    itemType: "Discount",
    marks: { transactionDiscount: true },
  },
  { amount: "shippingCost", item: "shipMethod", itemType: "ShipItem" },
  { amount: "handlingCost", item: "shipMethod", itemType: "ShipItem" },
  { amount: "taxTotal", item: "taxItem", itemType: "TaxItem", marks: { taxLine: true } },
];

/** With them the lines of a transaction add up to its main line. */
export function chargeLines({ recordType, fields }: StoredRow): readonly Fields[] {
  const charges = CHARGES.flatMap(({ amount, item, itemType, marks }): readonly Fields[] => {
    const worth = fields[amount];
    if (typeof worth !== "number" || worth === 0) return [];
    const about = fields[item];
    return [
      { amount: worth, itemType: { id: itemType }, ...(isReference(about) ? { item: about } : {}), ...marks },
    ];
  });
  const { otherSide } = kindOf(recordType);
  return otherSide === undefined ? charges : [...charges, otherSideOf(fields, otherSide)];
}

function otherSideOf(fields: Fields, { account }: NonNullable<TransactionKind["otherSide"]>): Fields {
  const reference = account === undefined ? undefined : fields[account];
  return { amount: fields["total"] ?? null, ...(isReference(reference) ? { account: reference } : {}) };
}
