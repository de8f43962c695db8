/** What a script has set, as the body of a write. */
import { z } from "zod";
import type { Catalogue } from "../../records/catalogue.ts";
import { type Fields, isObject } from "../../records/field-value.ts";
import type { FieldDefinition, FieldSet } from "../../records/record-type.ts";
import { utcDate } from "../suiteql/sql-value.ts";
import { ScriptRefusal } from "./script-refusal.ts";

const scalarSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** One value that was set. */
type Change =
  | { readonly kind: "value"; readonly value: z.infer<typeof scalarSchema> }
  | { readonly kind: "text"; readonly text: string | readonly string[] }
  | { readonly kind: "date"; readonly day: string; readonly instant: string }
  | { readonly kind: "many"; readonly values: readonly string[] }
  | { readonly kind: "subrecord"; readonly fields: Changes };

export type Changes = { readonly [fieldId: string]: Change };

const changeSchema: z.ZodType<Change> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("value"), value: scalarSchema }),
  z.object({ kind: z.literal("text"), text: z.union([z.string(), z.array(z.string())]) }),
  z.object({ kind: z.literal("date"), day: z.string(), instant: z.string() }),
  z.object({ kind: z.literal("many"), values: z.array(z.string()) }),
  z.object({
    kind: z.literal("subrecord"),
    get fields() {
      return changesSchema;
    },
  }),
]);

export const changesSchema: z.ZodType<Changes> = z.record(z.string(), changeSchema);

export interface BodyPlace {
  readonly catalogue: Catalogue;
  readonly fields: FieldSet;
  /** The values as they are; a changed subrecord keeps what is not changed of it. */
  readonly before: Fields;
}

/** Fields the record type does not have are left out, as NetSuite does. */
export function bodyOf(place: BodyPlace, changes: Changes): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(changes).flatMap(([scriptId, change]) => {
      const field = fieldNamed(place.fields, scriptId);
      return field === undefined ? [] : [[field.name, bodyValue(place, field, change)]];
    }),
  );
}

export const fieldNamed = (fields: FieldSet, scriptId: string): FieldDefinition | undefined =>
  fields.find(scriptId) ?? fields.all.find((field) => field.scriptId === scriptId);

function bodyValue(place: BodyPlace, field: FieldDefinition, change: Change): unknown {
  if (change.kind === "subrecord") return subrecordBody(place, field, change.fields);
  if (change.kind === "date") return field.type === "date-time" ? change.instant : change.day;
  if (change.kind === "text") return chosenByText(field, change.text);
  if (change.kind === "many")
    return field.type === "multiReference" ? chosen(change.values) : change.values.join(",");
  return plainValue(field, change.value);
}

function subrecordBody({ catalogue, before }: BodyPlace, field: FieldDefinition, changes: Changes): unknown {
  const fields = catalogue.subrecord(field.subrecord ?? "");
  if (fields === undefined) return undefined;
  const known = before[field.name];
  const values = isObject(known) ? (known as Fields) : {};
  return { ...values, ...bodyOf({ catalogue, fields, before: values }, changes) };
}

const isChoice = ({ type }: FieldDefinition): boolean => type === "reference" || type === "enum";
const chosen = (ids: readonly string[]) => ({ items: ids.map((id) => ({ id })) });

function chosenByText(field: FieldDefinition, text: string | readonly string[]): unknown {
  const texts = typeof text === "string" ? [text] : text;
  if (field.type === "multiReference") return { items: texts.map((refName) => ({ refName })) };
  if (isChoice(field)) return texts[0] === "" ? null : { refName: texts[0] };
  return plainValue(field, texts.join(","));
}

/** Separates the ids of a multiple select that is set as a text. */
const SEPARATOR = "\u0005";

function plainValue(field: FieldDefinition, value: z.infer<typeof scalarSchema>): unknown {
  if (value === null || value === "") return null;
  if (field.type === "multiReference") return chosen(String(value).split(SEPARATOR));
  if (isChoice(field)) return { id: String(value) };
  if (field.type === "boolean") return BOXES.get(value) ?? value;
  if (field.type === "date") return dayOf(field, String(value));
  if (field.type === "date-time") return `${dayOf(field, String(value))}T00:00:00Z`;
  return value;
}

/** T and F are what radio buttons have for values. */
const BOXES = new Map<unknown, boolean>([
  ["T", true],
  ["F", false],
  ["Yes", true],
  ["No", false],
]);

/** The form the reference data has it in: ten characters. */
const DATE_LENGTH = 10;

/** Dates as texts are in the account's format. What a longer text is told was seen live (nebkam/netsuite-restlet-php-sdk). */
function dayOf({ scriptId }: FieldDefinition, text: string): string {
  const [, month, day, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  const date = utcDate(Number(year), Number(month), Number(day));
  if (date !== undefined) return date.toISOString().slice(0, 10);
  throw new ScriptRefusal(
    "INVALID_FLD_VALUE",
    text.length > DATE_LENGTH
      ? `The field ${scriptId} contained more than the maximum number ( ${DATE_LENGTH} ) of characters allowed.`
      : `You have entered an Invalid Field Value ${text} for the following field: ${scriptId}`,
  );
}
