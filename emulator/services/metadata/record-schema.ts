/** A record type and its sublists as schemas, under the names Oracle gives them. */
import type { RecordType, SublistDefinition } from "../../records/record-type.ts";
import {
  collectionSchema,
  propertiesOf,
  type Schema,
  type SchemaContext,
  sortedProperties,
} from "./field-schema.ts";

export interface RecordSchemas {
  /** The record type's own name, its collection's, and two for each sublist. */
  readonly named: Readonly<Record<string, Schema>>;
}

export const collectionName = (recordType: string): string => `${recordType}Collection`;
const elementName = (recordType: string, sublist: string): string => `${recordType}-${sublist}Element`;
export const sublistName = (recordType: string, sublist: string): string =>
  `${recordType}-${sublist}Collection`;

export function recordSchemas(type: RecordType, context: SchemaContext): RecordSchemas {
  const { recordType, sublists } = type;
  const sublistEntries = sublists.map(
    ({ name }) => [name, context.refTo(sublistName(recordType, name))] as const,
  );
  const fields = Object.entries(propertiesOf(type.fields.all, context)) as [string, Schema][];
  const own: Schema = {
    title: type.label,
    type: "object",
    properties: sortedProperties([...withId(fields), ...sublistEntries]),
  };
  return {
    named: {
      [recordType]: own,
      [collectionName(recordType)]: collectionSchema(context.refTo(recordType), context),
      ...Object.assign({}, ...sublists.map((sublist) => sublistSchemas(recordType, sublist, context))),
    },
  };
}

/** Every record has it, whether the catalogue lists it or not. */
function withId(fields: readonly [string, Schema][]): readonly [string, Schema][] {
  const id: Schema = {
    title: "Internal ID",
    type: "string",
    nullable: true,
    "x-ns-custom-field": false,
    "x-ns-filterable": true,
  };
  return [...fields.filter(([name]) => name !== "id"), ["id", id]];
}

function sublistSchemas(
  recordType: string,
  { name, fields }: SublistDefinition,
  context: SchemaContext,
): Readonly<Record<string, Schema>> {
  const element = elementName(recordType, name);
  return {
    [element]: { type: "object", properties: propertiesOf(fields.all, context) },
    [sublistName(recordType, name)]: collectionSchema(context.refTo(element), context),
  };
}

/** A link, as every schema refers to it. */
export const LINK_SCHEMA: Schema = {
  type: "object",
  properties: {
    href: { title: "Hypertext Reference", type: "string", format: "uri" },
    mediaType: { title: "Media Type", type: "string" },
    method: { title: "HTTP Method", type: "string" },
    rel: { title: "Relationship", type: "string" },
  },
};
