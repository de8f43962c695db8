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

export const TRANSACTION_ERRORS = {
  "discount-exceeds-total": userError("Discount can not exceed item total.", ERROR_TABLE),
  "transaction-unbalanced": userError(
    "Transaction was not in balance. Total = {total}",
    "words as Oracle's guide to custom GL lines has them, quoted in public code",
  ),
} as const satisfies Record<string, CatalogueEntry>;
