/** A sale's or a purchase's amounts: lines, expenses, subtotal, header discount, taxes, shipping, handling, total. */
import { type Fields, type FieldValue, isReference, linesOf } from "../../field-value.ts";
import type { RecordStore } from "../../record-store.ts";
import { decimal, percentOf, placesOf, rounded, roundMoney, sum, ZERO } from "./decimal.ts";
import type { Decimal } from "./exact-decimal.ts";
import { priceLines } from "./line-amounts.ts";
import { purchasePrice, salesPrice } from "./price-sourcing.ts";
import { type DiscountCase, sharedDiscount } from "./shared-discount.ts";
import { CHARGES, type Charge, chargePercent, headerPercent } from "./tax-rates.ts";

export interface AmountsCase {
  readonly recordType: string;
  /** A draft. */
  readonly record: Fields;
  /** Empty for a new record. */
  readonly before: Fields;
  readonly store: RecordStore;
}

export const salesAmounts = (amounts: AmountsCase): Fields => itemAmounts(amounts, "sale");
export const purchaseAmounts = (amounts: AmountsCase): Fields => itemAmounts(amounts, "purchase");

const SENT_MONEY = [
  "shippingCost",
  "handlingCost",
  "altShippingCost",
  "altHandlingCost",
  "tax2Total",
] as const;

const EXPENSE_MONEY = ["amount", "tax1Amt"] as const;

function itemAmounts(amounts: AmountsCase, side: "sale" | "purchase"): Fields {
  const { record, store } = amounts;
  const places = placesOf(record, store);
  const [items, expenses] = [linesOf(record["item"]), linesOf(record["expense"])];
  const headerTaxable = priceLines(items, { record, store, places, ...SIDES[side] });
  for (const line of expenses) roundMoney(line, EXPENSE_MONEY, places);
  const lines = [...items, ...expenses];
  const subtotal = sum(lines.map((line) => decimal(line["amount"])));
  roundMoney(record, SENT_MONEY, places);
  const discount = headerDiscount({ ...amounts, subtotal }, places);
  const taxes = taxesOf({ ...amounts, places, subtotal, headerTaxable, lines, discount });
  const total = sum([
    subtotal,
    decimal(discount["discountTotal"]),
    decimal(record["shippingCost"]),
    decimal(record["handlingCost"]),
    decimal(taxes["taxTotal"]),
  ]);
  const worked = { subtotal: rounded(subtotal, places), total: rounded(total, places) };
  return Object.assign(worked, discount, taxes);
}

const SIDES = {
  sale: { itemTaxCode: "salesTaxCode", priceOf: salesPrice },
  purchase: { itemTaxCode: "purchaseTaxCode", priceOf: purchasePrice },
} as const;

/** Its share of the order's, what the caller sent, or the discount item's own rate; a percentage is of the item total. */
function headerDiscount(discount: DiscountCase, places: number): Fields {
  const { record, store, subtotal } = discount;
  const item = record["discountItem"];
  if (!isReference(item)) return { discountTotal: 0 };
  const share = sharedDiscount(discount);
  const rate: FieldValue | undefined =
    (share && rounded(share, places)) ??
    record["discountRate"] ??
    store.get("discountItem", item.id)?.fields["rate"];
  const percent = percentOf(rate);
  const amount = percent === undefined ? decimal(rate) : subtotal.times(percent);
  return { ...(rate === undefined ? {} : { discountRate: rate }), discountTotal: rounded(amount, places) };
}

interface TaxCase extends AmountsCase {
  readonly places: number;
  readonly subtotal: Decimal;
  readonly headerTaxable: Decimal;
  /** Of items and of expenses. */
  readonly lines: readonly Fields[];
  readonly discount: Fields;
}

/** A tax total that was sent stands only where nothing on the transaction says how it is worked out. */
function taxesOf(tax: TaxCase): Fields {
  const { record, before, places } = tax;
  const sent = record["taxTotal"];
  if (!isTaxed(tax)) {
    const kept = hasLineTax(before) ? ZERO : decimal(sent);
    return sent === undefined ? {} : { taxTotal: rounded(kept, places) };
  }
  const taxes: Fields = {};
  let total = lineTaxes(tax);
  for (const charge of CHARGES) {
    const amount = chargeTax(tax, charge);
    if (amount === undefined) continue;
    taxes[charge.taxAmount] = amount;
    total = total.plus(decimal(amount));
  }
  taxes["taxTotal"] = rounded(total, places);
  return taxes;
}

const isTaxed = ({ record, store, lines }: TaxCase): boolean =>
  headerPercent(record, store) !== undefined ||
  lines.some((line) => line["tax1Amt"] !== undefined) ||
  CHARGES.some((charge) => chargePercent(record, charge, store) !== undefined);

const hasLineTax = (record: Fields): boolean =>
  record["taxItem"] !== undefined ||
  record["taxRate"] !== undefined ||
  [...linesOf(record["item"]), ...linesOf(record["expense"])].some((line) => line["tax1Amt"] !== undefined);

/** Line taxes and the header's, less what a header discount before tax takes off them. */
function lineTaxes({ record, store, places, subtotal, headerTaxable, lines, discount }: TaxCase): Decimal {
  const own = sum(lines.map((line) => decimal(line["tax1Amt"])));
  const header = headerTaxable.times(headerPercent(record, store) ?? ZERO).div(100);
  const item = record["discountItem"];
  const isAfterTax = isReference(item) && store.get("discountItem", item.id)?.fields["isPreTax"] === false;
  const share = isAfterTax || subtotal.eq(0) ? ZERO : decimal(discount["discountTotal"]).div(subtotal);
  const taxed = own.plus(rounded(header, places));
  return taxed.plus(rounded(taxed.times(share), places));
}

function chargeTax({ record, store, places }: TaxCase, charge: Charge): number | undefined {
  const percent = chargePercent(record, charge, store);
  const sent = record[charge.taxAmount];
  if (percent === undefined) return typeof sent === "number" ? rounded(decimal(sent), places) : undefined;
  return rounded(decimal(record[charge.cost]).times(percent).div(100), places);
}
