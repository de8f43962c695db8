/** Names the records of a batch by internal or external id, as the paths of single requests do. */
import { accept, type Outcome, refuse } from "../../errors/refusal.ts";
import type { BodyObject } from "../record/request-body.ts";

/** A path segment of the record service: 12 or eid:test%205. */
export type RecordSegment = string;

/** 1,2,eid:abc,eid:'test 5': blanks and commas are quoted (Oracle help article_0127092747); '' is a quote (inferred). */
const ID = /\s*(?:eid:'((?:[^']|'')*)'|([^,]*))\s*(?:,|$)/gy;

export function parseIds(text: string): readonly Outcome<RecordSegment>[] {
  return [...text.matchAll(ID)]
    .filter(([whole]) => whole.replace(",", "").trim() !== "")
    .map(([, quoted, plain = ""]) =>
      quoted === undefined ? segmentOf(plain.trim()) : externalIdSegment(quoted.replaceAll("''", "'")),
    );
}

/** PATCH: the internal id wins over the external one (Oracle help article_0127092747). */
export function idOrExternalIdOf(item: BodyObject): Outcome<RecordSegment> {
  const id = textOf(item, "id");
  return id === undefined ? externalIdOf(item) : segmentOf(id);
}

/** PUT: the external id only. */
export function externalIdOf(item: BodyObject): Outcome<RecordSegment> {
  const externalId = textOf(item, "externalid");
  return externalId === undefined ? refuse({ key: "batch-record-unnamed" }) : externalIdSegment(externalId);
}

function segmentOf(id: string): Outcome<RecordSegment> {
  if (id.startsWith("eid:") && id.length > 4) return externalIdSegment(id.slice(4));
  // Only a number may become a path: a dot or a slash would name something else.
  return /^-?\d+$/.test(id) ? accept(id) : refuse({ key: "id-malformed", values: { id } });
}

const externalIdSegment = (externalId: string): Outcome<RecordSegment> =>
  accept(`eid:${encodeURIComponent(externalId)}`);

function textOf(item: BodyObject, name: string): string | undefined {
  const value = Object.entries(item).find(([key]) => key.toLowerCase() === name)?.[1];
  const isText = typeof value === "string" || typeof value === "number";
  return isText && String(value) !== "" ? String(value) : undefined;
}
