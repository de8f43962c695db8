/** What all OpenAPI documents share: parameters, responses and the error's schema. */
import type { Schema } from "./field-schema.ts";
import { LINK_SCHEMA } from "./record-schema.ts";

const query = (name: string, schema: Schema, description: string): Schema => ({
  name,
  in: "query",
  description,
  schema,
});
const header = (name: string, schema: Schema, description: string): Schema => ({
  name,
  in: "header",
  description,
  schema,
});
const path = (description: string): Schema => ({
  name: "id",
  in: "path",
  required: true,
  description,
  schema: { type: "string" },
});

const FLAG: Schema = { type: "boolean", default: false };
const TEXT: Schema = { type: "string" };
const VALIDATION: Schema = { type: "string", enum: ["Error", "Warning", "Ignore"] };

/** REST API Browser 2026.1. */
export const PARAMETERS: Readonly<Record<string, Schema>> = {
  id: path("Internal identifier, or eid: and the external identifier."),
  externalId: path("eid: and the external identifier."),
  q: query("q", TEXT, "Search query that selects the records."),
  limit: query("limit", { type: "integer", format: "int64", default: 1_000 }, "Most records of a page."),
  offset: query("offset", { type: "integer", format: "int64", default: 0 }, "Where the page begins."),
  ids: query("ids", TEXT, "Identifiers of the records, with commas between."),
  idsRequired: { ...query("ids", TEXT, "Identifiers of the records, with commas between."), required: true },
  expandRecords: query("expandRecords", FLAG, "Show whole records."),
  expandSubResources: query("expandSubResources", FLAG, "Show sublists and subrecords."),
  simpleEnumFormat: query("simpleEnumFormat", FLAG, "Show enumerations as codes."),
  fields: query("fields", TEXT, "Names of the fields to show."),
  replace: query("replace", TEXT, "Names of the sublists to replace."),
  replaceSelectedFields: query("replaceSelectedFields", FLAG, "Clear only the fields named by replace."),
  prefer: header("Prefer", TEXT, "respond-async makes a job of the request."),
  idempotencyKey: header(
    "X-NetSuite-Idempotency-Key",
    { type: "string", format: "uuid" },
    "Runs an asynchronous request once.",
  ),
  propertyNameValidation: header(
    "X-NetSuite-PropertyNameValidation",
    { ...VALIDATION, default: "Warning" },
    "What unknown names do.",
  ),
  propertyValueValidation: header(
    "X-NetSuite-PropertyValueValidation",
    { ...VALIDATION, default: "Error" },
    "What unreadable values do.",
  ),
};

const LOCATION: Schema = {
  description: "Where the record or the job is.",
  schema: { type: "string", format: "uri" },
};

export const RESPONSES: Readonly<Record<string, Schema>> = {
  done: { description: "Done.", headers: { Location: LOCATION } },
  accepted: { description: "Accepted as a job.", headers: { Location: LOCATION } },
  error: {
    description: "Refused.",
    content: {
      "application/vnd.oracle.resource+json; type=error": {
        schema: { $ref: "#/components/schemas/nsError" },
      },
    },
  },
};

const DETAIL = ["detail", "o:errorCode", "o:errorHeader", "o:errorPath", "o:errorQueryParam", "o:errorUrl"];

export const SHARED_SCHEMAS: Readonly<Record<string, Schema>> = {
  nsLink: LINK_SCHEMA,
  // Called rest_error before 2026.1.
  nsError: {
    type: "object",
    required: ["type", "title", "status", "o:errorDetails"],
    properties: {
      type: { type: "string", format: "uri" },
      title: TEXT,
      status: { type: "integer", format: "int32" },
      "o:errorCode": TEXT,
      "o:errorDetails": {
        type: "array",
        items: { type: "object", properties: Object.fromEntries(DETAIL.map((name) => [name, TEXT])) },
      },
    },
  },
};
