/** What an account changes about NetSuite's record types: lengths, requirements, custom fields, records and lists. */
import { z } from "zod";

/** As NetSuite's form builder names them; what each becomes stands in custom-field.ts. */
export const CUSTOM_FIELD_KINDS = [
  "text",
  "textarea",
  "longtext",
  "richtext",
  "email",
  "phone",
  "url",
  "password",
  "integer",
  "decimal",
  "currency",
  "percent",
  "date",
  "datetime",
  "timeofday",
  "checkbox",
  "select",
  "multiselect",
] as const;

/** Longest script ids: Oracle's SDF reference and salto-io/salto (netsuite-adapter, autogen types). */
const FIELD_SCRIPT_ID =
  /^(custbody\w{1,30}|custcol\w{1,30}|custentity\w{1,30}|custitem\w{1,30}|custrecord\w{1,30})$/;
const RECORD_SCRIPT_ID = /^customrecord[a-z0-9_]{1,28}$/;
const LIST_SCRIPT_ID = /^customlist[a-z0-9_]{1,28}$/;

const customFieldSchema = z
  .strictObject({
    type: z.enum(CUSTOM_FIELD_KINDS),
    /** Default: the script id. */
    label: z.string().min(1).max(200).optional(),
    /** The field's own limit; without it that of its type. */
    maxLength: z.int().positive().optional(),
    mandatory: z.boolean().default(false),
    /** What a new record gets when the caller sends nothing; selections by internal id. */
    default: z.union([z.string(), z.number(), z.boolean()]).optional(),
    /** What a selection chooses from: a record type, or the script id of a custom record type or custom list. */
    of: z.string().optional(),
    /** The record types it stands on; without it all that its prefix belongs to. */
    appliesTo: z.array(z.string()).min(1).readonly().optional(),
  })
  .refine(({ type, of }) => (type === "select" || type === "multiselect") === (of !== undefined), {
    error: "a select or multiselect needs `of`, and no other type takes it",
  });

const fieldChangeSchema = z.strictObject({
  /** null lifts the limit. */
  maxLength: z.int().positive().nullable().optional(),
  required: z.boolean().optional(),
  /** As "Please enter value(s) for" lists it. */
  label: z.string().min(1).optional(),
  readOnly: z.boolean().optional(),
  /** What a new record gets when the caller sends nothing; selections by internal id. */
  default: z.union([z.string(), z.number(), z.boolean()]).optional(),
});

const customRecordSchema = z.strictObject({
  label: z.string().min(1).optional(),
  /** Include Name Field, which makes the name required. */
  includeName: z.boolean().default(true),
  fields: z.record(z.string().regex(/^custrecord\w{1,30}$/i), customFieldSchema).default({}),
});

export const catalogueOptionsSchema = z.strictObject({
  /** Strict enforces lengths of low confidence, too. */
  lengths: z.enum(["default", "strict"]).default("default"),
  /** What a length counts; Oracle speaks of bytes for custom fields (help section_N2842731). */
  lengthUnit: z.enum(["characters", "bytes"]).default("characters"),
  /** Open takes any custom field with the right prefix; defined only those below. */
  customFields: z.enum(["open", "defined"]).default("open"),
  /** Whether references to lists that every account comes with are refused while the account keeps no record of them. */
  emptyLists: z.enum(["trusted", "refused"]).default("trusted"),
  /** Whether leads and prospects have record types of their own or are customers only. */
  leads: z.enum(["own-types", "customers"]).default("own-types"),
  /** By place: a record type, a sublist such as salesOrder.item, or a subrecord such as address; then by field. */
  fields: z.record(z.string(), z.record(z.string(), fieldChangeSchema)).default({}),
  /** Custom fields of records and lines, by script id. */
  custom: z
    .record(
      z
        .string()
        .regex(FIELD_SCRIPT_ID, "begin it with custbody, custcol, custentity, custitem or custrecord"),
      customFieldSchema,
    )
    .default({}),
  customRecords: z
    .record(z.string().regex(RECORD_SCRIPT_ID, "begin it with customrecord"), customRecordSchema)
    .default({}),
  /** Values in their order: the first has internal id 1. */
  customLists: z
    .record(
      z.string().regex(LIST_SCRIPT_ID, "begin it with customlist"),
      z.array(z.string().min(1)).min(1).readonly(),
    )
    .default({}),
  /** By record type, the names of its entry forms by internal id; without any, whatever form is named is taken. */
  forms: z
    .record(z.string(), z.record(z.string().regex(/^\d+$/, "an internal id"), z.string().min(1)))
    .default({}),
});

export type CatalogueOptions = Readonly<z.output<typeof catalogueOptionsSchema>>;
export type CustomFieldOptions = CatalogueOptions["custom"][string];
export type FieldChange = Readonly<z.output<typeof fieldChangeSchema>>;
