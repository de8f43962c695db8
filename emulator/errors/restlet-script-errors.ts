/** What a RESTlet's script, or the way to it, is answered with. */
import type { CatalogueEntry } from "./catalogue-entry.ts";

export const RESTLET_SCRIPT_ERRORS = {
  "restlet-unknown": {
    status: 400,
    code: "SSS_INVALID_SCRIPTLET_ID",
    text: "That Suitelet is invalid, disabled, or no longer exists.",
    confidence: { wording: "observed", status: "inferred" },
    source:
      "code and words Oracle help section_4634920277, seen live in 2026 (hycentra-james/wc-netsuite); status, and the same for a deployment that is not released, inferred",
  },
  "restlet-method": {
    status: 405,
    code: "SSS_INVALID_SCRIPTLET_METHOD",
    text: "The script has no entry point for the {method} method.",
    confidence: { wording: "inferred", status: "documented" },
    source: "status Oracle help section_4634920277; no public body found",
  },
  "restlet-body-with-get": {
    status: 400,
    code: "INVALID_REQUEST",
    text: "The request could not be understood by the server due to malformed syntax.",
    confidence: { wording: "inferred", status: "documented" },
    source:
      "status and rule Oracle help section_4634920277; code and words are those for malformed requests there",
  },
  "restlet-content-type": {
    status: 415,
    code: "UNSUPPORTED_MEDIA_TYPE",
    text: "Invalid content type. You can only use application/json, application/xml or text/plain with RESTlets.",
    confidence: { wording: "documented", status: "documented" },
    source: "status Oracle help section_4619215993, words section_N3539978; the code is a guess",
  },
  "restlet-too-large": {
    status: 400,
    code: "SSS_FILE_CONTENT_SIZE_EXCEEDED",
    text: "The {direction} of a RESTlet may not be larger than 10 MB.",
    confidence: "inferred",
    source: "limit from Oracle help section_4640094112; no public body found",
  },
  "restlet-return-format": {
    status: 400,
    code: "INVALID_RETURN_DATA_FORMAT",
    text: "Invalid data format. You should return {format}.",
    confidence: "observed",
    source:
      "code Oracle help section_4634920277; words seen live for an object returned without a Content-Type; for the other formats inferred",
  },
  "restlet-script-error": {
    status: 400,
    code: "{code}",
    text: "{message}",
    confidence: "documented",
    source: "an unhandled error's name and message, Oracle help section_4634920277",
  },
  "restlet-time-limit": {
    status: 400,
    code: "SSS_TIME_LIMIT_EXCEEDED",
    text: "Script Execution Time Exceeded.",
    confidence: { wording: "observed", status: "inferred" },
    source: "words in a public copy of a live reply; limit Oracle help section_161591009480; status inferred",
  },
  "restlet-usage-limit": {
    status: 400,
    code: "SSS_USAGE_LIMIT_EXCEEDED",
    text: "Script Execution Usage Limit Exceeded",
    confidence: { wording: "observed", status: "inferred" },
    source: "code Oracle help chapter_N3350651, words in public logs; status inferred",
  },
  "restlet-memory-limit": {
    status: 400,
    code: "SSS_MEMORY_USAGE_EXCEEDED",
    text: "The script used too much memory.",
    confidence: "inferred",
    source:
      "code in the status codes of Oracle's SOAP schema; when it is used, how much is too much, and the words are not published",
  },
} as const satisfies Record<string, CatalogueEntry>;
