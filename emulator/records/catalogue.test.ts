import { expect, test } from "vitest";
import { BASE_CATALOGUE as catalogue } from "./catalogue.ts";
import {
  RECORD_TYPE_HEADS,
  readRecordFields,
  readSubrecordFields,
  SUBRECORD_NAMES,
} from "./catalogue-files.ts";
import {
  type FieldDefinition,
  recordFieldsSchema,
  recordTypeHeadSchema,
  subrecordFieldsSchema,
} from "./record-type.ts";

test.each(RECORD_TYPE_HEADS)("the files of $recordType have the shape the code relies on", (head) => {
  expect(recordTypeHeadSchema.parse(head)).toEqual(head);
  const fields = readRecordFields(head.stageOf ?? head.recordType);
  expect(recordFieldsSchema.safeParse(fields)).toMatchObject({ success: true });
});

test.each(SUBRECORD_NAMES)("the file of subrecord %s has the shape the code relies on", (name) => {
  expect(subrecordFieldsSchema.safeParse(readSubrecordFields(name))).toMatchObject({ success: true });
});

const everyField = (): readonly (readonly [string, FieldDefinition])[] => [
  ...catalogue
    .all()
    .flatMap(({ recordType, fields, sublists }) => [
      ...fields.all.map((field) => [`${recordType}.${field.name}`, field] as const),
      ...sublists.flatMap((sublist) =>
        sublist.fields.all.map((field) => [`${recordType}.${sublist.name}.${field.name}`, field] as const),
      ),
    ]),
  ...SUBRECORD_NAMES.flatMap((name) =>
    (catalogue.subrecord(name)?.all ?? []).map((field) => [`${name}.${field.name}`, field] as const),
  ),
];

test("records become only what there is, and the metadata lists no other transform", () => {
  const targets = catalogue.all().flatMap(({ transforms }) => transforms);
  expect(targets).toContain("itemFulfillment");
  expect(targets.filter((name) => catalogue.find(name) === undefined)).toEqual([]);
});

test("every field says where it comes from, and every length how sure it is", () => {
  const fields = everyField();
  expect(fields.length).toBeGreaterThan(5_000);
  expect(fields.filter(([, field]) => field.source === undefined).map(([path]) => path)).toEqual([]);
  const unsure = fields.filter(
    ([, { maxLength, lengthConfidence, lengthSource }]) =>
      maxLength !== undefined && !(lengthConfidence && lengthSource),
  );
  expect(unsure.map(([path]) => path)).toEqual([]);
});

test("required, unique and name fields are fields of their type", () => {
  for (const { fields, nameField, unique, recordType } of catalogue.all()) {
    for (const name of [nameField, ...unique, "externalId"])
      expect([recordType, name, fields.find(name)?.name]).toEqual([recordType, name, name]);
  }
});

/** Numbers read out of NetSuite's own error texts, or given by Oracle's help. */
test.each([
  ["address", "addr1", 150],
  ["address", "city", 50],
  ["address", "state", 30],
  ["customer", "phone", 32],
  ["customer", "companyName", 83],
  ["salesOrder", "tranId", 45],
  ["inventoryItem", "itemId", 250],
  ["inventoryItem", "stockDescription", 21],
  ["subsidiary", "name", 83],
  ["location", "name", 60],
  ["salesOrder", "custbody_any", 300],
])("%s.%s holds %i characters", (owner, name, maxLength) => {
  const fields = catalogue.subrecord(owner) ?? catalogue.find(owner)?.fields;
  const field = fields?.find(name);
  expect(field).toMatchObject({ maxLength });
  expect(["high", "medium"]).toContain(field?.lengthConfidence);
});

test("any item stands for every item type, and unknown types for none", () => {
  expect(catalogue.referenceTargets("item")).toEqual([
    "assemblyItem",
    "discountItem",
    "inventoryItem",
    "kitItem",
    "nonInventorySaleItem",
    "serviceSaleItem",
  ]);
  expect(catalogue.referenceTargets("nsResource")).toBeUndefined();
});

test("custom fields are taken where their prefix belongs, and nowhere else", () => {
  const order = catalogue.find("salesorder");
  expect(order?.fields.find("CustBody_Gift")?.name).toBe("custbody_gift");
  expect(order?.fields.find("custcol_gift")).toBeUndefined();
  expect(order?.findSublist("ITEM")?.fields.find("custcol_gift")?.name).toBe("custcol_gift");
  expect(order?.fields.find("custbody_no spaces")).toBeUndefined();
});

test("countries are known by their codes", () => {
  const country = catalogue.subrecord("address")?.find("country");
  expect(country && catalogue.enumCodes(country)).toContain("NO");
});
