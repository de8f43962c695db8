/** What `q=` and SuiteQL are refused with. */
import type { CatalogueEntry } from "./catalogue-entry.ts";

export const QUERY_ERRORS = {
  "query-invalid": {
    status: 400,
    code: "INVALID_PARAMETER",
    text: "Invalid search query. Detailed unprocessed description follows. {why}",
    confidence: "observed",
    source: "recorded live on SuiteQL in 2026; on q=, and what follows the sentence, inferred",
  },
  "suiteql-table-unknown": {
    status: 400,
    code: "INVALID_PARAMETER",
    text: "Invalid search query. Detailed unprocessed description follows. Invalid search type: {table}.",
    confidence: "observed",
    source: "live reply of 2026 to a query FROM Email, whole body",
  },
  "suiteql-record-not-found": {
    status: 400,
    code: "INVALID_PARAMETER",
    text: "Invalid search query. Detailed unprocessed description follows. Search error occurred: Record '{table}' was not found.",
    confidence: { wording: "observed", status: "inferred" },
    source:
      "last sentence read by a client (hotgluexyz/target-netsuite-v2) where a role may not see a record; the sentences before it, status and code inferred",
  },
  "suiteql-identifier-unknown": {
    status: 400,
    code: "INVALID_PARAMETER",
    text: "Invalid search query. Detailed unprocessed description follows. Search error occurred: Unknown identifier '{identifier}'. Available identifiers are: {identifiers}.",
    confidence: "observed",
    source:
      "live reply of 2026 for one table without alias; the list for aliases, joins and names with a table inferred; some such columns give 500 in NetSuite",
  },
  "suiteql-unsupported": {
    status: 400,
    code: "INVALID_PARAMETER",
    text: "Invalid search query. Detailed unprocessed description follows. Search error occurred: Invalid or unsupported search. {why}",
    confidence: "inferred",
    source:
      "both sentences and code seen live; which faults get them, and the reason after them, which is the emulator's own, inferred",
  },
  "suiteql-syntax": {
    status: 400,
    code: "INVALID_PARAMETER",
    text: "Invalid search query. Detailed unprocessed description follows. Search error occurred: Failed to parse SQL [{query}]: syntax error, near: {near}({line},{column}, token code:0). {why}",
    confidence: { wording: "observed", status: "observed" },
    source:
      "400 and the words from Failed to parse SQL to token code quoted from live replies by two public projects (2026), cut before near; the sentences around them as in other live replies; the reason after them is the emulator's own",
  },
  "dataset-unknown": {
    status: 404,
    code: "NONEXISTENT_ID",
    text: "The record instance does not exist. Provide a valid record instance ID.",
    confidence: "inferred",
    source: "answer for a missing record; no public body found for a dataset, and the emulator keeps none",
  },
  "prefer-missing": {
    status: 400,
    code: "INVALID_HEADER",
    text: "The required request header 'Prefer' is missing.",
    confidence: "observed",
    source:
      "code and words quoted by a public client for SuiteQL; o:errorHeader, and the same for another value, inferred",
  },
} as const satisfies Record<string, CatalogueEntry>;
