/** A sale's or a purchase's amounts: lines, expenses, subtotal, header discount, taxes, shipping, handling, total. */

import { type Fields, type FieldValue, isReference, linesOf } from "../../field-value.ts";
import type { RecordStore } from "../../record-store.ts";
import { decimal, percentOf, placesOf, rounded, sum, ZERO } from "./decimal.ts";
import type { Decimal } from "./exact-decimal.ts";
import { type PricedLines, pricedLines } from "./line-amounts.ts";
import { purchasePrice, salesPrice } from "./price-sourcing.ts";
import { type DiscountCase, sharedDiscount } from "./shared-discount.ts";
import { type Charge, chargePercent, headerPercent } from "./tax-rates.ts";

export interface AmountsCase {
  readonly recordType: string;
  readonly record: Fields;
  /** Empty for a new record. */
  readonly before: Fields;
  readonly store: RecordStore;
}

export const withSalesAmounts = (amounts: AmountsCase): Fields => withItemAmounts(amounts, "sale");
export const withPurchaseAmounts = (amounts: AmountsCase): Fields => withItemAmounts(amounts, "purchase");

const CHARGES = ["shipping", "handling"] as const satisfies readonly Charge[];

const SENT_MONEY = [
  "shippingCost",
  "handlingCost",
  "altShippingCost",
  "altHandlingCost",
  "tax2Total",
] as const;

function withItemAmounts(amounts: AmountsCase, side: "sale" | "purchase"): Fields {
  const { record, store } = amounts;
  const places = placesOf(record, store);
  const priced = pricedLines(linesOf(record["item"]), { record, store, places, ...SIDES[side] });
  const expenses = linesOf(record["expense"]).map((line) =>
    roundedFields(line, ["amount", "tax1Amt"], places),
  );
  const subtotal = sum([...priced.lines, ...expenses].map((line) => decimal(line["amount"])));
  const discount = headerDiscount({ ...amounts, subtotal, places });
  const charged = roundedFields({ ...record, ...discount }, SENT_MONEY, places);
  const taxes = taxesOf({ ...amounts, record: charged, places, subtotal, priced, expenses });
  const total = sum([
    subtotal,
    ...["discountTotal", "shippingCost", "handlingCost", "taxTotal"].map((name) =>
      decimal({ ...charged, ...taxes }[name]),
    ),
  ]);
  return {
    ...charged,
    ...taxes,
    ...(record["item"] === undefined ? {} : { item: { items: priced.lines } }),
    ...(record["expense"] === undefined ? {} : { expense: { items: expenses } }),
    subtotal: rounded(subtotal, places),
    total: rounded(total, places),
  };
}

const SIDES = {
  sale: { itemTaxCode: "salesTaxCode", priceOf: salesPrice },
  purchase: { itemTaxCode: "purchaseTaxCode", priceOf: purchasePrice },
} as const;

interface HeaderDiscount extends DiscountCase {
  readonly places: number;
}

/** Its share of the order's, what the caller sent, or the discount item's own rate; a percentage is of the item total. */
function headerDiscount({ places, ...discount }: HeaderDiscount): Fields {
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
  readonly priced: PricedLines;
  readonly expenses: readonly Fields[];
}

/** A tax total that was sent stands only where nothing on the transaction says how it is worked out. */
function taxesOf(tax: TaxCase): Fields {
  const { record, before, places } = tax;
  const charges = CHARGES.map((charge) => chargeTax(tax, charge));
  const lines = lineTaxes(tax);
  if (!isTaxed(tax)) {
    const kept = hasLineTax(before) ? ZERO : decimal(record["taxTotal"]);
    return record["taxTotal"] === undefined ? {} : { taxTotal: rounded(kept, places) };
  }
  const shown = charges.flatMap(({ name, amount }) =>
    amount === undefined ? [] : [[name, amount] as const],
  );
  const total = sum([lines, ...charges.map(({ amount }) => decimal(amount))]);
  return { ...Object.fromEntries(shown), taxTotal: rounded(total, places) };
}

const isTaxed = ({ record, store, priced, expenses }: TaxCase): boolean =>
  headerPercent(record, store) !== undefined ||
  [...priced.lines, ...expenses].some((line) => line["tax1Amt"] !== undefined) ||
  CHARGES.some((charge) => chargePercent(record, charge, store) !== undefined);

const hasLineTax = (record: Fields): boolean =>
  record["taxItem"] !== undefined ||
  record["taxRate"] !== undefined ||
  [...linesOf(record["item"]), ...linesOf(record["expense"])].some((line) => line["tax1Amt"] !== undefined);

/** Line taxes and the header's, less what a header discount before tax takes off them. */
function lineTaxes({ record, store, places, subtotal, priced, expenses }: TaxCase): Decimal {
  const own = sum([...priced.lines, ...expenses].map((line) => decimal(line["tax1Amt"])));
  const header = priced.headerTaxable.times(headerPercent(record, store) ?? ZERO).div(100);
  const item = record["discountItem"];
  const isAfterTax = isReference(item) && store.get("discountItem", item.id)?.fields["isPreTax"] === false;
  const discount = isAfterTax || subtotal.eq(0) ? ZERO : decimal(record["discountTotal"]).div(subtotal);
  const taxed = own.plus(rounded(header, places));
  return taxed.plus(rounded(taxed.times(discount), places));
}

function chargeTax(
  { record, store, places }: TaxCase,
  charge: Charge,
): { name: string; amount: number | undefined } {
  const name = `${charge}TaxAmount`;
  const percent = chargePercent(record, charge, store);
  if (percent === undefined) {
    const sent = record[name];
    return { name, amount: typeof sent === "number" ? rounded(decimal(sent), places) : undefined };
  }
  return { name, amount: rounded(decimal(record[`${charge}Cost`]).times(percent).div(100), places) };
}

function roundedFields(fields: Fields, names: readonly string[], places: number): Fields {
  const amounts = names.flatMap((name) =>
    typeof fields[name] === "number" ? [[name, rounded(decimal(fields[name]), places)] as const] : [],
  );
  return { ...fields, ...Object.fromEntries(amounts) };
}
