/** What the emulator knows about a record type: the schema of the catalogue's files. */
import { z } from "zod";

const fieldSchema = z.strictObject({
  /** Spelling in REST bodies. */
  name: z.string(),
  /** Lower case, as error texts name the field. */
  scriptId: z.string(),
  /** As "Please enter value(s) for" lists it. */
  label: z.string(),
  type: z.enum([
    "string",
    /** A custom field, which may hold a text, a number or a boolean. */
    "custom",
    "number",
    "integer",
    "boolean",
    "date",
    "date-time",
    /** A time of day. */
    "time",
    "percent",
    "enum",
    "reference",
    "multiReference",
    "subrecord",
    "array",
  ]),
  ref: z.string().optional(),
  subrecord: z.string().optional(),
  enum: z.array(z.string()).optional(),
  enumSet: z.string().optional(),
  enumLabels: z.record(z.string(), z.string()).optional(),
  maxLength: z.int().positive().optional(),
  /** high and medium are enforced, low is only noted. */
  lengthConfidence: z.enum(["high", "medium", "low"]).optional(),
  lengthSource: z.string().optional(),
  /** What a caller must send. */
  required: z.boolean().optional(),
  /** Marked required in Oracle's Records Browser; NetSuite usually fills it in by itself. */
  formRequired: z.boolean().optional(),
  readOnly: z.boolean().optional(),
  source: z.string().optional(),
  confidence: z.string().optional(),
});

const sublistSchema = z.strictObject({
  name: z.string(),
  scriptId: z.string(),
  /** The field that identifies a line; without it lines are always appended. */
  key: z.string().optional(),
  required: z.boolean().optional(),
  customFieldPrefix: z.string().optional(),
  source: z.string().optional(),
  /** The subrecord whose fields the lines have, in place of fields of their own. */
  rows: z.string().optional(),
  fields: z.array(fieldSchema).default([]),
});

/** A record type in the list of all: what is needed before its fields are. */
export const recordTypeHeadSchema = z.strictObject({
  recordType: z.string(),
  scriptId: z.string(),
  label: z.string(),
  category: z.enum(["entity", "transaction", "item", "list", "custom"]),
  customFieldPrefix: z.string(),
  /** The field a reference shows as refName. */
  nameField: z.string(),
  /** Fields no two records of the category may share. */
  unique: z.array(z.string()),
  /** Record types that `!transform` makes of it. */
  transforms: z.array(z.string()).optional(),
  /** False where a record only comes out of another, by a transform. */
  createSupported: z.boolean().optional(),
  /** Accounts come with records of it: while none is kept here, a reference is taken at the caller's word. */
  trustedWhenEmpty: z.boolean().optional(),
  /** False where records exist but REST does not show them. */
  exposed: z.boolean().optional(),
  /** The record type of whose life this one is a stage: its records are records of that type. */
  stageOf: z.string().optional(),
  source: z.string(),
});

/** The file of one record type. */
export const recordFieldsSchema = z.strictObject({
  fields: z.array(fieldSchema),
  sublists: z.array(sublistSchema),
});

/** The file of one subrecord. */
export const subrecordFieldsSchema = z.strictObject({
  fields: z.array(fieldSchema),
  sublists: z.array(sublistSchema).optional(),
});

export type RecordTypeHead = Readonly<z.input<typeof recordTypeHeadSchema>>;
export type SublistData = Readonly<z.input<typeof sublistSchema>>;
export interface RecordFields {
  readonly fields: readonly FieldDefinition[];
  readonly sublists: readonly SublistData[];
}
export type SubrecordFields = Pick<RecordFields, "fields"> & Partial<RecordFields>;
export type FieldDefinition = Readonly<z.infer<typeof fieldSchema>> & {
  /** What an account's custom field starts with. */
  readonly defaultValue?: string | number | boolean;
};
export type RecordCategory = RecordTypeHead["category"];

/** Fields found by name, whatever the case. */
export interface FieldSet {
  readonly all: readonly FieldDefinition[];
  find(name: string): FieldDefinition | undefined;
  /** Where custom fields are allowed, how their script ids begin. */
  readonly customFieldPrefix?: string;
  /** Those that a caller must send. */
  readonly required: readonly FieldDefinition[];
  /** Those that start with a value of the account's. */
  readonly withDefault: readonly FieldDefinition[];
}

export interface SublistDefinition {
  readonly name: string;
  readonly scriptId: string;
  readonly key?: string;
  readonly required: boolean;
  readonly fields: FieldSet;
}

/** Its fields and sublists are read when they are first asked for. */
export interface RecordType {
  readonly recordType: string;
  readonly scriptId: string;
  readonly label: string;
  readonly category: RecordCategory;
  readonly nameField: string;
  readonly unique: readonly string[];
  /** Record types that `!transform` makes of it. */
  readonly transforms: readonly string[];
  /** False where a record only comes out of another, by a transform. */
  readonly createSupported: boolean;
  /** Accounts come with records of it: while none is kept here, a reference is taken at the caller's word. */
  readonly trustedWhenEmpty: boolean;
  /** False where records exist but REST does not show them. */
  readonly exposed: boolean;
  /** The record type under which its records are kept; another one for a stage such as lead. */
  readonly table: string;
  readonly fields: FieldSet;
  readonly sublists: readonly SublistDefinition[];
  findSublist(name: string): SublistDefinition | undefined;
}

/** A record inside another, such as an address. */
export interface Subrecord extends FieldSet {
  readonly sublists: readonly SublistDefinition[];
  findSublist(name: string): SublistDefinition | undefined;
}
