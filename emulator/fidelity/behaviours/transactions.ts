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
    rule: "lines of what was made from an order answer to `orderLine` in later changes, too",
    confidence: "inferred",
    source: "documented for the transform itself (section_161425629582)",
  },
  {
    rule: "shipping, handling and a discount line that is an amount go whole into an order's first bill, be it an invoice or a cash sale",
    confidence: "inferred",
    source: "no public statement; percentages go with every bill",
  },
  {
    rule: "a header discount that is an amount is divided among an order's bills by their subtotals, and the last takes what is left, unless a bill names another `discountRate`",
    confidence: "inferred",
    source: "no public statement",
  },
  {
    rule: "an invoice cannot be edited to less than what is paid of it",
    status: "400 `USER_ERROR`",
    wording: "The total of the invoice cannot be less than the amount that is paid.",
    confidence: "inferred",
    source: "no public statement; words invented",
    switch: "rules.invoicesBelowPaid",
  },
  {
    rule: "what is shipped is what the item's `isFulfillable` says; without a word goods are, services and non-inventory items are not",
    confidence: "inferred",
    source: "the field documented (Records Browser), its default inferred",
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
  {
    rule: "sales orders go from pending approval over pending fulfilment, partially fulfilled and pending billing to billed; lines count what was picked, packed, fulfilled and billed; an order whose lines are all closed is closed",
    confidence: "inferred",
    source:
      "codes of the REST API Browser, names of NetSuite's pages; what leads from one to the next inferred. An order of services only is pending billing at once",
  },
  {
    rule: "a transform makes the target of what is left of the source and answers 204 with Location; lines are named by `orderLine` or `line`, `itemReceive` false leaves one out, lines nobody names go along",
    confidence: "documented",
    source:
      "documented (section_157901123882, section_161425629582, section_159665260887); that unnamed lines go along, and which fields do, inferred",
  },
  {
    rule: "transforms: the pairs of Oracle's catalogue whose records the emulator has, and invoice to customerPayment, creditMemo and returnAuthorization",
    status: "400 `USER_ERROR` for any other",
    confidence: "inferred",
    source:
      "Oracle's SuiteScript Records Browser; invoice's pairs from SuiteScript's record.transform; the refusal's words documented for SuiteScript",
  },
  {
    rule: "an order that is billed or closed has nothing to transform, one that waits for approval is an invalid reference",
    status: "400 `USER_ERROR`",
    confidence: "inferred",
    source:
      "words documented for billed and closed (section_N3539978), observed on SOAP for the invalid reference; its use for pending approval inferred",
  },
  {
    rule: "an order may be billed before it is fulfilled",
    confidence: "inferred",
    source: "a preference of the account (invoice in advance of fulfilment)",
    switch: "rules.billingBeforeFulfillment",
  },
  {
    rule: "a fulfilment cannot ship more than is left, is shipped unless `shipStatus` says picked or packed, and is made by a transform only",
    status: "400 `USER_ERROR`",
    confidence: "inferred",
    source:
      "that POST is unsupported documented (Records Browser); overage is a preference; words and default status inferred",
    switch: "rules.overFulfillment",
  },
  {
    rule: "`createdFrom` in a body is not taken: only a transform makes a link",
    confidence: "inferred",
    source: "inferred",
  },
  {
    rule: "invoices are open until payments and credits applied to them reach their total; a customer's balance is its open invoices less what is not applied",
    confidence: "inferred",
    source: "fields from the REST API Browser; the arithmetic as NetSuite's pages show it",
  },
  {
    rule: "more cannot be applied than is due, or than the payment",
    status: "400 `USER_ERROR`",
    confidence: "inferred",
    source: "no public body found",
  },
  {
    rule: "an order that was partly processed can be edited, but no line below what was shipped or billed, and none of these taken away",
    status: "400 `USER_ERROR`",
    confidence: "inferred",
    source:
      "the words documented (section_N3539978) for a user who may not approve orders, which the switch makes of the role; the rest inferred",
    switch: "rules.processedOrders",
  },
  {
    rule: "accounting periods bite on posting transactions only, and only where the account has any: a new one needs an open period, an old one keeps its period and its ledger impact once that is closed",
    status: "400 `USER_ERROR`",
    confidence: "inferred",
    source:
      "words documented (section_N3539978); which transactions post from the Records Browser; that a closed date is refused rather than moved on inferred",
    switch: "rules.closedPeriodDate",
  },
  {
    rule: "a date outside the posting period that was sent is taken",
    confidence: "inferred",
    source: "words of the refusal documented (section_N3539978); a preference of the account",
    switch: "rules.dateOutsidePeriod",
  },
  {
    rule: "the credit limit is not looked at",
    confidence: "inferred",
    source:
      "words documented (section_N3539978); warning and hold are preferences; orders that are not billed yet do not count",
    switch: "rules.creditLimit",
  },
  {
    rule: "orders of nothing are taken",
    confidence: "inferred",
    source: "no public statement; usually a script of the account decides",
    switch: "rules.zeroTotals",
  },
  {
    rule: "negative rates are taken",
    confidence: "inferred",
    source: "no public statement; usually a script of the account decides",
    switch: "rules.negativeRates",
  },
  {
    rule: "a transaction has at most 10,000 lines",
    status: "400 `USER_ERROR`",
    confidence: "inferred",
    source: "words documented (section_N3539978), the number inferred",
    switch: "rules.transactionLines",
  },
  {
    rule: "a customer that lists currencies buys in no other; one without a list in any",
    status: "400 `USER_ERROR`",
    confidence: "inferred",
    source: "words observed (fylein/netsuite-sdk-py), the second half inferred",
  },
  {
    rule: "posting and non-posting discounts do not mix; description lines have no amount; journals balance",
    status: "400 `USER_ERROR`",
    confidence: "documented",
    source:
      "words documented (section_N3539978), status and prefix inferred; a journal's whole reply recorded live",
  },
  {
    rule: "stock is counted from an item's first inventory adjustment on, in all and by location; open orders commit it, shipping takes it, and it may fall below nothing",
    confidence: "inferred",
    source:
      "field names from the REST API Browser, the model inferred; a vendor bill stands for the receipt, which the emulator does not have",
    switch: "rules.negativeStock",
  },
  {
    rule: "a transaction that others were made from or are applied to cannot be deleted, nor one in a closed period",
    status: "400 `USER_ERROR`",
    confidence: "inferred",
    source: "words observed in public SuiteScript, status, code and prefix inferred",
    switch: "rules.dependentRecords",
  },
  {
    rule: "`!attach` and `!detach` take contacts and files, answer 204, and are no mistake when there is nothing to do; a file is taken at the caller's word",
    confidence: "documented",
    source: "documented (article_0113084334); repeats and files inferred",
  },
  {
    rule: "record actions: an invoice's grouping actions; anything else is unknown",
    status: "404 `NONEXISTENT_ID`",
    confidence: "inferred",
    source: "the list documented (section_1516982564), where orders have none; the answer to others inferred",
    switch: "rules.orderActions",
  },
  {
    rule: "`create-form` and `edit-form` answer the record as it would be saved, sublists expanded; `select-options` the choices that the record's subsidiary leaves",
    confidence: "documented",
    source:
      "documented (article_1217103046, article_0115100241); links, expansion and which choices are left out inferred",
  },
];
