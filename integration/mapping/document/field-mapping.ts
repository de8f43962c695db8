/** The Field Mapping Document as data: one row for each row of a mapping file, in words that its owners can agree to. */
import { type PlacedRow, rowsOf } from "../mapping-expressions.ts";
import type { Mapping } from "../mapping-file.ts";
import type { AddressRow, FieldRow, RecordForm, Row, SublistBlock } from "../mapping-form.ts";
import { type TargetField, targetField } from "../netsuite-fields.ts";
import { expressionInWords, type Subject } from "./expression-in-words.ts";

export interface FieldMapping {
  readonly flow: string;
  readonly about: string | null;
  readonly file: string;
  /** Names the text of the mapping file. */
  readonly version: string;
  /** Source records that are not written, or not yet; the first that holds counts. */
  readonly conditions: readonly MappedCondition[];
  readonly records: readonly MappedRecordType[];
  /** Named values, which expressions speak of. */
  readonly values: readonly { readonly name: string; readonly expression: string }[];
}

export interface MappedCondition {
  readonly outcome: "skipped" | "waits" | "held for a human";
  readonly condition: string;
  /** What must be true of the record as NetSuite holds it; null: it is not looked at. */
  readonly inNetSuite: string | null;
  readonly reason: string;
}

export interface MappedRecordType {
  readonly recordType: string;
  /** When the record is written at all; null: always. */
  readonly condition: string | null;
  /** Such as "the external id SHOP- followed by id". */
  readonly knownBy: string;
  readonly note: string | null;
  /** Orders that wait for a human first. */
  readonly holds: readonly { readonly condition: string; readonly message: string }[];
  readonly fields: readonly MappedField[];
}

export const VALUE_KINDS = [
  "static value",
  "dynamic look-up",
  "expression",
  "record of this flow",
  "not sent",
] as const;

export interface MappedField {
  /** With the record, and the sublist or address that it stands in: `salesOrder.item.quantity`. */
  readonly field: string;
  readonly label: string;
  readonly direction: "into NetSuite" | "into the shop" | "none";
  readonly systemOfRecord: "source" | "netsuite" | "not said";
  readonly kind: (typeof VALUE_KINDS)[number];
  readonly source: string;
  readonly condition: string | null;
  readonly maxLength: number | null;
  /** Where the length is known from. */
  readonly lengthSource: string | null;
  readonly overflow: string | null;
  readonly required: boolean;
  readonly note: string | null;
  /** What an example order comes to; null when no example has the field. */
  readonly example: string | null;
}

/** What `exampleValues` finds. */
export type Examples = ReadonlyMap<Row, string>;

export function fieldMappingOf(mapping: Mapping, examples: Examples = new Map()): FieldMapping {
  const { flow, about = null, file, version, records } = mapping;
  return {
    flow,
    about,
    file,
    version,
    conditions: conditionsOf(mapping),
    records: records.map((record, index) => recordOf(record, { index, examples })),
    values: namedValues(mapping),
  };
}

type Conditions = Partial<Pick<Mapping, "skipWhen" | "waitWhen" | "holdWhen">>;

/** In the order in which they are asked. */
export const conditionsOf = ({ skipWhen = [], waitWhen = [], holdWhen = [] }: Conditions) => [
  ...skipWhen.map((rule) => toCondition("skipped", rule, rule.reason)),
  ...waitWhen.map((rule) => toCondition("waits", rule, rule.message)),
  ...holdWhen.map((rule) => toCondition("held for a human", rule, rule.message)),
];

interface Rule {
  readonly when: string;
  readonly inNetSuite?: string | undefined;
}

const toCondition = (
  outcome: MappedCondition["outcome"],
  { when, inNetSuite }: Rule,
  reason: string,
): MappedCondition => ({ outcome, condition: oneLine(when), inNetSuite: conditionOf(inNetSuite), reason });

export const namedValues = ({ values = {} }: Pick<Mapping, "values">): FieldMapping["values"] =>
  Object.entries(values).map(([name, text]) => ({ name, expression: oneLine(text) }));

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();
const conditionOf = (when: string | undefined): string | null => (when === undefined ? null : oneLine(when));

function recordOf(
  record: RecordForm,
  { index, examples }: { readonly index: number; readonly examples: Examples },
): MappedRecordType {
  const { externalId, note = null, holdWhen = [] } = record;
  return {
    recordType: record.record,
    condition: conditionOf(record.when),
    knownBy: `the external id ${externalId.prefix} followed by ${expressionInWords(externalId.from, null)}`,
    note,
    holds: holdWhen.map(({ when, message }) => ({ condition: oneLine(when), message })),
    fields: mappedFields(rowsOf(record, index), {
      direction: "into NetSuite",
      targetOf: targetField,
      examples,
    }),
  };
}

