/** What RESTlets are refused with, where they say it differently from SuiteTalk REST. A row here, and below what it stands for. */
import type { CatalogueEntry } from "./catalogue-entry.ts";

export const RESTLET_ERRORS = {
  "restlet-login-refused": {
    status: 401,
    code: "INVALID_LOGIN_ATTEMPT",
    text: "Invalid login attempt.",
    confidence: "observed",
    source: "two public logs of live replies with 401; a third keeps it with 403",
  },
  "restlet-request-malformed": {
    status: 400,
    code: "INVALID_REQUEST",
    text: "The request could not be understood by the server due to malformed syntax.",
    confidence: "observed",
    source: "NetSweet/netsuite issue 557, verbatim",
  },
  "restlet-password-refused": {
    status: 401,
    code: "INVALID_LOGIN_CREDENTIALS",
    text: "You have entered an invalid email address or account number. Please try again.",
    confidence: { wording: "documented", status: "inferred" },
    source: "wording Oracle help section_4634920277 for NLAuth; status inferred",
  },
  "restlet-over-limit": {
    status: 400,
    code: "SSS_REQUEST_LIMIT_EXCEEDED",
    text: "Request Limit Exceeded!",
    confidence: { wording: "observed", status: "documented" },
    source: "status and code Oracle help bridgehead_1525252812; words in a public log of a live reply",
  },
} as const satisfies Record<string, CatalogueEntry>;
