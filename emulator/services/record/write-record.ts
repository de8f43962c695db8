/** POST, PATCH, PUT eid: and DELETE: every one answers 204 without a body. */
import type { Outcome, Refusal } from "../../errors/refusal.ts";
import type { StoredRow } from "../../records/record-store.ts";
import type { Validation, Written } from "../../records/record-writer.ts";
import type { ServiceAnswer } from "../service.ts";
import { findRow } from "./read-record.ts";
import type { RecordCall } from "./record-call.ts";
import type { BodyObject } from "./request-body.ts";
import { RECORD_SERVICE_PATH } from "./route.ts";

export function writeRecord(call: RecordCall, body: BodyObject): ServiceAnswer {
  const { type, calledAs } = call.route;
  const target = targetOf(call);
  if (!target.ok) return { kind: "refused", refusal: target.refusal };
  const { existing, externalId } = target.value;
  if (existing === undefined && !type.createSupported) {
    return {
      kind: "refused",
      refusal: { key: "create-unsupported", values: { recordType: type.recordType } },
    };
  }
  const written = call.writer.write({
    type,
    body: externalId === undefined ? body : withExternalId(body, externalId),
    ...writeChoices(call),
    ...(existing === undefined ? {} : { existing }),
  });
  return written.ok
    ? doneAnswer(call, calledAs, written.value)
    : { kind: "refused", refusal: written.refusal };
}

/** What query and headers say about how a body is laid over a record. */
export const writeChoices = (call: RecordCall) => {
  const asked = validationOf(call);
  return {
    replace: replacedNames(call.url),
    onlySelected: call.url.searchParams.get("replaceSelectedFields")?.toLowerCase() === "true",
    unknownFields: asked.names,
    badValues: asked.values,
  };
};

export function deleteRecord({ writer }: RecordCall, row: StoredRow): ServiceAnswer {
  const removed = writer.remove(row);
  if (!removed.ok) return { kind: "refused", refusal: removed.refusal };
  // Unlike the other writes, DELETE sends no Location (seen live).
  return { kind: "done", headers: {}, internalId: row.id };
}

interface Target {
  readonly existing?: StoredRow;
  readonly externalId?: string;
}

function targetOf({ route, store, operation }: RecordCall): Outcome<Target> {
  if (route.kind !== "instance") return { ok: true, value: {} };
  const { type, selector } = route;
  if (operation === "upsert") {
    // PUT takes an external id only; what NetSuite says to an internal one is not published.
    if (selector.by === "id") return { ok: false, refusal: upsertById(selector.text, route.path) };
    const [existing] = store.findBy(type.recordType, "externalId", selector.text);
    if (existing === undefined) return { ok: true, value: { externalId: selector.text } };
    // Found whatever the case; the record keeps the spelling it has.
    return { ok: true, value: { externalId: String(existing.fields["externalId"]), existing } };
  }
  const row = findRow(store, type, selector);
  return row.ok ? { ok: true, value: { existing: row.value } } : row;
}

const upsertById = (id: string, url: string): Refusal => ({ key: "id-malformed", values: { id }, url });

/** Location always carries the internal id, also after an upsert by external id (seen live). */
export function doneAnswer(call: RecordCall, calledAs: string, written: Written): ServiceAnswer {
  const { row, unknownFields, badValues } = written;
  const asked = validationOf(call);
  const location = `${call.url.origin}${RECORD_SERVICE_PATH}/${calledAs}/${row.id}`;
  const told = [
    ...(asked.names === "warning" ? unknownFields.map(inHeader).toSorted().map(unknownField) : []),
    ...(asked.values === "warning" ? badValues.map(inHeader) : []),
  ];
  const { externalId } = row.fields;
  return {
    kind: "done",
    headers: {
      location,
      ...(told.length > 0 ? { "x-netsuite-propertyvalidation": told.slice(0, 20).join(", ") } : {}),
    },
    recordType: row.recordType,
    internalId: row.id,
    ...(typeof externalId === "string" ? { externalId } : {}),
  };
}

/** The external id of the URL wins over one in the body, whatever its spelling. */
function withExternalId(body: BodyObject, externalId: string): BodyObject {
  const rest = Object.entries(body).filter(([name]) => name.toLowerCase() !== "externalid");
  return Object.fromEntries([...rest, ["externalId", externalId]]);
}

function replacedNames(url: URL): ReadonlySet<string> {
  const names = url.searchParams.get("replace")?.split(",") ?? [];
  return new Set(names.map((name) => name.trim().toLowerCase()).filter((name) => name !== ""));
}

const VALIDATIONS: readonly Validation[] = ["error", "warning", "ignore"];

interface Asked {
  readonly names: Validation;
  readonly values: Validation;
}

/** By default a misspelt field is dropped and only a header says so, a bad value refused (Oracle help section_156570709583). */
const validationOf = ({ request: { headers } }: RecordCall): Asked => ({
  names: validationIn(headers["x-netsuite-propertynamevalidation"]) ?? "warning",
  values: validationIn(headers["x-netsuite-propertyvaluevalidation"]) ?? "error",
});

/** In any case; another word counts as none. */
const validationIn = (asked = ""): Validation | undefined =>
  VALIDATIONS.find((validation) => validation === asked.trim().toLowerCase());

const inHeader = (name: string): string => name.replace(/[^\w.[\]-]/g, "?").slice(0, 100);

/** Words and order are live; each sentence is a header line of its own there, which clients join with commas. */
const unknownField = (name: string): string =>
  `Unknown field name ${name}. The field does not exist on this record instance.`;
