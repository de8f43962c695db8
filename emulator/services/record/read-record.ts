/** GET of one record, and of the sublists, lines and subrecords below it. */
import { accept, type Outcome, refuse } from "../../errors/refusal.ts";
import type { Quirks } from "../../quirks.ts";
import { type Fields, isObject, isReference, linesOf, type Reference } from "../../records/field-value.ts";
import type { RecordStore, StoredRow } from "../../records/record-store.ts";
import type { FieldDefinition, FieldSet, RecordType } from "../../records/record-type.ts";
import { selfLink, spelledInLinks } from "./links.ts";
import {
  type Json,
  lineId,
  representLine,
  representRecord,
  representReferences,
  representSublist,
  representSubrecord,
  type View,
} from "./representation.ts";
import { RECORD_SERVICE_PATH, type RecordSelector } from "./route.ts";

export interface ReadRequest {
  readonly type: RecordType;
  readonly calledAs: string;
  readonly row: StoredRow;
  readonly url: URL;
  readonly store: RecordStore;
  readonly quirks: Quirks;
}

export function findRow(store: RecordStore, type: RecordType, selector: RecordSelector): Outcome<StoredRow> {
  if (selector.by === "externalId") {
    const [row] = store.findBy(type.recordType, "externalId", selector.text);
    if (row !== undefined) return accept(row);
    return refuse({ key: "external-id-not-found", values: { externalId: selector.text } });
  }
  const row = store.get(type.recordType, selector.text);
  if (row !== undefined) return accept(row);
  // Live NetSuite answers 400, not 404, for a missing transaction.
  return refuse({ key: type.category === "transaction" ? "transaction-not-found" : "entity-not-found" });
}

export function readRecord(request: ReadRequest): Json {
  const view = viewOf(request);
  const shown = representRecord(request.type, request.row, view);
  const wanted = request.url.searchParams.get("fields");
  return {
    // The caller's own query comes back in the self link (recorded live).
    links: selfLink(`${view.href}${echoedQuery(request.url)}`),
    ...(wanted === null ? shown : pick(shown, wanted.split(","))),
  };
}

/** Commas of fields= come back encoded (Oracle help section_1545141500). */
const echoedQuery = ({ search }: URL): string =>
  search.replace(/(?<=[?&]fields=)[^&]*/g, (names) => names.replaceAll(",", "%2C"));

/** A sublist, one of its lines, a subrecord, or what a select field refers to (Oracle help section_159894563219). */
export function readPart(request: ReadRequest, segments: readonly string[]): Outcome<Json> {
  const [name = "", ...rest] = segments;
  const view = { ...viewOf(request), expand: true };
  const sublist = request.type.findSublist(name);
  if (sublist === undefined) {
    return readField(request, { fields: request.type.fields, values: request.row.fields, view, segments });
  }
  const href = `${view.href}/${sublist.name}`;
  const value = request.row.fields[sublist.name];
  const [lineName, ...inner] = rest;
  if (lineName === undefined) return accept(representSublist(sublist, value, { ...view, href }));
  const line = linesOf(value).find((candidate, index) => lineId(sublist, candidate, index) === lineName);
  if (line === undefined) return notThere(request);
  const lineView = { ...view, href: `${href}/${lineName}` };
  if (inner.length === 0) return accept(representLine(sublist, line, lineView));
  return readField(request, { fields: sublist.fields, values: line, view: lineView, segments: inner });
}

interface FieldPlace {
  readonly fields: FieldSet;
  readonly values: Fields;
  /** Of the record or the line the field stands in. */
  readonly view: View;
  /** The field's name, and what is asked below it. */
  readonly segments: readonly string[];
}

function readField(request: ReadRequest, { fields, values, view, segments }: FieldPlace): Outcome<Json> {
  const [name = "", ...rest] = segments;
  const field = fields.find(name);
  const value = values[field?.name ?? ""];
  if (field === undefined || value === undefined) return notThere(request);
  const below = { ...view, href: `${view.href}/${field.name}` };
  if (field.type === "reference" && isReference(value)) return follow(request, field, value, rest);
  if (rest.length > 0) return notThere(request);
  if (field.type === "multiReference") return accept(representReferences(field, value, below));
  const subrecord = view.catalogue.subrecord(field.subrecord ?? "");
  if (subrecord === undefined || !isObject(value)) return notThere(request);
  return accept(representSubrecord(subrecord, value as Fields, below));
}

/** The record a select field refers to, and what is asked below it. */
function follow(
  request: ReadRequest,
  field: FieldDefinition,
  { id }: Reference,
  rest: readonly string[],
): Outcome<Json> {
  const { store } = request;
  const row = (store.catalogue.referenceTargets(field.ref ?? "") ?? [])
    .map((recordType) => store.get(recordType, id))
    .find((found) => found !== undefined);
  const type = store.catalogue.find(row?.recordType ?? "");
  if (row === undefined || type?.exposed !== true) return notThere(request);
  const followed = { ...request, type, row, calledAs: spelledInLinks(type) };
  return rest.length === 0 ? accept(readRecord(followed)) : readPart(followed, rest);
}

const notThere = ({ url }: ReadRequest) => refuse({ key: "path-not-found", url: url.pathname });

function viewOf({ url, calledAs, row, store, quirks }: ReadRequest): View {
  return {
    origin: url.origin,
    href: `${url.origin}${RECORD_SERVICE_PATH}/${calledAs}/${row.id}`,
    expand: url.searchParams.get("expandSubResources")?.toLowerCase() === "true",
    simpleEnums: url.searchParams.get("simpleEnumFormat")?.toLowerCase() === "true",
    catalogue: store.catalogue,
    bareCountries: quirks.country === "code",
    recordTypeOf: (targets, id) => targets.find((recordType) => store.get(recordType, id) !== undefined),
  };
}

function pick(shown: Json, names: readonly string[]): Json {
  const wanted = new Set(names.map((name) => name.trim().toLowerCase()));
  return Object.fromEntries(Object.entries(shown).filter(([name]) => wanted.has(name.toLowerCase())));
}
