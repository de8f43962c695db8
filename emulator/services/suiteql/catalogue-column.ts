/** A record type's field as a column: references as ids, booleans as T and F, dates as dates. */
import { type FieldValue, isReference, isSublist, linesOf } from "../../records/field-value.ts";
import type { FieldDefinition } from "../../records/record-type.ts";
import { type SqlValue, textValue } from "./sql-value.ts";
import type { Column, TableRow } from "./table.ts";

type FieldType = FieldDefinition["type"];
type Read = (value: FieldValue) => SqlValue;

/** Types without an entry are no columns: sublists and subrecords have tables of their own in NetSuite. */
const READ: Readonly<Partial<Record<FieldType, Read>>> = {
  string: scalar,
  number: scalar,
  integer: scalar,
  boolean: flag,
  custom: (value) => (typeof value === "boolean" ? flag(value) : chosenOr(identifier, identifiers)(value)),
  date: dateValue,
  "date-time": dateValue,
  time: scalar,
  percent: scalar,
  enum: identifier,
  reference: identifier,
  multiReference: identifiers,
};

const DISPLAY: Readonly<Partial<Record<FieldType, Read>>> = {
  boolean: (value) => (value === true ? "Yes" : "No"),
  enum: shownName,
  custom: (value) => (typeof value === "boolean" ? flag(value) : chosenOr(shownName, shownNames)(value)),
  reference: shownName,
  multiReference: shownNames,
};

/** A box that nobody ticked is F, never null. */
const UNSET: Readonly<Partial<Record<FieldType, FieldValue>>> = { boolean: false };

export function catalogueColumn({ name, scriptId, type }: FieldDefinition): Column | undefined {
  const read = READ[type];
  if (read === undefined) return undefined;
  const display = DISPLAY[type];
  const reader =
    (convert: Read) =>
    ({ fields }: TableRow): SqlValue => {
      const value = fields[name] ?? UNSET[type];
      return value === undefined || value === null ? null : convert(value);
    };
  return {
    name: scriptId,
    read: reader(read),
    ...(display === undefined ? {} : { display: reader(display) }),
  };
}

/** Ids are numbers, so that they compare and sort as such; codes are texts. */
export function idValue(id: string): SqlValue {
  const number = Number(id);
  return Number.isSafeInteger(number) && String(number) === id ? number : textValue(id);
}

function scalar(value: FieldValue): SqlValue {
  if (typeof value === "string") return textValue(value);
  return typeof value === "number" ? value : null;
}

function flag(value: FieldValue): SqlValue {
  return value === true ? "T" : "F";
}

/** A day or a moment as it is stored; null for anything else. */
export function dateValue(value: FieldValue | undefined): SqlValue {
  return typeof value === "string" ? new Date(value.length === 10 ? `${value}T00:00:00Z` : value) : null;
}

function identifier(value: FieldValue): SqlValue {
  return isReference(value) ? idValue(value.id) : scalar(value);
}

const chosenOr =
  (one: Read, several: Read): Read =>
  (value) =>
    isSublist(value) ? several(value) : one(value);

/** Of several the ids stand in one text, "1, 2, 3" (recorded live of a classification's subsidiaries). */
function identifiers(value: FieldValue): SqlValue {
  return idValue(
    linesOf(value)
      .map(({ id }) => String(id))
      .join(", "),
  );
}

function shownNames(value: FieldValue): SqlValue {
  return textValue(
    linesOf(value)
      .map(({ refName, id }) => String(refName ?? id))
      .join(", "),
  );
}

function shownName(value: FieldValue): SqlValue {
  return isReference(value) ? textValue(value.refName ?? value.id) : scalar(value);
}
