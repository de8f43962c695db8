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
  | (Target & { readonly kind: "transform"; readonly selector: RecordSelector; readonly to: RecordType } & {
      /** The target as the caller spelt it. */
      readonly toCalled: string;
    })
  | (Target & {
      readonly kind: "relation";
      readonly selector: RecordSelector;
      readonly isAttaching: boolean;
      readonly other: { readonly recordType: string; readonly selector: RecordSelector };
    })
  | (Target & { readonly kind: "action"; readonly selector: RecordSelector; readonly action: string })
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
  return (
    parseDeed({ ...target, selector }, rest, catalogue) ??
    accept({ kind: "part", ...target, selector, segments: rest })
  );
}

/** `!transform/invoice`, `!attach/contact/7`, `!detach/file/8`, `@approve`; undefined for a part of the record. */
function parseDeed(
  target: Target & { readonly selector: RecordSelector },
  rest: readonly string[],
  catalogue: Catalogue,
): Outcome<RecordRoute> | undefined {
  const [deed = "", name = "", otherId] = rest;
  if (deed.startsWith("@") && rest.length === 1)
    return accept({ kind: "action", ...target, action: deed.slice(1) });
  if (deed === "!transform" && rest.length === 2) {
    const to = catalogue.find(name);
    if (to !== undefined) return accept({ kind: "transform", ...target, to, toCalled: name });
    return refuse({ key: "record-type-unknown", values: { recordType: name }, url: target.path });
  }
  if (!["!attach", "!detach"].includes(deed) || rest.length !== 3 || otherId === undefined) return undefined;
  const selector = parseSelector(otherId);
  if (selector === undefined)
    return refuse({ key: "id-malformed", values: { id: otherId }, url: target.path });
  const other = { recordType: name, selector };
  return accept({ kind: "relation", ...target, isAttaching: deed === "!attach", other });
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
