/** The amounts of item lines: rate times quantity, discounts of the line above, prices with and without tax. */

import type { Fields, FieldValue } from "../../field-value.ts";
import type { RecordStore, StoredRow } from "../../record-store.ts";
import { decimal, percentOf, rounded, toNumber, ZERO } from "./decimal.ts";
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

export interface PricedLines {
  readonly lines: readonly Fields[];
  /** What the header's tax is taken of: taxable lines that name no tax of their own. */
  readonly headerTaxable: Decimal;
}

export function pricedLines(lines: readonly Fields[], pricing: LinePricing): PricedLines {
  let above: Above = { net: ZERO, tax: undefined };
  let headerTaxable = ZERO;
  const priced = lines.map((sent) => {
    const item = itemOf(sent, pricing.store);
    const { line, tax } = isDiscount(item)
      ? discountLine({ line: sent, item, above, pricing })
      : itemLine({ line: sent, item, pricing });
    const shown = roundedMoney(line, pricing.places);
    const net = decimal(shown["amount"]);
    if (tax?.isOwn === false) headerTaxable = headerTaxable.plus(net);
    above = isDiscount(item) ? { ...above, net: above.net.plus(net) } : { net, tax };
    return shown;
  });
  return { lines: priced, headerTaxable };
}

interface PricedLine {
  readonly line: Fields;
  readonly tax: Tax | undefined;
}

interface LineCase {
  readonly line: Fields;
  readonly item: StoredRow | undefined;
  readonly pricing: LinePricing;
}

/** A discount takes its item's own rate; as a percentage it is worked out again whenever the order changes. */
function discountLine({ line, item, above, pricing }: LineCase & { readonly above: Above }): PricedLine {
  const rate = line["rate"] ?? (line["amount"] === undefined ? item?.fields["rate"] : undefined);
  const percent = percentOf(rate);
  const sent = line["amount"] ?? (typeof rate === "number" ? rate : 0);
  const amount = percent === undefined ? sent : rounded(above.net.times(percent), pricing.places);
  // A discount before tax lowers what the line above is taxed on (isPreTax; unset counts as before tax, inferred).
  const tax = item?.fields["isPreTax"] === false ? undefined : above.tax;
  const priced: Fields = { ...line, ...(rate === undefined ? {} : { rate }), amount };
  return withTax(hasStaleTax(line, amount, tax) ? without(priced, STALE_TAX) : priced, tax, pricing.places);
}

const STALE_TAX: ReadonlySet<string> = new Set(["tax1Amt", "grossAmt"]);

/** A discount's tax follows the line above, whose amount or rate may have changed without anybody touching the discount. */
function hasStaleTax(line: Fields, amount: FieldValue, tax: Tax | undefined): boolean {
  if (tax?.isOwn !== true) return false;
  const [known, rate] = [line["amount"] ?? amount, line["taxRate1"] ?? toNumber(tax.percent)];
  return known !== amount || rate !== toNumber(tax.percent);
}

const without = (line: Fields, names: ReadonlySet<string>): Fields =>
  Object.fromEntries(Object.entries(line).filter(([name]) => !names.has(name)));

function itemLine({ line, item, pricing }: LineCase): PricedLine {
  const { record, store, itemTaxCode, places } = pricing;
  const tax = lineTax({ record, line, item, store, itemTaxCode });
  if (item === undefined) return { line, tax };
  const quantity = line["quantity"] ?? 1;
  const counted: Fields = { ...line, quantity };
  if (line["amount"] === undefined) {
    const gross = grossAmountOf({ line: counted, item, pricing });
    if (gross !== undefined) return taxInclusiveLine({ ...counted, ...gross }, tax, places);
  }
  return withTax(taxExclusiveLine({ line: counted, item, pricing }), tax, places);
}

function taxExclusiveLine({ line, item, pricing }: LineCase): Fields {
  const quantity = decimal(line["quantity"]);
  const sourced =
    line["rate"] === undefined && line["amount"] === undefined ? priceOf(line, item, pricing) : undefined;
  const rate = line["rate"] ?? sourced?.rate;
  const amount = line["amount"] ?? rounded(decimal(rate).times(quantity), pricing.places);
  return { ...line, ...levelOf(line, item, sourced), ...(rate === undefined ? {} : { rate }), amount };
}

function priceOf(line: Fields, item: StoredRow | undefined, pricing: LinePricing): SourcedPrice | undefined {
  if (item === undefined) return undefined;
  return pricing.priceOf({ ...pricing, line, item, quantity: decimal(line["quantity"]) });
}

/** The price level a line reads back with: the one its rate came from, or Custom for a rate that was sent. */
function levelOf(line: Fields, item: StoredRow | undefined, sourced: SourcedPrice | undefined): Fields {
  if (sourced?.level !== undefined) return { price: { ...sourced.level } };
  const isCustom = sourced === undefined && item !== undefined && hasPriceLevels(item);
  return isCustom && line["price"] === undefined && line["rate"] !== undefined
    ? { price: { ...CUSTOM_LEVEL } }
    : {};
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

function taxInclusiveLine(line: Fields, tax: Tax | undefined, places: number): PricedLine {
  const gross = decimal(line["grossAmt"]).round(places);
  const share = tax === undefined ? ZERO : tax.percent.div(100);
  const amount = gross.div(share.plus(1)).round(places);
  const quantity = decimal(line["quantity"]);
  const rate = quantity.eq(0) ? amount : amount.div(quantity);
  const taxed =
    tax?.isOwn === true ? { taxRate1: toNumber(tax.percent), tax1Amt: toNumber(gross.minus(amount)) } : {};
  return {
    line: {
      ...line,
      rate: rounded(rate, RATE_PLACES),
      amount: toNumber(amount),
      ...taxed,
      grossAmt: toNumber(gross),
    },
    tax,
  };
}

/** A tax amount that was sent stays; a header's tax stands at the header, not on the lines. */
function withTax(line: Fields, tax: Tax | undefined, places: number): PricedLine {
  const own = tax?.isOwn === true ? tax : undefined;
  const sent: FieldValue | undefined = line["tax1Amt"];
  if (own === undefined && sent === undefined) return { line, tax };
  const amount = decimal(line["amount"]).round(places);
  const worked = own === undefined ? ZERO : amount.times(own.percent).div(100);
  const tax1Amt = rounded(sent === undefined ? worked : decimal(sent), places);
  const rate = own === undefined ? {} : { taxRate1: toNumber(own.percent) };
  return { line: { ...line, ...rate, tax1Amt, grossAmt: toNumber(amount.plus(tax1Amt)) }, tax };
}

const MONEY_FIELDS = ["amount", "grossAmt", "tax1Amt", "taxAmount"] as const;

function roundedMoney(line: Fields, places: number): Fields {
  const amounts = MONEY_FIELDS.flatMap((name) =>
    typeof line[name] === "number" ? [[name, rounded(decimal(line[name]), places)] as const] : [],
  );
  return { ...line, ...Object.fromEntries(amounts) };
}
