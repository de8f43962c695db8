/** One reader a field type: JSON value in, stored value out, what is wrong into the findings. */
import { type Fields, type FieldValue, isObject, type Reference } from "../field-value.ts";
import type { RecordStore, StoredRow } from "../record-store.ts";
import type { FieldDefinition, Subrecord } from "../record-type.ts";
import { toEnumValue } from "./enum-value.ts";
import type { Findings } from "./findings.ts";
import { exceededLength } from "./length-check.ts";
import { toPercentage } from "./percentage.ts";
import { toReferenceValue } from "./reference-value.ts";
import { isScalarType, SCALARS } from "./scalar-value.ts";

/** A reference that was resolved, kept to ask later whether its target may be used here. */
export interface UsedReference {
  readonly field: FieldDefinition;
  readonly row: StoredRow;
  readonly linePath: string | undefined;
}

export interface WriteContext {
  readonly store: RecordStore;
  readonly findings: Findings;
  readonly used: UsedReference[];
  /** Whether the request makes a new record. */
  readonly isNew: boolean;
  /** What is there already, or what a transform brings along: it needs no defaults. */
  readonly base: Fields | undefined;
  /** Whether values that no field of that type can hold are left out instead of refused. */
  readonly dropsBadValues: boolean;
  readonly refusesReadOnly: boolean;
}

export interface Cell {
  readonly field: FieldDefinition;
  readonly raw: unknown;
  /** Where the field stands, such as item.items[0].item. */
  readonly path: string;
  /** The line it stands in, such as item.items[0]. */
  readonly linePath: string | undefined;
  readonly context: WriteContext;
  /** Reads a subrecord that stands where the cell does. */
  readNested(subrecord: Subrecord, raw: Readonly<Record<string, unknown>>, cell: Cell): Fields;
}

type Reader = (cell: Cell) => FieldValue | undefined;

export function readValue(cell: Cell): FieldValue | undefined {
  const { type } = cell.field;
  // An unticked box reads false, it is never empty.
  if (cell.raw === null) return type === "boolean" ? false : null;
  if (type === "custom" && isObject(cell.raw)) return readChoice(cell, cell.raw);
  return isScalarType(type) ? readScalar(cell, type) : READERS[type](cell);
}

const READERS = {
  enum: readEnum,
  reference: readReference,
  multiReference: readReferences,
  subrecord: readSubrecord,
  array: () => undefined,
} as const satisfies Record<Exclude<FieldDefinition["type"], keyof typeof SCALARS>, Reader>;

function readScalar(cell: Cell, type: keyof typeof SCALARS): FieldValue | undefined {
  const { field, context } = cell;
  const value = SCALARS[type](cell.raw) ?? toPercentage(field, cell.raw);
  if (value === undefined) return invalid(cell);
  // An empty text is no value, and "" is no external id.
  if (value === "") return null;
  const limit = typeof value === "string" ? exceededLength(field, value, context.store.catalogue) : undefined;
  if (limit !== undefined) {
    context.findings.add("length", { key: "field-too-long", values: { field: field.scriptId, limit } });
  }
  return value;
}

function readEnum(cell: Cell): FieldValue | undefined {
  const { field, raw, context } = cell;
  const result = toEnumValue(field, raw, context.store.catalogue);
  if (result.kind === "malformed") return invalid(cell);
  if (result.kind === "value") return result.value;
  const values = { value: result.given, field: field.scriptId };
  context.findings.add("enumeration", { key: "field-value-invalid", values, ...atLine(cell) });
  return { id: result.given };
}

const MISSING_REFERENCE = {
  id: "field-value-invalid",
  externalId: "external-id-reference",
  refName: "reference-key-invalid",
} as const;

function readReference(cell: Cell): Reference | undefined {
  const { field, raw, context, linePath } = cell;
  const result = toReferenceValue(field, raw, context.store);
  if (result.kind === "malformed") return invalid(cell);
  if (result.kind === "found") context.used.push({ field, row: result.row, linePath });
  if (result.kind !== "missing") return result.value;
  const { by, text } = result.select;
  const values = { value: text, externalId: text, field: field.scriptId };
  context.findings.add("reference", { key: MISSING_REFERENCE[by], values, ...atLine(cell) });
  // The record is refused; standing in for the value keeps "please enter a value" from being said first.
  return { id: text };
}

function readReferences(cell: Cell): FieldValue | undefined {
  const { raw } = cell;
  const inner = isObject(raw) ? (itemsOf(raw) ?? [raw]) : raw;
  const items: readonly unknown[] = Array.isArray(inner) ? inner : [inner];
  const references = items.map((item) => readReference({ ...cell, raw: item }));
  return { items: references.flatMap((reference) => (reference === undefined ? [] : [{ ...reference }])) };
}

/** A custom field that nobody has defined may be a selection, which is taken at the caller's word. */
const readChoice = (cell: Cell, raw: Readonly<Record<string, unknown>>): FieldValue | undefined =>
  itemsOf(raw) === undefined ? readReference(cell) : readReferences(cell);

function readSubrecord(cell: Cell): FieldValue | undefined {
  const fields = cell.context.store.catalogue.subrecord(cell.field.subrecord ?? "");
  // A subrecord whose fields are not in the catalogue is not kept.
  if (fields === undefined) return undefined;
  if (!isObject(cell.raw)) return invalid(cell);
  return cell.readNested(fields, cell.raw, cell);
}

export function itemsOf(raw: Readonly<Record<string, unknown>>): unknown {
  const name = Object.keys(raw).find((each) => each.toLowerCase() === "items");
  return name === undefined ? undefined : raw[name];
}

function invalid({ field, path, context }: Cell): undefined {
  if (context.dropsBadValues) context.findings.addBadValue(path);
  else context.findings.add("content", { key: "value-invalid", values: { field: field.name }, path });
}

/** Live replies name the line, not the field; body fields come without a path. */
const atLine = ({ linePath }: Cell): { path?: string } => (linePath === undefined ? {} : { path: linePath });
