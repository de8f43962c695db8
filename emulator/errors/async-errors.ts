/** What jobs, batches and idempotency keys are refused with. */
import type { CatalogueEntry } from "./catalogue-entry.ts";

export const ASYNC_ERRORS = {
  "job-unknown": {
    status: 404,
    code: "NONEXISTENT_ID",
    text: "The record instance does not exist. Provide a valid record instance ID.",
    confidence: "inferred",
    source: "answer for a missing record; no public body found for a job or a task",
  },
  "result-not-ready": {
    status: 404,
    code: "NONEXISTENT_ID",
    text: "The result does not exist yet. The task has not been completed.",
    confidence: "inferred",
    source: "no public body found",
  },
  "idempotency-key-used": {
    status: 400,
    describedAs: 409,
    code: "IDEMPOTENCY_ERROR",
    text: 'A request with the same idempotency key is already submitted. See the "Location" header for a link to the previously submitted job',
    confidence: "documented",
    source: "Oracle help subsect_164494900632: status 400 under the title Conflict",
  },
  "idempotency-key-malformed": {
    status: 400,
    code: "INVALID_HEADER",
    text: "The value of the request header 'X-NetSuite-Idempotency-Key' is not valid. Provide a UUID.",
    confidence: "inferred",
    source: "UUID required by Oracle help subsect_164494900632; no public body found",
  },
  "batch-not-asynchronous": {
    status: 400,
    code: "INVALID_HEADER",
    text: "The required request header 'Prefer' is missing. A batch is processed with 'respond-async' only.",
    confidence: "inferred",
    source: "rule from Oracle help article_0127092747; code and first sentence as on SuiteQL",
  },
  "batch-content-type": {
    status: 400,
    code: "INVALID_HEADER",
    text: "The request header 'Content-Type' of a batch must be 'application/vnd.oracle.resource+json; type=collection'.",
    confidence: "inferred",
    source: "rule from Oracle help article_0127092747; no public body found",
  },
  "batch-misplaced": {
    status: 400,
    code: "INVALID_REQUEST",
    text: "A collection cannot be sent to a single record. Send a batch to the record type.",
    confidence: "inferred",
    source: "rule from Oracle help article_0127092747; no public body found",
  },
  "batch-mixed": {
    status: 400,
    code: "INVALID_CONTENT",
    text: "Invalid content in the request body. All records of a batch must be of the same type.",
    confidence: "inferred",
    source: "rule from Oracle help article_0127092747; told by an item's self link; no public body found",
  },
  "batch-too-large": {
    status: 400,
    code: "INVALID_REQUEST",
    text: "A batch holds at most {limit} records. This one has {count}.",
    confidence: "inferred",
    source: "limit from Oracle help article_0127092747; no public body found",
  },
  "batch-empty": {
    status: 400,
    code: "INVALID_REQUEST",
    text: "The batch names no record.",
    confidence: "inferred",
    source: "no public body found",
  },
  "batch-record-unnamed": {
    status: 400,
    code: "INVALID_CONTENT",
    text: "Invalid content in the request body. The record has no ID to find it by.",
    confidence: "inferred",
    source:
      "update by id or externalId, upsert by externalId: Oracle help article_0127092747; no public body found",
  },
} as const satisfies Record<string, CatalogueEntry>;
