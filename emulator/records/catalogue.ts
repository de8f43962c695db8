/** The record types the emulator knows, read from the data files beside it. A new type is a file and a line here. */
import { z } from "zod";
import address from "./catalogue/address.json" with { type: "json" };
import currency from "./catalogue/currency.json" with { type: "json" };
import customer from "./catalogue/customer.json" with { type: "json" };
import discountItem from "./catalogue/discount-item.json" with { type: "json" };
import enumSetFile from "./catalogue/enum-sets.json" with { type: "json" };
import inventoryItem from "./catalogue/inventory-item.json" with { type: "json" };
import location from "./catalogue/location.json" with { type: "json" };
import nonInventorySaleItem from "./catalogue/non-inventory-sale-item.json" with { type: "json" };
import salesOrder from "./catalogue/sales-order.json" with { type: "json" };
import subsidiary from "./catalogue/subsidiary.json" with { type: "json" };
import {
  type FieldDefinition,
  type FieldSet,
  type RecordType,
  recordTypeSchema,
  type SublistDefinition,
  subrecordSchema,
} from "./record-type.ts";

const RECORD_TYPE_FILES: readonly unknown[] = [
  currency,
  customer,
  discountItem,
  inventoryItem,
  location,
  nonInventorySaleItem,
  salesOrder,
  subsidiary,
];
const SUBRECORD_FILES: readonly unknown[] = [address];

const recordTypes = RECORD_TYPE_FILES.map(toRecordType);
const byName = new Map(recordTypes.map((type) => [type.recordType.toLowerCase(), type]));
const enumSets = z.record(z.string(), z.array(z.string())).parse(enumSetFile);
const subrecords = new Map(
  SUBRECORD_FILES.map((file) => {
    const { subrecord, fields } = subrecordSchema.parse(file);
    return [subrecord, fieldSet(fields)] as const;
  }),
);

/** Fields typed as a family (any item) accept any of these record types. */
const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  item: recordTypes.filter(({ category }) => category === "item").map(({ recordType }) => recordType),
};

export const allRecordTypes = (): readonly RecordType[] => recordTypes;

/** Record types are found whatever the case: NetSuite's own links are lower case, its help camelCase. */
export const findRecordType = (name: string): RecordType | undefined => byName.get(name.toLowerCase());

export const findSubrecord = (name: string): FieldSet | undefined => subrecords.get(name);

/** The record types a reference may point at; undefined when the emulator does not keep that type. */
export function referenceTargets(ref: string): readonly string[] | undefined {
  return FAMILIES[ref] ?? (byName.has(ref.toLowerCase()) ? [ref] : undefined);
}

/** The codes an enumeration accepts; undefined when they are not published. */
export function enumCodes(field: FieldDefinition): readonly string[] | undefined {
  return field.enum ?? (field.enumSet === undefined ? undefined : enumSets[field.enumSet]);
}

function toRecordType(file: unknown): RecordType {
  const data = recordTypeSchema.parse(file);
  const sublists: readonly SublistDefinition[] = data.sublists.map((sublist) => ({
    name: sublist.name,
    scriptId: sublist.scriptId,
    ...(sublist.key === undefined ? {} : { key: sublist.key }),
    required: sublist.required ?? false,
    fields: fieldSet(sublist.fields, sublist.customFieldPrefix),
  }));
  const sublistByName = new Map(sublists.map((sublist) => [sublist.name.toLowerCase(), sublist]));
  return {
    recordType: data.recordType,
    label: data.label,
    category: data.category,
    nameField: data.nameField,
    unique: data.unique,
    fields: fieldSet(data.fields, data.customFieldPrefix),
    sublists,
    findSublist: (name) => sublistByName.get(name.toLowerCase()),
  };
}

function fieldSet(fields: readonly FieldDefinition[], customFieldPrefix?: string): FieldSet {
  const found = new Map(fields.map((field) => [field.name.toLowerCase(), field]));
  return {
    all: fields,
    find: (name) => found.get(name.toLowerCase()) ?? customField(name, customFieldPrefix),
    ...(customFieldPrefix === undefined ? {} : { customFieldPrefix }),
  };
}

/** A free-form text custom field holds 300 characters (EXCEEDED_MAX_FIELD_LENGTH seen on a custbody field). */
const CUSTOM_TEXT_LENGTH = 300;

function customField(name: string, prefix: string | undefined): FieldDefinition | undefined {
  const scriptId = name.toLowerCase();
  if (prefix === undefined || !scriptId.startsWith(prefix) || !/^[a-z0-9_]{1,60}$/.test(scriptId))
    return undefined;
  return {
    name: scriptId,
    scriptId,
    label: scriptId,
    type: "custom",
    maxLength: CUSTOM_TEXT_LENGTH,
    lengthConfidence: "high",
    lengthSource: "EXCEEDED_MAX_FIELD_LENGTH on a free-form text field, quoted in public code",
  };
}
