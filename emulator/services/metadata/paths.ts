/** What can be asked of a record type, as OpenAPI paths: one row of the REST API Browser each. */
import type { RecordType } from "../../records/record-type.ts";
import type { Schema } from "./field-schema.ts";
import { collectionName, sublistName } from "./record-schema.ts";

const ref = (kind: string, name: string): Schema => ({ $ref: `#/components/${kind}/${name}` });
const parameters = (...names: readonly string[]): readonly Schema[] =>
  names.map((name) => ref("parameters", name));

const RESOURCE = "application/vnd.oracle.resource+json";

const content = (schema: string, type: "singular" | "collection"): Schema => ({
  [`${RESOURCE}; type=${type}`]: { schema: ref("schemas", schema) },
});

interface Described {
  readonly summary: string;
  readonly parameters: readonly Schema[];
  readonly responses: Schema;
  readonly body?: Schema;
}

const operation = (type: RecordType, { summary, parameters: asked, responses, body }: Described): Schema => ({
  tags: [type.recordType],
  summary,
  parameters: asked,
  ...(body === undefined ? {} : { requestBody: { content: body } }),
  responses: { ...responses, default: ref("responses", "error") },
});

const ASYNC = ["prefer", "idempotencyKey"] as const;
const WRITE = [...ASYNC, "propertyNameValidation", "propertyValueValidation", "replace"] as const;
const DONE: Schema = { 204: ref("responses", "done"), 202: ref("responses", "accepted") };
const ACCEPTED: Schema = { 202: ref("responses", "accepted") };

const shown = (schema: string, type: "singular" | "collection"): Schema => ({
  200: { description: "Retrieved.", content: content(schema, type) },
  202: ref("responses", "accepted"),
});

export function pathsOf(type: RecordType): Schema {
  const { recordType, sublists, transforms } = type;
  return {
    [`/${recordType}`]: collectionPath(type),
    [`/${recordType}/{id}`]: recordPath(type),
    ...Object.fromEntries(
      sublists.map(({ name }) => [
        `/${recordType}/{id}/${name}`,
        {
          get: operation(type, {
            summary: `Get the sublist ${name}.`,
            parameters: parameters("id"),
            responses: shown(sublistName(recordType, name), "collection"),
          }),
        },
      ]),
    ),
    ...Object.fromEntries(
      transforms.map((target) => [`/${recordType}/{id}/!transform/${target}`, transformPath(type, target)]),
    ),
  };
}

/** POST creates one; PATCH, PUT and DELETE are batches. */
function collectionPath(type: RecordType): Schema {
  const { recordType } = type;
  const batch = content(collectionName(recordType), "collection");
  const create = operation(type, {
    summary: "Insert a record.",
    parameters: parameters(...WRITE),
    body: { ...content(recordType, "singular"), ...batch },
    responses: DONE,
  });
  return {
    get: operation(type, {
      summary: "Get a list of records.",
      parameters: parameters("q", "limit", "offset", "expandRecords", "ids", ...ASYNC),
      responses: shown(collectionName(recordType), "collection"),
    }),
    ...(type.createSupported ? { post: create } : {}),
    patch: operation(type, {
      summary: "Update a batch of records.",
      parameters: parameters(...WRITE, "replaceSelectedFields"),
      body: batch,
      responses: ACCEPTED,
    }),
    put: operation(type, {
      summary: "Insert or update a batch of records.",
      parameters: parameters(...WRITE, "replaceSelectedFields"),
      body: batch,
      responses: ACCEPTED,
    }),
    delete: operation(type, {
      summary: "Delete a batch of records.",
      parameters: parameters("idsRequired", ...ASYNC),
      responses: ACCEPTED,
    }),
  };
}

function recordPath(type: RecordType): Schema {
  const body = content(type.recordType, "singular");
  return {
    get: operation(type, {
      summary: "Get a record.",
      parameters: parameters("id", "expandSubResources", "simpleEnumFormat", "fields", ...ASYNC),
      responses: shown(type.recordType, "singular"),
    }),
    patch: operation(type, {
      summary: "Update a record.",
      parameters: parameters("id", ...WRITE, "replaceSelectedFields"),
      body,
      responses: DONE,
    }),
    put: operation(type, {
      summary: "Insert or update a record by its external identifier.",
      parameters: parameters("externalId", ...WRITE, "replaceSelectedFields"),
      body,
      responses: DONE,
    }),
    delete: operation(type, {
      summary: "Delete a record.",
      parameters: parameters("id", ...ASYNC),
      responses: DONE,
    }),
  };
}

/** The body may overlay fields of the target, which may not be part of this document. */
function transformPath(type: RecordType, target: string): Schema {
  return {
    post: operation(type, {
      summary: `Transform to ${target}.`,
      parameters: parameters("id", ...WRITE),
      body: { [`${RESOURCE}; type=singular`]: { schema: { type: "object" } } },
      responses: DONE,
    }),
  };
}
