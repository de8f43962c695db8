/** Amounts, statuses and the life of transactions. */
import type { Behaviour } from "../behaviour.ts";

export const TRANSACTIONS_BEHAVIOURS: readonly Behaviour[] = [
  {
    rule: "a line's amount is what was sent, else rate × quantity; a missing quantity is one; orders of nothing and negative rates are taken",
    confidence: "inferred",
    source: "no public statement on $0 orders, negative rates or a missing quantity",
  },
  {
    rule: "a missing rate comes from the line's price level, else the customer's price for the item, else its price level, else the item's first price; of the rows of a level, the highest `priceQty` that the quantity reaches",
    confidence: "inferred",
    source:
      "price levels documented (help on pricing); that `priceQty` is the quantity break and what wins is inferred",
  },
  {
    rule: "a new quantity asks the price level again, but keeps a rate that was sent",
    confidence: "inferred",
    source: "as a form does it; no public statement for REST",
  },
  {
    rule: "discounts are amounts, or percentages such as `-10%`: at the header of the item total, in a line of the line above and its discounts; a percentage is worked out on every save",
    confidence: "inferred",
    source:
      "header discountRate as negative amount or percent documented (Oracle's field help); the base of a line's percentage inferred",
  },
  {
    rule: "tax is the line's `taxRate1`, else its tax code's rate, else its item's tax code's, else the header's `taxRate` or `taxItem` on taxable lines; a `taxTotal` that was sent stands only where none of these is known",
    confidence: "inferred",
    source:
      "fields from the REST API Browser; REST officially supports SuiteTax only (section_159665260887), whose engine is not modelled",
  },
  {
    rule: "a discount before tax (`isPreTax`, also when unset) lowers the tax",
    confidence: "inferred",
    source: "meaning of the field documented, its default inferred",
  },
  {
    rule: "`grossAmt` works `amount` out again",
    confidence: "documented",
    source: "documented for 2026.1 (section_159665260887)",
  },
  {
    rule: "money has the decimals of its currency: its record's precision, else ISO 4217's, at most two; halves go away from zero",
    confidence: "inferred",
    source: "the field is documented, the default and the rounding inferred",
  },
  {
    rule: "payments: an application without an amount takes what is due, as far as the money goes; without `payment` it is the sum of them",
    confidence: "inferred",
    source: "as the form does it; no public statement for REST",
  },
];
