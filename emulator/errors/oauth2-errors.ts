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
  "oauth2-invalid-client": {
    status: 401,
    code: "invalid_client",
    text: "The client could not be authenticated.",
    confidence: { wording: "inferred", status: "documented" },
    source: SOURCE,
  },
  "oauth2-invalid-grant": {
    status: 400,
    code: "invalid_grant",
    text: "The user or the role may not log in.",
    confidence: { wording: "inferred", status: "documented" },
    source: SOURCE,
  },
  "oauth2-invalid-scope": {
    status: 400,
    code: "invalid_scope",
    text: "The scope is missing, unknown, or not the integration record's.",
    confidence: { wording: "inferred", status: "documented" },
    source: SOURCE,
  },
  "oauth2-unauthorized-client": {
    status: 400,
    code: "unauthorized_client",
    text: "The integration record may not use this grant.",
    confidence: "inferred",
    source: `${SOURCE}, which gives no status: 400 inferred`,
  },
  "oauth2-unsupported-grant-type": {
    status: 400,
    code: "unsupported_grant_type",
    text: "The grant type is not supported.",
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
