/** Reads a request body into stored values: names in any case, sublists, subrecords, custom fields. */
import { type Fields, type FieldValue, isObject, type Sublist } from "../field-value.ts";
import type { FieldDefinition, FieldSet, RecordType, SublistDefinition } from "../record-type.ts";
import { isSecretField } from "../secret-field.ts";
import { itemsOf, readValue, type WriteContext } from "./read-value.ts";
import { SCALARS } from "./scalar-value.ts";

interface Place {
  readonly context: WriteContext;
  /** Empty at the top of the body. */
  readonly path: string;
  readonly linePath?: string;
}

/** Names a caller may send back from a reply; NetSuite does not take them as input. */
const ECHOED: ReadonlySet<string> = new Set(["links", "id", "refname"]);

type Entries = readonly (readonly [string, unknown])[];

export function normaliseBody(
  type: RecordType,
  body: Readonly<Record<string, unknown>>,
  context: WriteContext,
): Fields {
  const sent = context.isNew ? withDefaults(type.fields, body, context.base) : body;
  return readBody({ fields: type.fields, findSublist: type.findSublist }, sent, { context, path: "" });
}

/** A record or a subrecord: fields, and sublists among them. */
interface Owner {
  readonly fields: FieldSet;
  findSublist(name: string): SublistDefinition | undefined;
}

function readBody(owner: Owner, body: Readonly<Record<string, unknown>>, place: Place): Fields {
  const plain: [string, unknown][] = [];
  const sublists: [string, FieldValue][] = [];
  for (const [name, raw] of Object.entries(body)) {
    const sublist = owner.findSublist(name);
    const lines = sublist === undefined ? undefined : readSublist(sublist, raw, place);
    if (sublist === undefined) plain.push([name, raw]);
    if (sublist !== undefined && lines !== undefined) sublists.push([sublist.name, lines]);
  }
  return { ...readFields(owner.fields, plain, place), ...Object.fromEntries(sublists) };
}

function readFields(fields: FieldSet, entries: Entries, place: Place): Fields {
  const read: [string, FieldValue][] = [];
  for (const [name, raw] of entries) {
    const field = fields.find(name);
    if (ECHOED.has(name.toLowerCase())) continue;
    if (field?.readOnly === true) {
      refuseReadOnly(field, place);
      continue;
    }
    if (field === undefined) {
      place.context.findings.addUnknownField(pathOf(place, name));
      continue;
    }
    const path = pathOf(place, field.name);
    const value = readValue({
      field,
      raw,
      path,
      linePath: place.linePath,
      context: place.context,
      readNested: (nested, body) =>
        readBody({ fields: nested, findSublist: nested.findSublist }, body, { ...place, path }),
    });
    if (value !== undefined && !isSecretField(field.name)) read.push([field.name, value]);
  }
  return Object.fromEntries(read);
}

function refuseReadOnly({ scriptId, name }: FieldDefinition, place: Place): void {
  if (!place.context.refusesReadOnly) return;
  const path = pathOf(place, name);
  place.context.findings.add("content", { key: "field-read-only", values: { field: scriptId }, path });
}

function readSublist(sublist: SublistDefinition, raw: unknown, place: Place): Sublist | null | undefined {
  const { context } = place;
  const own = pathOf(place, sublist.name);
  const items = isObject(raw) ? itemsOf(raw) : raw;
  if (items === null) return null;
  if (!isObject(raw) || !Array.isArray(items) || !items.every(isObject)) {
    // Live NetSuite refuses a bare array in place of {"items": […]}.
    context.findings.add("content", { key: "content-invalid", path: own });
    return undefined;
  }
  const lines = items.map((line, index) => {
    const path = `${own}.items[${index}]`;
    const sent = isNewLine(sublist, line, context) ? withDefaults(sublist.fields, line) : line;
    const read = readFields(sublist.fields, Object.entries(sent), { context, path, linePath: path });
    return { ...read, ...assignedKey(sublist, line) };
  });
  checkKeys(sublist, lines, { ...place, path: own });
  return { items: lines };
}

/** A line that names one of the record's, or in a transform one of the order's, changes it; names have any case. */
function isNewLine(
  { key }: SublistDefinition,
  line: Readonly<Record<string, unknown>>,
  { base }: WriteContext,
): boolean {
  if (base === undefined) return true;
  const keys = [key?.toLowerCase(), "orderline"];
  return !Object.keys(line).some((name) => keys.includes(name.toLowerCase()));
}

/** What an account's custom fields start with, read like a caller's own values. */
function withDefaults(
  fields: FieldSet,
  body: Readonly<Record<string, unknown>>,
  base: Fields = {},
): typeof body {
  if (fields.withDefault.length === 0) return body;
  const sent = new Set(Object.keys({ ...base, ...body }).map((name) => name.toLowerCase()));
  const missing = fields.withDefault.filter(({ name }) => !sent.has(name.toLowerCase()));
  return { ...body, ...Object.fromEntries(missing.map(({ name, defaultValue }) => [name, defaultValue])) };
}

/** A key that NetSuite gives out is no input but names the line to change; live replies carry it as id, too. */
function assignedKey({ key, fields }: SublistDefinition, line: Readonly<Record<string, unknown>>): Fields {
  if (key === undefined || fields.find(key)?.readOnly !== true) return {};
  const sent = new Map(Object.entries(line).map(([name, value]) => [name.toLowerCase(), value]));
  const value = SCALARS.integer(sent.get(key.toLowerCase()) ?? sent.get("id"));
  return value === undefined ? {} : { [key]: value };
}

/** Keys are whole numbers above 0, each once; what NetSuite says to others is not published. */
function checkKeys(
  { key }: SublistDefinition,
  lines: readonly Fields[],
  { context, path: own }: Place,
): void {
  if (key === undefined) return;
  const seen = new Set<FieldValue>();
  for (const [index, line] of lines.entries()) {
    const value = line[key];
    if (value === undefined || value === null) continue;
    const isGood = Number.isInteger(value) && Number(value) > 0 && !seen.has(value);
    seen.add(value);
    if (isGood) continue;
    const path = `${own}.items[${index}].${key}`;
    context.findings.add("content", { key: "value-invalid", values: { field: key }, path });
  }
}

const pathOf = ({ path }: Place, name: string): string => (path === "" ? name : `${path}.${name}`);
