/** A sales order's amounts, in exact decimals: line amounts, subtotal, discount and total. */
import Big from "big.js";
import { type Fields, type FieldValue, isReference, linesOf } from "../field-value.ts";
import type { RecordStore, StoredRow } from "../record-store.ts";

/** Money is kept to two places; the precision of single currencies is not modelled. */
const PLACES = 2;

const ADDED_TO_TOTAL = ["discountTotal", "shippingCost", "handlingCost", "taxTotal"] as const;

const MONEY_FIELDS = [...ADDED_TO_TOTAL, "altShippingCost", "altHandlingCost", "tax2Total"] as const;
const LINE_MONEY_FIELDS = ["amount", "grossAmt", "tax1Amt", "taxAmount"] as const;

export function withOrderTotals(order: Fields, store: RecordStore): Fields {
  const lines = linesOf(order["item"]).map((line) => rounded(pricedLine(line, store), LINE_MONEY_FIELDS));
  const subtotal = lines.reduce((sum, line) => sum.plus(decimal(line["amount"])), new Big(0));
  const discountRate = headerDiscountRate(order, store);
  const withDiscount = rounded(
    {
      ...order,
      ...(discountRate === undefined ? {} : { discountRate }),
      item: { items: lines },
      discountTotal: isReference(order["discountItem"]) ? (discountRate ?? 0) : 0,
    },
    MONEY_FIELDS,
  );
  const total = ADDED_TO_TOTAL.reduce((sum, name) => sum.plus(decimal(withDiscount[name])), subtotal);
  return { ...withDiscount, subtotal: money(subtotal), total: money(total) };
}

/** What the caller sent, else the discount item's own rate. */
function headerDiscountRate(order: Fields, store: RecordStore): FieldValue | undefined {
  const item = order["discountItem"];
  if (!isReference(item) || order["discountRate"] !== undefined) return order["discountRate"];
  return store.get("discountItem", item.id)?.fields["rate"];
}

function rounded(fields: Fields, names: readonly string[]): Fields {
  const amounts = names.flatMap((name) => {
    const value = fields[name];
    return typeof value === "number" ? [[name, money(new Big(value))] as const] : [];
  });
  return { ...fields, ...Object.fromEntries(amounts) };
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
  return (store.catalogue.referenceTargets("item") ?? [])
    .map((recordType) => store.get(recordType, reference.id))
    .find((row) => row !== undefined);
}

const decimal = (value: FieldValue | undefined): Big => new Big(typeof value === "number" ? value : 0);

const money = (value: Big): number => value.round(PLACES, Big.roundHalfUp).toNumber();
