/** The JSON Schema of a record type (Accept: application/schema+json; help section_1545129726). */
import type { Catalogue } from "../../records/catalogue.ts";
import type { RecordType } from "../../records/record-type.ts";
import type { Schema } from "./field-schema.ts";
import { LINK_SCHEMA, recordSchemas } from "./record-schema.ts";

export function jsonSchema(type: RecordType, catalogue: Catalogue): Schema {
  const refTo = (name: string): Schema => ({ $ref: `#/definitions/${name}` });
  const { [type.recordType]: own, ...others } = recordSchemas(type, { catalogue, refTo }).named;
  return {
    $schema: "https://json-schema.org/draft-06/hyper-schema#",
    ...own,
    definitions: { nsLink: LINK_SCHEMA, ...others, [type.recordType]: own },
  };
}
