/** The amounts of item lines: rate times quantity, discounts of the line above, prices with and without tax. */
import type { Fields, FieldValue, Reference } from "../../field-value.ts";
import type { RecordStore, StoredRow } from "../../record-store.ts";
import { decimal, percentOf, rounded, roundMoney, ZERO } from "./decimal.ts";
import type { Decimal } from "./exact-decimal.ts";
import { isDiscount, itemOf } from "./line-item.ts";
import { CUSTOM_LEVEL, hasPriceLevels, type Sale, type SourcedPrice } from "./price-sourcing.ts";
import { lineTax, type Tax, type TaxedLine } from "./tax-rates.ts";

export interface LinePricing {
  readonly record: Fields;
  readonly store: RecordStore;
  readonly places: number;
  readonly itemTaxCode: TaxedLine["itemTaxCode"];
  priceOf(sale: Sale): SourcedPrice | undefined;
}

/** The line above with the discounts that follow it: what a percentage is taken of. */
interface Above {
  readonly net: Decimal;
  readonly tax: Tax | undefined;
}

/** Prices the lines of a draft; gives what the header's tax is taken of: taxable lines that name no tax of their own. */
export function priceLines(lines: readonly Fields[], pricing: LinePricing): Decimal {
  let above: Above = { net: ZERO, tax: undefined };
  let headerTaxable = ZERO;
  for (const line of lines) {
    const item = itemOf(line, pricing.store);
    const discounts = isDiscount(item);
    const tax = discounts
      ? priceDiscount({ line, item, above, pricing })
      : priceItem({ line, item, pricing });
    roundMoney(line, MONEY_FIELDS, pricing.places);
    const net = decimal(line["amount"]);
    if (tax?.isOwn === false) headerTaxable = headerTaxable.plus(net);
    above = discounts ? { ...above, net: above.net.plus(net) } : { net, tax };
  }
  return headerTaxable;
}

interface LineCase {
  readonly line: Fields;
  readonly item: StoredRow | undefined;
  readonly pricing: LinePricing;
}

/** A discount takes its item's own rate; as a percentage it is worked out again whenever the order changes. */
function priceDiscount({
  line,
  item,
  above,
  pricing,
}: LineCase & { readonly above: Above }): Tax | undefined {
  const rate = line["rate"] ?? (line["amount"] === undefined ? item?.fields["rate"] : undefined);
  const percent = percentOf(rate);
  const sent = line["amount"] ?? (typeof rate === "number" ? rate : 0);
  const amount = percent === undefined ? sent : rounded(above.net.times(percent), pricing.places);
  // A discount before tax lowers what the line above is taxed on (isPreTax; unset counts as before tax, inferred).
  const tax = item?.fields["isPreTax"] === false ? undefined : above.tax;
  const sentTax = hasStaleTax(line, amount, tax) ? undefined : line["tax1Amt"];
  if (rate !== undefined) line["rate"] = rate;
  line["amount"] = amount;
  fillTax(line, { tax, sent: sentTax, places: pricing.places });
  return tax;
}

/** A discount's tax follows the line above, whose amount or rate may have changed without anybody touching the discount. */
function hasStaleTax(line: Fields, amount: FieldValue, tax: Tax | undefined): boolean {
  if (tax?.isOwn !== true) return false;
  const [known, rate] = [line["amount"] ?? amount, line["taxRate1"] ?? tax.percent.toNumber()];
  return known !== amount || rate !== tax.percent.toNumber();
}

function priceItem({ line, item, pricing }: LineCase): Tax | undefined {
  const { record, store, itemTaxCode, places } = pricing;
  const tax = lineTax({ record, line, item, store, itemTaxCode });
  if (item === undefined) return tax;
  line["quantity"] ??= 1;
  const gross = line["amount"] === undefined ? grossAmountOf({ line, item, pricing }) : undefined;
  if (gross === undefined) {
    fillAmount({ line, item, pricing });
    fillTax(line, { tax, sent: line["tax1Amt"], places });
  } else {
    Object.assign(line, gross);
    fillTaxInclusive(line, tax, places);
  }
  return tax;
}