interface Written {
  readonly direction: MappedField["direction"];
  /** What is known of the field with this name inside a record, sublist or address. */
  readonly targetOf: typeof targetField;
  readonly examples: Examples;
}

/** One for each row, in the file's order. */
export function mappedFields(
  rows: readonly PlacedRow[],
  { direction, targetOf, examples }: Written,
): readonly MappedField[] {
  const subjects = new Map<string, Subject>();
  return rows.map((placed) => {
    const subject = subjects.get(placed.inside.join(".")) ?? null;
    noteSubject(placed, subjects);
    return fieldOf(placed, { direction, targetOf, subject, example: examples.get(placed.row) ?? null });
  });
}

/** What the rows inside look at. */
function noteSubject({ row, inside }: PlacedRow, subjects: Map<string, Subject>): void {
  if (row.kind === "field") return;
  const place = [...inside, row.kind === "address" ? row.address : row.to].join(".");
  const around = subjects.get(inside.join(".")) ?? null;
  if (row.kind === "address") subjects.set(place, row.from === "$" ? around : "that address");
  else subjects.set(place, row.each === undefined ? around : "the line");
}

interface Around extends Pick<Written, "direction" | "targetOf"> {
  readonly subject: Subject;
  readonly example: string | null;
}

function fieldOf({ row, inside }: PlacedRow, { direction, targetOf, subject, example }: Around): MappedField {
  const name = row.kind === "address" ? row.address : row.to;
  const target = targetOf(inside, name);
  const { kind, source } = valueOfRow(row, subject);
  return {
    field: [...inside, name].join("."),
    label: labelOf(name),
    direction: kind === "not sent" ? "none" : direction,
    systemOfRecord: row.master ?? "not said",
    kind,
    source,
    condition: conditionOf(row.when),
    ...lengthOf(row, target),
    required: row.required === true,
    note: row.note ?? null,
    example,
  };
}

interface Value {
  readonly kind: MappedField["kind"];
  readonly source: string;
}

function valueOfRow(row: Row, subject: Subject): Value {
  if (row.kind === "sublist") return { kind: "expression", source: linesOf(row, subject) };
  if (row.kind === "address")
    return { kind: "expression", source: `an address made of ${expressionInWords(row.from, subject)}` };
  return fieldValue(row, subject);
}

const linesOf = ({ each }: SublistBlock, subject: Subject): string =>
  each === undefined ? "one line" : `one line for each of ${expressionInWords(each, subject)}`;

function fieldValue(row: FieldRow, subject: Subject): Value {
  if (row.static !== undefined)
    return { kind: "static value", source: `always ${JSON.stringify(row.static)}` };
  if (row.from !== undefined) return { kind: "expression", source: expressionInWords(row.from, subject) };
  if (row.reference !== undefined)
    return { kind: "record of this flow", source: `the ${row.reference} that this flow has written` };
  if (row.lookup === undefined) return { kind: "not sent", source: "never sent" };
  const { record, by, from, value } = row.lookup;
  const wanted = from === undefined ? JSON.stringify(value) : expressionInWords(from, subject);
  return { kind: "dynamic look-up", source: `the ${record} whose ${by} is ${wanted}` };
}

function lengthOf(
  row: Row,
  target: TargetField | undefined,
): Pick<MappedField, "maxLength" | "lengthSource" | "overflow"> {
  if (row.kind === "sublist") return { maxLength: null, lengthSource: null, overflow: null };
  if (row.kind === "address") {
    const { limit = null } = row;
    return { maxLength: limit, lengthSource: limit === null ? null : "this mapping", overflow: spread(row) };
  }
  const maxLength = row.maxLength ?? target?.maxLength ?? null;
  const lengthSource = row.maxLength === undefined ? (target?.source ?? null) : "this mapping";
  return { maxLength, lengthSource, overflow: maxLength === null ? null : policyOf(row) };
}

function policyOf({ overflow = "hold" }: FieldRow): string {
  if (overflow === "hold") return "held for a human";
  return overflow === "truncate" ? "cut off" : `the rest goes to ${overflow.remainderTo}`;
}

function spread({ overflow = "hold" }: AddressRow): string {
  if (overflow === "hold") return "held for a human";
  const rest = overflow.remainderTo === undefined ? "" : `, the rest goes to ${overflow.remainderTo}`;
  return `spread over ${overflow.split.join(", ")}${rest}`;
}

/** `otherRefNum` -> `Other ref num`: what NetSuite's forms call it is each account's own affair. */
function labelOf(name: string): string {
  const words = name
    .replace(/^cust(?:body|col|entity|item)_/i, "")
    .replaceAll("_", " ")
    .replace(/([a-z])([A-Z0-9])/g, "$1 $2")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
