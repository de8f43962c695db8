/** A sales order's amounts, in exact decimals: line amounts, subtotal, discount and total. */
import Big from "big.js";
import { type Fields, type FieldValue, isReference, linesOf } from "../field-value.ts";
import type { RecordStore, StoredRow } from "../record-store.ts";

/** Money is kept to two places; the precision of single currencies is not modelled. */
const PLACES = 2;

const ADDED_TO_TOTAL = ["discountTotal", "shippingCost", "handlingCost", "taxTotal"] as const;

export function withOrderTotals(order: Fields, store: RecordStore): Fields {
  const lines = linesOf(order["item"]).map((line) => pricedLine(line, store));
  const subtotal = lines.reduce((sum, line) => sum.plus(decimal(line["amount"])), new Big(0));
  const discountTotal = isReference(order["discountItem"]) ? decimal(order["discountRate"]) : new Big(0);
  const withDiscount: Fields = { ...order, item: { items: lines }, discountTotal: money(discountTotal) };
  const total = ADDED_TO_TOTAL.reduce((sum, name) => sum.plus(decimal(withDiscount[name])), subtotal);
  return { ...withDiscount, subtotal: money(subtotal), total: money(total) };
}

function pricedLine(line: Fields, store: RecordStore): Fields {
  const item = itemOf(line, store);
  if (item === undefined) return line;
  const isDiscount = item.recordType === "discountItem";
  // A missing quantity counts as one; discount lines carry none.
  const quantity = isDiscount ? undefined : (line["quantity"] ?? 1);
  const rate = line["rate"] ?? (line["amount"] === undefined ? priceOf(item) : undefined);
  const amount =
    line["amount"] ?? (rate === undefined ? 0 : money(decimal(rate).times(decimal(quantity ?? 1))));
  return {
    ...line,
    ...(quantity === undefined ? {} : { quantity }),
    ...(rate === undefined ? {} : { rate }),
    amount,
  };
}

/** The price NetSuite would source: the first row of the item's price sublist, a discount's own rate. */
function priceOf(item: StoredRow): FieldValue | undefined {
  if (item.recordType === "discountItem") return item.fields["rate"];
  return linesOf(item.fields["price"])
    .map((row) => row["price"])
    .find((price) => price !== undefined);
}

function itemOf(line: Fields, store: RecordStore): StoredRow | undefined {
  const reference = line["item"];
  if (!isReference(reference)) return undefined;
  return ["inventoryItem", "nonInventorySaleItem", "discountItem"]
    .map((recordType) => store.get(recordType, reference.id))
    .find((row) => row !== undefined);
}

const decimal = (value: FieldValue | undefined): Big => new Big(typeof value === "number" ? value : 0);

const money = (value: Big): number => value.round(PLACES, Big.roundHalfUp).toNumber();