function fillAmount({ line, item, pricing }: LineCase): void {
  const isSourced = line["rate"] === undefined && line["amount"] === undefined;
  const sourced = isSourced ? priceOf(line, item, pricing) : undefined;
  const rate = line["rate"] ?? sourced?.rate;
  const level = levelOf(line, item, sourced);
  if (level !== undefined) line["price"] = level;
  if (rate !== undefined) line["rate"] = rate;
  line["amount"] ??= rounded(decimal(rate).times(decimal(line["quantity"])), pricing.places);
}

function priceOf(line: Fields, item: StoredRow | undefined, pricing: LinePricing): SourcedPrice | undefined {
  if (item === undefined) return undefined;
  return pricing.priceOf({ ...pricing, line, item, quantity: decimal(line["quantity"]) });
}

/** The price level a line reads back with: the one its rate came from, or Custom for a rate that was sent. */
function levelOf(
  line: Fields,
  item: StoredRow | undefined,
  sourced: SourcedPrice | undefined,
): Reference | undefined {
  if (sourced?.level !== undefined) return { ...sourced.level };
  const isSent = sourced === undefined && line["price"] === undefined && line["rate"] !== undefined;
  return isSent && item !== undefined && hasPriceLevels(item) ? { ...CUSTOM_LEVEL } : undefined;
}

/** An amount with tax in it: sent as such (it wins over the rate from 2026.1 on), or from a price that includes tax. */
function grossAmountOf({ line, item, pricing }: LineCase): Fields | undefined {
  if (typeof line["grossAmt"] === "number") return { grossAmt: line["grossAmt"] };
  if (line["rate"] !== undefined) return undefined;
  const isInclusive = item?.fields["pricesIncludeTax"] === true;
  const price = line["rateIncludingTax"] ?? (isInclusive ? priceOf(line, item, pricing)?.rate : undefined);
  if (typeof price !== "number") return undefined;
  const gross = rounded(decimal(price).times(decimal(line["quantity"])), pricing.places);
  return { rateIncludingTax: price, grossAmt: gross };
}

/** NetSuite shows a rate that it worked out with up to eight decimals (inferred). */
const RATE_PLACES = 8;

function fillTaxInclusive(line: Fields, tax: Tax | undefined, places: number): void {
  const gross = decimal(line["grossAmt"]).round(places);
  const share = tax === undefined ? ZERO : tax.percent.div(100);
  const amount = gross.div(share.plus(1)).round(places);
  const quantity = decimal(line["quantity"]);
  const rate = quantity.eq(0) ? amount : amount.div(quantity);
  Object.assign(line, {
    rate: rounded(rate, RATE_PLACES),
    amount: amount.toNumber(),
    grossAmt: gross.toNumber(),
  });
  if (tax?.isOwn !== true) return;
  Object.assign(line, { taxRate1: tax.percent.toNumber(), tax1Amt: gross.minus(amount).toNumber() });
}

interface TaxedAmount {
  readonly tax: Tax | undefined;
  /** The tax amount that was sent: it stays. */
  readonly sent: FieldValue | undefined;
  readonly places: number;
}

/** A header's tax stands at the header, not on the lines. */
function fillTax(line: Fields, { tax, sent, places }: TaxedAmount): void {
  const own = tax?.isOwn === true ? tax : undefined;
  if (own === undefined && sent === undefined) return;
  const amount = decimal(line["amount"]).round(places);
  const worked = own === undefined ? ZERO : amount.times(own.percent).div(100);
  const tax1Amt = rounded(sent === undefined ? worked : decimal(sent), places);
  if (own !== undefined) line["taxRate1"] = own.percent.toNumber();
  Object.assign(line, { tax1Amt, grossAmt: amount.plus(tax1Amt).toNumber() });
}

const MONEY_FIELDS = ["amount", "grossAmt", "tax1Amt", "taxAmount"] as const;
