/** One field as JSON Schema says it, the same in both documents but for where shared parts stand. */
import type { Catalogue } from "../../records/catalogue.ts";
import type { FieldDefinition } from "../../records/record-type.ts";

export type Schema = Readonly<Record<string, unknown>>;

/** Where a shared part is: `#/definitions/nsLink` or `#/components/schemas/nsLink`. */
export type RefTo = (name: string) => Schema;

export interface SchemaContext {
  readonly catalogue: Catalogue;
  readonly refTo: RefTo;
}

type FieldType = FieldDefinition["type"];
type Describe = (field: FieldDefinition, context: SchemaContext) => Schema;

const TEXT: Schema = { type: "string" };

const linksOf = ({ refTo }: SchemaContext): Schema => ({
  title: "Links",
  type: "array",
  readOnly: true,
  items: refTo("nsLink"),
});

const reference: Describe = (_field, context) => ({
  type: "object",
  properties: {
    externalId: { title: "External identifier", ...TEXT },
    id: { title: "Internal identifier", ...TEXT },
    links: linksOf(context),
    refName: { title: "Reference Name", ...TEXT },
  },
});

const enumeration: Describe = (field, context) => {
  const codes = context.catalogue.enumCodes(field);
  return {
    type: "object",
    properties: {
      id: { title: "Internal identifier", ...TEXT, ...(codes === undefined ? {} : { enum: [...codes] }) },
      links: linksOf(context),
      refName: { title: "Reference Name", ...TEXT },
    },
  };
};

const DESCRIBE: Readonly<Record<FieldType, Describe>> = {
  string: (field, { catalogue }) => {
    const maxLength = catalogue.lengthLimit(field);
    return { ...TEXT, ...(maxLength === undefined ? {} : { maxLength }) };
  },
  // May hold a text, a number or a flag: whoever has not defined it has not said.
  custom: () => ({}),
  number: () => ({ type: "number", format: "double" }),
  percent: () => ({ type: "number", format: "double" }),
  integer: () => ({ type: "integer", format: "int64" }),
  boolean: () => ({ type: "boolean" }),
  date: () => ({ ...TEXT, format: "date" }),
  "date-time": () => ({ ...TEXT, format: "date-time" }),
  time: () => ({ ...TEXT, format: "time" }),
  enum: enumeration,
  reference,
  multiReference: (field, context) => collectionSchema(reference(field, context), context),
  subrecord: ({ subrecord = "" }, context) => {
    const fields = context.catalogue.subrecord(subrecord)?.all ?? [];
    return { type: "object", properties: propertiesOf(fields, context) };
  },
  array: () => ({}),
};

/** Sublists and multi-selects: what GET shows of a list inside a record. */
export const collectionSchema = (items: Schema, context: SchemaContext): Schema => ({
  type: "object",
  properties: {
    count: { title: "Count", type: "integer", format: "int64", readOnly: true },
    hasMore: { title: "Has More Results", type: "boolean", readOnly: true },
    items: { title: "Items", type: "array", items },
    links: linksOf(context),
    offset: { title: "Query Offset", type: "integer", format: "int64", readOnly: true },
    totalResults: { title: "Total Results", type: "integer", format: "int64", readOnly: true },
  },
});

/** Body fields can be searched by, but not what is inside subrecords (help section_1545222128). */
const NOT_FILTERABLE: readonly FieldType[] = ["subrecord", "array"];

const isCustom = ({ scriptId }: FieldDefinition): boolean =>
  /^cust(?:body|col|entity|item|record)/.test(scriptId);

export function fieldSchema(field: FieldDefinition, context: SchemaContext): Schema {
  const described = DESCRIBE[field.type](field, context);
  return {
    title: field.label,
    ...described,
    // A null of no type cannot be declared.
    ...(described["type"] === undefined ? {} : { nullable: true }),
    ...(field.readOnly === true ? { readOnly: true } : {}),
    "x-ns-custom-field": isCustom(field),
    "x-ns-filterable": !NOT_FILTERABLE.includes(field.type),
  };
}

/** By name, in alphabetical order whatever their case, as records are shown. */
export function propertiesOf(fields: readonly FieldDefinition[], context: SchemaContext): Schema {
  const entries = fields.map((field) => [field.name, fieldSchema(field, context)] as const);
  return sortedProperties([...entries, ["links", linksOf(context)]]);
}

export function sortedProperties(entries: readonly (readonly [string, Schema])[]): Schema {
  const key = ([name]: readonly [string, Schema]): string => name.toLowerCase();
  return Object.fromEntries(entries.toSorted((left, right) => (key(left) < key(right) ? -1 : 1)));
}
