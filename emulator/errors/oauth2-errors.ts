/** What the OAuth 2.0 endpoints answer: Oracle help subsect_158521832417. The words stay here, callers get the code. */
import type { CatalogueEntry } from "./catalogue-entry.ts";

const SOURCE = "Oracle help subsect_158521832417";

export const OAUTH2_ERRORS = {
  "oauth2-invalid-request": {
    status: 400,
    code: "invalid_request",
    text: "The request lacks a parameter, or has one twice or malformed.",
    confidence: { wording: "inferred", status: "documented" },
    source: SOURCE,
  },
  "oauth2-server-error": {
    status: 500,
    code: "server_error",
    text: "An unexpected error occurred. Error ID: {errorId}",
    confidence: "inferred",
    source: "RFC 6749; no public body found",
  },
} as const satisfies Record<string, CatalogueEntry>;
