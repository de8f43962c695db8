/** What transactions, transforms and actions are refused with. */
import type { CatalogueEntry } from "./catalogue-entry.ts";

const PREFIX = "Error while accessing a resource. ";

const userError = (text: string, source: string): CatalogueEntry => ({
  status: 400,
  code: "USER_ERROR",
  text: `${PREFIX}${text}`,
  confidence: { wording: "documented", status: "inferred" },
  source: `${source}, REST status, code and prefix inferred`,
});

const ERROR_TABLE = "wording Oracle help section_N3539978";

const guessed = (text: string, source: string): CatalogueEntry => ({
  status: 400,
  code: "USER_ERROR",
  text: `${PREFIX}${text}`,
  confidence: "inferred",
  source,
});

export const TRANSACTION_ERRORS = {
  "discount-exceeds-total": userError("Discount can not exceed item total.", ERROR_TABLE),
  "discount-posting-mixed": userError(
    "Posting and non-posting discounts/markups are not allowed on the same transaction",
    ERROR_TABLE,
  ),
  "description-amount": userError("Description items may not have an amount.", ERROR_TABLE),
  "too-many-lines": userError("Transactions may not contain more than {limit} lines.", ERROR_TABLE),
  "credit-limit-exceeded": userError("Customer balance exceeds credit limit", ERROR_TABLE),
  "period-closed": userError(
    "The G/L impact of a transaction in a closed period cannot be changed.",
    ERROR_TABLE,
  ),
  "period-move": userError("You cannot move a transaction to or from a closed period.", ERROR_TABLE),
  "period-missing": userError(
    "Insert Transaction Failure: No valid, open, posting period for date - {date}. Please visit Setup > Manage Accounting Periods to set up a new accounting period.",
    `${ERROR_TABLE}; that a closed period's date gets it, too, and the form of the date inferred`,
  ),
  "period-mismatch": userError(
    "Your transaction date does not fall between the start and end dates of your accounting period.",
    ERROR_TABLE,
  ),
  "order-processed": userError(
    "This order has been partially or fully processed and may not be edited by a user without permission to approve sales orders.",
    `${ERROR_TABLE}; the same for less than was shipped or billed inferred`,
  ),
  "order-billed": userError(
    "You have an invalid {label} {id} or the order is already billed",
    `${ERROR_TABLE} for sales orders, other types inferred`,
  ),
  "order-closed": userError(
    "You have an invalid {label} {id} or the order is already closed.",
    `${ERROR_TABLE}, where the beginning of the sentence is cut`,
  ),
  "transform-reference": {
    status: 400,
    code: "USER_ERROR",
    text: `${PREFIX}You can not initialize {target}: invalid reference {id}.`,
    confidence: { wording: "observed", status: "inferred" },
    source:
      "words in a SOAP reply (NetSweet/netsuite, INVALID_INITIALIZE_REF); that an order pending approval gets them, status, code and prefix inferred",
  },
  "transform-unknown": userError(
    "That type of record transformation is not allowed. See the documentation for a list of supported transformation types.",
    "words of INVALID_RCRD_TRANSFRM in Oracle's SuiteScript type definitions",
  ),
  "create-unsupported": guessed(
    "The {recordType} record cannot be created. Transform another record.",
    "Oracle's Records Browser: Copy and Create Not Supported; no public body found",
  ),
  "fulfilled-too-many": guessed(
    "The quantity to fulfill is larger than what remains on the order.",
    "the preference to allow overage is documented, no public body found",
  ),
  "applied-too-much": guessed(
    "The amount applied cannot be larger than the payment.",
    "no public body found",
  ),
  "applied-over-due": guessed(
    "The amount applied cannot be larger than the amount due.",
    "no public body found",
  ),
  "invoice-below-paid": guessed(
    "The total of the invoice cannot be less than the amount that is paid.",
    "no public body found",
  ),
  "stock-short": guessed("There is not enough of {item} on hand.", "no public body found"),
  "transaction-linked": {
    status: 400,
    code: "USER_ERROR",
    text: `${PREFIX}This transaction cannot be deleted because it is linked to by one or more transactions.`,
    confidence: { wording: "observed", status: "inferred" },
    source: "words in public SuiteScript that reads them from a reply; status, code and prefix inferred",
  },
  "action-unknown": {
    status: 404,
    code: "NONEXISTENT_ID",
    text: "The record action '{action}' does not exist for record type '{recordType}'.",
    confidence: "inferred",
    source: "actions from Oracle help section_1516982564; no public body found",
  },
  "action-impossible": guessed(
    "The action '{action}' is not available for this record.",
    "no public body found",
  ),
  "attachment-unsupported": {
    status: 400,
    code: "INVALID_REQUEST",
    text: "Only contacts and files can be attached. '{recordType}' cannot.",
    confidence: "inferred",
    source: "contacts and files only: Oracle help article_0113084334; no public body found",
  },
  "option-field-unknown": {
    status: 400,
    code: "INVALID_PARAMETER",
    text: "Invalid value for query parameter fields. '{field}' is not a select field.",
    confidence: "inferred",
    source: "the fields parameter from Oracle help article_0115100241; no public body found",
  },
  "transaction-unbalanced": {
    status: 400,
    code: "USER_ERROR",
    text: `${PREFIX}The amounts in a journal entry must balance.`,
    confidence: "observed",
    source: "live reply of 2025, whole body (hotgluexyz/target-netsuite-v2)",
  },
} as const satisfies Record<string, CatalogueEntry>;
