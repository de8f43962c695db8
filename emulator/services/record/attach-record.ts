/** POST …/!attach/contact/7 and !detach: contacts and files, and nothing else (Oracle help article_0113084334). */
import { accept, type Outcome, refuse } from "../../errors/refusal.ts";
import { changeAttachment } from "../../records/attachments.ts";
import type { Attachment } from "../../records/stored-row.ts";
import { toSelectValue } from "../../records/write/select-value.ts";
import type { ServiceAnswer } from "../service.ts";
import { findRow } from "./read-record.ts";
import type { RecordCall } from "./record-call.ts";
import type { BodyObject } from "./request-body.ts";
import type { RecordRoute } from "./route.ts";

export type RelationRoute = Extract<RecordRoute, { kind: "relation" }>;

export function attachRecord(call: RecordCall, route: RelationRoute, body: BodyObject): ServiceAnswer {
  const { store } = call;
  const row = findRow(store, route.type, route.selector);
  if (!row.ok) return { kind: "refused", refusal: row.refusal };
  const other = attachmentOf(call, route);
  if (!other.ok) return { kind: "refused", refusal: other.refusal };
  const { type, isAttaching } = route;
  const role = toSelectValue(body["role"])?.text;
  changeAttachment(store, { type, row: row.value, other: other.value, role, isAttaching });
  return { kind: "done", headers: {}, internalId: row.value.id };
}

/** A contact must exist; files are not kept here, so one is taken at the caller's word. */
function attachmentOf({ store }: RecordCall, { other, path }: RelationRoute): Outcome<Attachment> {
  const recordType = other.recordType.toLowerCase();
  if (recordType === "file") return accept({ recordType, id: other.selector.text });
  const type = recordType === "contact" ? store.catalogue.find("contact") : undefined;
  if (type === undefined) {
    return refuse({ key: "attachment-unsupported", values: { recordType: other.recordType }, url: path });
  }
  const row = findRow(store, type, other.selector);
  return row.ok ? accept({ recordType: type.recordType, id: row.value.id }) : row;
}
