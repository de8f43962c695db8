/** The OpenAPI 3.0 document of some record types (Accept: application/swagger+json; help section_1545126526). */
import type { Catalogue } from "../../records/catalogue.ts";
import type { RecordType } from "../../records/record-type.ts";
import { RECORD_SERVICE_PATH } from "../record/route.ts";
import type { Schema } from "./field-schema.ts";
import { PARAMETERS, RESPONSES, SHARED_SCHEMAS } from "./openapi-parts.ts";
import { pathsOf } from "./paths.ts";
import { recordSchemas } from "./record-schema.ts";

export interface OpenApiPart {
  readonly paths: Schema;
  readonly schemas: Schema;
}

export function openApiPart(type: RecordType, catalogue: Catalogue): OpenApiPart {
  const refTo = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
  return { paths: pathsOf(type), schemas: recordSchemas(type, { catalogue, refTo }).named };
}

export const openApiDocument = (parts: readonly OpenApiPart[], origin: string): Schema => ({
  openapi: "3.0.1",
  info: { title: "NetSuite REST Record API", version: "v1" },
  servers: [{ url: `${origin}${RECORD_SERVICE_PATH}` }],
  paths: Object.assign({}, ...parts.map(({ paths }) => paths)),
  components: {
    schemas: Object.assign({}, SHARED_SCHEMAS, ...parts.map(({ schemas }) => schemas)),
    parameters: PARAMETERS,
    responses: RESPONSES,
  },
});
