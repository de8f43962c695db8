/** GET of one record, and of the sublists, lines and subrecords below it. */
import { accept, type Outcome, refuse } from "../../errors/refusal.ts";
import type { Quirks } from "../../quirks.ts";
import { type Fields, isObject, isReference, linesOf, type Reference } from "../../records/field-value.ts";
import { getAmong, type RecordStore, type StoredRow } from "../../records/record-store.ts";
import type { FieldDefinition, FieldSet, RecordType, SublistDefinition } from "../../records/record-type.ts";
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
  const { type, row, url } = request;
  const view = viewOf(request);
  // The caller's own query comes back in the self link (recorded live).
  const links = selfLink(`${view.href}${echoedQuery(url)}`);
  const wanted = url.searchParams.get("fields");
  if (wanted === null) return representRecord(type, row, view, links);
  return { links, ...pick(representRecord(type, row, view), wanted.split(",")) };
}

/** A record that is not stored, with all its sublists: a form has no place to read them from later. */
export function representDraft(
  draft: Omit<ReadRequest, "row" | "calledAs"> & { readonly fields: Fields },
): Json {
  const { type, fields } = draft;
  const view = viewOf({
    ...draft,
    calledAs: spelledInLinks(type),
    row: { recordType: type.recordType, id: "", fields },
  });
  const { id: _, ...shown } = representRecord(
    type,
    { recordType: type.recordType, id: "", fields },
    { ...view, expand: true },
  );
  return shown;
}

/** Commas of fields= come back encoded (Oracle help section_1545141500). */
const echoedQuery = ({ search }: URL): string =>
  search.replace(/(?<=[?&]fields=)[^&]*/g, (names) => names.replaceAll(",", "%2C"));

/** A sublist, one of its lines, a subrecord, or what a select field refers to (Oracle help section_159894563219). */
export function readPart(request: ReadRequest, segments: readonly string[]): Outcome<Json> {
  const { type, row } = request;
  const view = { ...viewOf(request), expand: true };
  return readBelow(request, { owner: type, values: row.fields, view, segments });
}

interface Place {
  /** What stands there: a record, a line without sublists, or a subrecord. */
  readonly owner: { readonly fields: FieldSet; findSublist(name: string): SublistDefinition | undefined };
  readonly values: Fields;
  readonly view: View;
  /** What is asked below it. */
  readonly segments: readonly string[];
}

function readBelow(request: ReadRequest, place: Place): Outcome<Json> {
  const sublist = place.owner.findSublist(place.segments[0] ?? "");
  return sublist === undefined ? readField(request, place) : readLines(request, sublist, place);
}

function readLines(request: ReadRequest, sublist: SublistDefinition, place: Place): Outcome<Json> {
  const [, lineName, ...segments] = place.segments;
  const href = `${place.view.href}/${sublist.name}`;
  const value = place.values[sublist.name];
  if (lineName === undefined) return accept(representSublist(sublist, value, { ...place.view, href }));
  const lines = linesOf(value);
  const index = lines.findIndex((line, at) => isLineNamed(lineName, { sublist, line, at }, request.store));
  const line = lines[index];
  if (line === undefined) return notThere(request);
  const view = { ...place.view, href: `${href}/${lineId(sublist, line, index)}` };
  if (segments.length === 0) return accept(representLine(sublist, line, view));
  const owner = { fields: sublist.fields, findSublist: () => undefined };
  return readBelow(request, { owner, values: line, view, segments });
}

interface NamedLine {
  readonly sublist: SublistDefinition;
  readonly line: Fields;
  readonly at: number;
}

/** By its own key, or by the external id of a record that the line refers to (Oracle help section_156334828635). */
function isLineNamed(name: string, { sublist, line, at }: NamedLine, store: RecordStore): boolean {
  const [, externalId] = /^eid:(.+)$/s.exec(name) ?? [];
  if (externalId === undefined) return lineId(sublist, line, at) === name;
  return sublist.fields.all.some((field) => {
    const value = line[field.name];
    if (field.type !== "reference" || !isReference(value)) return false;
    const targets = store.catalogue.referenceTargets(field.ref ?? "") ?? [];
    return targets.some((recordType) =>
      store.findBy(recordType, "externalId", externalId).some(({ id }) => id === value.id),
    );
  });
}

function readField(request: ReadRequest, { owner, values, view, segments }: Place): Outcome<Json> {
  const [name = "", ...rest] = segments;
  const field = owner.fields.find(name);
  const value = values[field?.name ?? ""];
  if (field === undefined || value === undefined) return notThere(request);
  const below = { ...view, href: `${view.href}/${field.name}` };
  if (field.type === "reference" && isReference(value)) return follow(request, field, value, rest);
  if (field.type === "multiReference" && rest.length === 0) {
    return accept(representReferences(field, value, below));
  }
  const subrecord = view.catalogue.subrecord(field.subrecord ?? "");
  if (subrecord === undefined || !isObject(value)) return notThere(request);
  const inner = value as Fields;
  if (rest.length === 0) return accept(representSubrecord(subrecord, inner, below));
  const inside = { fields: subrecord, findSublist: subrecord.findSublist };
  return readBelow(request, { owner: inside, values: inner, view: below, segments: rest });
}

/** The record a select field refers to, and what is asked below it. */
function follow(
  request: ReadRequest,
  field: FieldDefinition,
  { id }: Reference,
  rest: readonly string[],
): Outcome<Json> {
  const { store } = request;
  const row = getAmong(store, store.catalogue.referenceTargets(field.ref ?? ""), id);
  const type = store.catalogue.find(row?.recordType ?? "");
  if (row === undefined || type?.exposed !== true) return notThere(request);
  const followed = { ...request, type, row, calledAs: spelledInLinks(type) };
  return rest.length === 0 ? accept(readRecord(followed)) : readPart(followed, rest);
}

const notThere = ({ url }: ReadRequest) => refuse({ key: "path-not-found", url: url.pathname });

function viewOf({ url, calledAs, row, store, quirks }: ReadRequest): View {
  const { origin } = url;
  return {
    origin,
    href: `${origin}${RECORD_SERVICE_PATH}/${calledAs}/${row.id}`,
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
