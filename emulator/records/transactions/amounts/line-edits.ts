/** What of a line goes stale when somebody changes a part of it: amounts follow rates, taxes follow amounts. */
import { type Fields, isReference } from "../../field-value.ts";
import { Decimal } from "./exact-decimal.ts";
import { CUSTOM_LEVEL } from "./price-sourcing.ts";

/** Values that are worked out or sourced again when one of `from` changes, unless the caller sends them too. */
interface Derived {
  readonly name: string;
  readonly from: readonly string[];
}

const PRICED_BY = ["item", "price", "quantity", "rate"] as const;
const TAXED_BY = ["amount", "grossAmt", "taxCode", "isTaxable", "rateIncludingTax"] as const;

const DERIVED: readonly Derived[] = [
  { name: "rate", from: ["item", "price", "grossAmt", "rateIncludingTax"] },
  { name: "amount", from: [...PRICED_BY, "grossAmt", "rateIncludingTax"] },
  { name: "taxRate1", from: ["taxCode"] },
  { name: "tax1Amt", from: [...PRICED_BY, ...TAXED_BY, "taxRate1"] },
  { name: "grossAmt", from: [...PRICED_BY, ...TAXED_BY, "taxRate1", "tax1Amt"] },
  { name: "rateIncludingTax", from: ["item", "price", "rate", "amount", "grossAmt"] },
  { name: "price", from: ["item", "rate"] },
];

/** A line with a change laid over it. */
export function editedLine(known: Fields, change: Fields): Fields {
  const stale = DERIVED.filter(
    ({ name, from }) => change[name] === undefined && from.some((source) => source in change),
  ).map(({ name }) => [name, null] as const);
  return { ...known, ...Object.fromEntries(stale), ...keptRate(known, change), ...change };
}

/** A new quantity keeps the rate, but for one that a price level gave: the next quantity break may have been reached. */
function keptRate(known: Fields, change: Fields): Fields {
  const isRepriced =
    change["rate"] !== undefined || "item" in change || "price" in change || "grossAmt" in change;
  if (!("quantity" in change) || isRepriced || change["amount"] !== undefined) return {};
  const { price } = known;
  if (isReference(price) && price.id !== CUSTOM_LEVEL.id) return { rate: null };
  const rate = known["rate"] ?? unitPrice(known);
  return rate === undefined ? {} : { rate };
}

/** A line that was written with an amount only scales with its quantity all the same (inferred). */
export function unitPrice({ amount, quantity }: Fields): number | undefined {
  if (typeof amount !== "number") return undefined;
  const divisor = typeof quantity === "number" && quantity !== 0 ? quantity : 1;
  return Decimal.of(amount).div(divisor).toNumber();
}
