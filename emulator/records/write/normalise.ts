/** Reads a request body into stored values: names in any case, sublists, subrecords, custom fields. */
import { type Fields, type FieldValue, isObject, type Sublist } from "../field-value.ts";
import type { FieldDefinition, FieldSet, RecordType, SublistDefinition, Subrecord } from "../record-type.ts";
import { isSecretField } from "../secret-field.ts";
import { itemsOf, readValue, type WriteContext } from "./read-value.ts";
import { SCALARS } from "./scalar-value.ts";

interface Place {
  readonly context: WriteContext;
  /** Empty at the top of the body. */
  readonly path: string;
  readonly linePath: string | undefined;
}

/** Names a caller may send back from a reply; NetSuite does not take them as input. */
const ECHOED: ReadonlySet<string> = new Set(["links", "id", "refname"]);
const LONGEST_ECHOED = Math.max(...[...ECHOED].map(({ length }) => length));

const isEchoed = (name: string): boolean => name.length <= LONGEST_ECHOED && ECHOED.has(name.toLowerCase());

type Body = Readonly<Record<string, unknown>>;

export function normaliseBody(type: RecordType, body: Body, context: WriteContext): Fields {
  const sent = context.isNew ? withDefaults(type.fields, body, context.base) : body;
  return readBody(type, sent, { context, path: "", linePath: undefined });
}

/** A record or a subrecord: fields, and sublists among them. */
interface Owner {
  readonly fields: FieldSet;
  findSublist(name: string): SublistDefinition | undefined;
}

/** What is wrong with lines is found before what is wrong with the fields above them. */
function readBody(owner: Owner, body: Body, place: Place): Fields {
  const read: Fields = {};
  const plain: string[] = [];
  for (const name of Object.keys(body)) {
    const sublist = owner.findSublist(name);
    const lines = sublist === undefined ? undefined : readSublist(sublist, body[name], place);
    if (sublist === undefined) plain.push(name);
    else if (lines !== undefined) read[sublist.name] = lines;
  }
  for (const name of plain) readField({ fields: owner.fields, place, read }, name, body[name]);
  return read;
}

interface Reading {
  readonly fields: FieldSet;
  readonly place: Place;
  /** Takes what is read. */
  readonly read: Fields;
}

function readField({ fields, place, read }: Reading, name: string, raw: unknown): void {
  if (isEchoed(name)) return;
  const field = fields.find(name);
  const { context, linePath } = place;
  if (field === undefined) {
    context.findings.addUnknownField(pathOf(place, name));
    return;
  }
  if (field.readOnly === true) {
    refuseReadOnly(field, place);
    return;
  }
  const value = readValue({ field, raw, path: pathOf(place, field.name), linePath, context, readNested });
  if (value !== undefined && !isSecretField(field.name)) read[field.name] = value;
}

const readNested = (subrecord: Subrecord, body: Body, place: Place): Fields =>
  readBody({ fields: subrecord, findSublist: subrecord.findSublist }, body, place);

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
    const reading = { fields: sublist.fields, place: { context, path, linePath: path }, read: {} };
    for (const name of Object.keys(sent)) readField(reading, name, sent[name]);
    return Object.assign(reading.read, assignedKey(sublist, line));
  });
  checkKeys(sublist, lines, { ...place, path: own });
  return { items: lines };
}

/** A line that names one of the record's, or in a transform one of the order's, changes it; names have any case. */
function isNewLine({ key }: SublistDefinition, line: Body, { base }: WriteContext): boolean {
  if (base === undefined) return true;
  const keys = [key?.toLowerCase(), "orderline"];
  return !Object.keys(line).some((name) => keys.includes(name.toLowerCase()));
}

/** What an account's custom fields start with, read like a caller's own values. */
function withDefaults(fields: FieldSet, body: Body, base: Fields = {}): Body {
  if (fields.withDefault.length === 0) return body;
  const sent = new Set(Object.keys({ ...base, ...body }).map((name) => name.toLowerCase()));
  const missing = fields.withDefault.filter(({ name }) => !sent.has(name.toLowerCase()));
  return { ...body, ...Object.fromEntries(missing.map(({ name, defaultValue }) => [name, defaultValue])) };
}

/** A key that NetSuite gives out is no input but names the line to change; live replies carry it as id, too. */
function assignedKey({ key, fields }: SublistDefinition, line: Body): Fields | undefined {
  if (key === undefined || fields.find(key)?.readOnly !== true) return undefined;
  const sent = new Map(Object.entries(line).map(([name, value]) => [name.toLowerCase(), value]));
  const value = SCALARS.integer(sent.get(key.toLowerCase()) ?? sent.get("id"));
  return value === undefined ? undefined : { [key]: value };
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
