/** What Record.getField tells of a field: its label, its type in SuiteScript's words, whether it must be filled in. */
import { z } from "zod";
import type { FieldDefinition, FieldSet, RecordType } from "../../../records/record-type.ts";
import { fieldNamed } from "../record-body.ts";
import { typeNamed } from "../record-types.ts";
import type { Desk } from "./operation.ts";

export const fieldPlaceSchema = z.object({
  type: z.string(),
  sublistId: z.string().optional(),
  /** The field that holds the subrecord whose field it is. */
  subrecordId: z.string().optional(),
  fieldId: z.string(),
});

type FieldPlace = z.infer<typeof fieldPlaceSchema>;

export interface FieldFacts {
  readonly id: string;
  readonly label: string;
  readonly type: string;
  readonly isMandatory: boolean;
}

/** null for a field that the record does not have. */
export function fieldFacts(desk: Desk, place: FieldPlace): FieldFacts | null {
  const fields = fieldsAt(desk, place);
  const field = fields && fieldNamed(fields, place.fieldId);
  if (field === undefined) return null;
  const { scriptId, label, required = false } = field;
  return { id: scriptId, label, type: typeOf(field), isMandatory: required };
}

function fieldsAt({ store }: Desk, { type, sublistId, subrecordId }: FieldPlace): FieldSet | undefined {
  const { catalogue } = store;
  const fields = fieldsOf(typeNamed(catalogue, type), sublistId);
  if (subrecordId === undefined) return fields;
  return catalogue.subrecord((fields && fieldNamed(fields, subrecordId)?.subrecord) ?? "");
}

function fieldsOf(type: RecordType, sublistId: string | undefined): FieldSet | undefined {
  if (sublistId === undefined) return type.fields;
  return type.sublists.find(({ scriptId }) => scriptId === sublistId)?.fields;
}

/** Two buttons in place of a box, whose values are T and F in public scripts: a customer is a company or a person. */
const RADIOS: ReadonlySet<string> = new Set(["isperson"]);

const typeOf = ({ type, scriptId }: FieldDefinition): string =>
  RADIOS.has(scriptId) ? "radio" : SCRIPT_TYPES[type];

/** Values of format.Type, which Field.type has too (Oracle help section_4435754577). */
const SCRIPT_TYPES: Readonly<Record<FieldDefinition["type"], string>> = {
  string: "text",
  custom: "text",
  number: "float",
  integer: "integer",
  boolean: "checkbox",
  date: "date",
  "date-time": "datetimetz",
  time: "timeofday",
  percent: "percent",
  enum: "select",
  reference: "select",
  multiReference: "multiselect",
  subrecord: "summary",
  array: "textarea",
};
