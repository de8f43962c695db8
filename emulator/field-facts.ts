/** What the emulator believes of an account's fields, for whoever compares it with another account. */
import { accountCatalogue } from "./account-catalogue.ts";
import type { AccountOptions } from "./account-options.ts";
import { catalogueOptionsSchema } from "./records/catalogue-options.ts";
import type { FieldDefinition } from "./records/record-type.ts";

export interface FieldFacts {
  /** A record type, one of its sublists (`salesOrder.item`), or a subrecord (`address`), as an overlay names it. */
  readonly place: string;
  readonly name: string;
  /** As "Please enter value(s) for" lists it. */
  readonly label: string;
  readonly type: FieldDefinition["type"];
  /** The record type a reference points at, the subrecord that a field is. */
  readonly of: string | null;
  /** Characters that are taken; null without a limit. */
  readonly maxLength: number | null;
  /** A caller has to send it. */
  readonly required: boolean;
  readonly readOnly: boolean;
  readonly isCustom: boolean;
}

/** Of a record type: its own fields, those of its sublists, and those of addresses. Nothing for a type that nobody knows. */
export function fieldFacts(
  recordType: string,
  options: AccountOptions["catalogue"] = {},
): readonly FieldFacts[] {
  const catalogue = accountCatalogue(catalogueOptionsSchema.parse(options));
  const type = catalogue.find(recordType);
  if (type === undefined) return [];
  const factsOf = (place: string, fields: readonly FieldDefinition[]): readonly FieldFacts[] =>
    fields.map((field) => ({
      place,
      name: field.name,
      label: field.label,
      type: field.type,
      of: field.ref ?? field.subrecord ?? null,
      maxLength: catalogue.lengthLimit(field) ?? null,
      required: field.required === true,
      readOnly: field.readOnly === true,
      isCustom: /^cust(?:body|col|entity|item|record)/.test(field.scriptId),
    }));
  return [
    ...factsOf(type.recordType, type.fields.all),
    ...type.sublists.flatMap(({ name, fields }) => factsOf(`${type.recordType}.${name}`, fields.all)),
    ...factsOf("address", catalogue.subrecord("address")?.all ?? []),
  ];
}
