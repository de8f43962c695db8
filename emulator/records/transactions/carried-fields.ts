/** Which fields of a transaction go along into the one it is transformed into: those that both have and that are not its own. */
import type { Fields } from "../field-value.ts";
import type { StoredRow } from "../record-store.ts";
import type { RecordType } from "../record-type.ts";
import { unitPrice } from "./amounts/line-edits.ts";

/** A record's own: identity, dates, states, and amounts that are worked out. */
const NOT_CARRIED: ReadonlySet<string> = new Set([
  "id",
  "externalId",
  "tranId",
  "transactionNumber",
  "tranDate",
  "createdDate",
  "lastModifiedDate",
  "status",
  "orderStatus",
  "approvalStatus",
  "shipStatus",
  "postingPeriod",
  "dueDate",
  "createdFrom",
  "customForm",
  "total",
  "subtotal",
  "taxTotal",
  "tax2Total",
  "discountTotal",
  "totalAfterTaxes",
  "altShippingCost",
  "altHandlingCost",
  "amountPaid",
  "amountRemaining",
  "balance",
  "applied",
  "unapplied",
  "payment",
  "item",
  "apply",
  "account",
  "shipDate",
  "closeDate",
  "expectedCloseDate",
]);

const NOT_CARRIED_IN_LINES: ReadonlySet<string> = new Set([
  "id",
  "line",
  "orderLine",
  "lineUniqueKey",
  "quantity",
  "quantityBilled",
  "quantityFulfilled",
  "quantityPicked",
  "quantityPacked",
  "quantityReceived",
  "quantityCommitted",
  "quantityBackOrdered",
  "quantityAvailable",
  "quantityOnHand",
  "isClosed",
  "isOpen",
  "linked",
  "itemIsFulfilled",
]);

/** Amounts of the whole transaction. */
const ONCE: ReadonlySet<string> = new Set([
  "shippingCost",
  "handlingCost",
  "shippingTaxAmount",
  "handlingTaxAmount",
]);

export interface Carrying {
  readonly source: StoredRow;
  readonly from: RecordType;
  readonly to: RecordType;
  /** Nothing was carried from the source to this type before. */
  readonly isFirst: boolean;
}

export function carriedFields({ source, from, to, isFirst }: Carrying): Fields {
  if (from.category !== "transaction") return {};
  return Object.fromEntries(
    Object.entries(source.fields).filter(
      ([name]) =>
        !NOT_CARRIED.has(name) && to.fields.find(name) !== undefined && (isFirst || !ONCE.has(name)),
    ),
  );
}

/** Of a part of a line the amounts are worked out again. */
export function carriedLine(line: Fields, to: RecordType, quantity: number): Fields {
  const fields = to.findSublist("item")?.fields;
  const isPart = line["quantity"] !== undefined && line["quantity"] !== quantity;
  const isAmount = (name: string): boolean => ["amount", "tax1Amt", "grossAmt", "taxAmount"].includes(name);
  const kept = Object.entries(line).filter(
    ([name]) =>
      !NOT_CARRIED_IN_LINES.has(name) && fields?.find(name) !== undefined && !(isPart && isAmount(name)),
  );
  const isUnpriced = isPart && line["rate"] === undefined && typeof line["amount"] === "number";
  const rate = isUnpriced ? unitPrice(line) : undefined;
  return { ...Object.fromEntries(kept), ...(rate === undefined ? {} : { rate }) };
}
