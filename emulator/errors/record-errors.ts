/** What records and their fields are refused with, beyond the common words of errors/catalogue.ts. */
import type { CatalogueEntry } from "./catalogue-entry.ts";

const PREFIX = "Error while accessing a resource. ";

const ERROR_TABLE = "wording Oracle help section_N3539978, REST status, code and prefix inferred";

const userError = (text: string, source = ERROR_TABLE): CatalogueEntry => ({
  status: 400,
  code: "USER_ERROR",
  text: `${PREFIX}${text}`,
  confidence: { wording: "documented", status: "inferred" },
  source,
});

export const RECORD_ERRORS = {
  "contact-exists": userError(
    "A contact record with this name already exists. Every contact record must have a unique name.",
  ),
  "state-mismatch": userError(
    "The country and state/province are mismatched, the country is {country} and the state/province is {state}. Please enter a state/province short name that matches the country.",
  ),
  "field-read-only": userError(
    "You do not have permissions to set a value for element {field} due to one of the following reasons: 1) The field is read-only; 2) An associated feature is disabled; 3) The field is available either when a record is created or updated, but not in both cases.",
  ),
  "record-has-dependents": {
    status: 400,
    code: "USER_ERROR",
    text: `${PREFIX}This record cannot be deleted because it has dependent records.`,
    confidence: { wording: "observed", status: "inferred" },
    source:
      "words of NetSuite's own page, quoted by many administrators; REST status, code and prefix inferred",
  },
} as const satisfies Record<string, CatalogueEntry>;
