/** GET of one record, and of the sublists, lines and subrecords below it. */
import { accept, type Outcome, refuse } from "../../errors/refusal.ts";
import { findSubrecord } from "../../records/catalogue.ts";
import { type Fields, isObject, linesOf } from "../../records/field-value.ts";
import type { RecordStore, StoredRow } from "../../records/record-store.ts";
import type { RecordType } from "../../records/record-type.ts";
import { selfLink } from "./links.ts";
import {
  type Json,
  lineId,
  representLine,
  representRecord,
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
    links: selfLink(`${view.href}${request.url.search}`),
    ...(wanted === null ? shown : pick(shown, wanted.split(","))),
  };
}

/** A sublist, one of its lines, or a subrecord of the record or of a line. */
export function readPart(request: ReadRequest, segments: readonly string[]): Outcome<Json> {
  const [name = "", lineName, inner, ...deeper] = segments;
  const view = { ...viewOf(request), expand: true };
  const sublist = request.type.findSublist(name);
  if (deeper.length > 0) return notThere(request);
  if (sublist === undefined) return lineName === undefined ? subrecordAt(request, name) : notThere(request);
  const href = `${view.href}/${sublist.name}`;
  const value = request.row.fields[sublist.name];
  if (lineName === undefined) return accept(representSublist(sublist, value, { ...view, href }));
  const line = linesOf(value).find((candidate, index) => lineId(sublist, candidate, index) === lineName);
  if (line === undefined) return notThere(request);
  const lineView = { ...view, href: `${href}/${lineName}` };
  if (inner === undefined) return accept(representLine(sublist, line, lineView));
  const field = sublist.fields.find(inner);
  const fields = findSubrecord(field?.subrecord ?? "");
  const subrecord = line[field?.name ?? ""];
  if (fields === undefined || !isObject(subrecord)) return notThere(request);
  return accept(
    representSubrecord(fields, subrecord as Fields, { ...lineView, href: `${lineView.href}/${inner}` }),
  );
}

function subrecordAt(request: ReadRequest, name: string): Outcome<Json> {
  const field = request.type.fields.find(name);
  const fields = findSubrecord(field?.subrecord ?? "");
  const value = request.row.fields[field?.name ?? ""];
  if (fields === undefined || !isObject(value)) return notThere(request);
  const view = viewOf(request);
  return accept(
    representSubrecord(fields, value as Fields, { ...view, href: `${view.href}/${field?.name}` }),
  );
}

const notThere = ({ url }: ReadRequest) => refuse({ key: "path-not-found", url: url.pathname });

function viewOf({ url, calledAs, row, store }: ReadRequest): View {
  return {
    origin: url.origin,
    href: `${url.origin}${RECORD_SERVICE_PATH}/${calledAs}/${row.id}`,
    expand: url.searchParams.get("expandSubResources")?.toLowerCase() === "true",
    simpleEnums: url.searchParams.get("simpleEnumFormat")?.toLowerCase() === "true",
    recordTypeOf: (targets, id) => targets.find((recordType) => store.get(recordType, id) !== undefined),
  };
}

function pick(shown: Json, names: readonly string[]): Json {
  const wanted = new Set(names.map((name) => name.trim().toLowerCase()));
  return Object.fromEntries(Object.entries(shown).filter(([name]) => wanted.has(name.toLowerCase())));
}
