/** Reads a record service URL: which record type, which record, which part of it. */
import { accept, type Outcome, refuse } from "../../errors/refusal.ts";
import type { Catalogue } from "../../records/catalogue.ts";
import type { RecordType } from "../../records/record-type.ts";

export const RECORD_SERVICE_PATH = "/services/rest/record/v1";

export interface RecordSelector {
  readonly by: "id" | "externalId";
  readonly text: string;
}

interface Target {
  readonly type: RecordType;
  /** The record type as the caller spelt it: NetSuite repeats it in self links. */
  readonly calledAs: string;
  readonly path: string;
}

export type RecordRoute =
  | (Target & { readonly kind: "collection" })
  | (Target & { readonly kind: "instance"; readonly selector: RecordSelector })
  | (Target & {
      readonly kind: "part";
      readonly selector: RecordSelector;
      readonly segments: readonly string[];
    });

export function parseRecordRoute(pathname: string, catalogue: Catalogue): Outcome<RecordRoute> {
  const segments = decodeSegments(pathname.slice(RECORD_SERVICE_PATH.length + 1));
  if (segments === undefined) return refuse({ key: "request-malformed" });
  const [calledAs, id, ...rest] = segments.filter(
    (segment, index) => segment !== "" || index < segments.length - 1,
  );
  if (calledAs === undefined || calledAs === "") return refuse({ key: "path-not-found", url: pathname });
  const type = catalogue.find(calledAs);
  if (type === undefined || !type.exposed) {
    return refuse({ key: "record-type-unknown", values: { recordType: calledAs }, url: pathname });
  }
  const target = { type, calledAs, path: pathname };
  if (id === undefined) return accept({ kind: "collection", ...target });
  const selector = parseSelector(id);
  if (selector === undefined) return refuse({ key: "id-malformed", values: { id }, url: pathname });
  if (rest.length === 0) return accept({ kind: "instance", ...target, selector });
  return accept({ kind: "part", ...target, selector, segments: rest });
}

/** eid:X may stand wherever an internal id may (Oracle help section_156334828635); ids have no leading zero. */
function parseSelector(text: string): RecordSelector | undefined {
  // A bar parts the values of a multi-select; Oracle sends callers to ?q=externalId IS "a|b" (same page).
  const eid = /^eid:([^|]+)$/s.exec(text)?.[1];
  if (eid !== undefined) return { by: "externalId", text: eid };
  return /^-?[1-9]\d{0,15}$/.test(text) ? { by: "id", text } : undefined;
}

function decodeSegments(path: string): readonly string[] | undefined {
  try {
    return path.split("/").map((segment) => decodeURIComponent(segment));
  } catch {
    return undefined;
  }
}
