/** POST …/!attach/contact/7 and !detach: contacts and files, and nothing else (Oracle help article_0113084334). */
import { accept, type Outcome, refuse } from "../../errors/refusal.ts";
import { type Fields, isReference, linesOf } from "../../records/field-value.ts";
import type { StoredRow } from "../../records/record-store.ts";
import type { Attachment } from "../../records/record-table.ts";
import { toSelectValue } from "../../records/write/select-value.ts";
import type { ServiceAnswer } from "../service.ts";
import { findRow } from "./read-record.ts";
import type { RecordCall } from "./record-call.ts";
import type { BodyObject } from "./request-body.ts";
import type { RecordRoute } from "./route.ts";

export type RelationRoute = Extract<RecordRoute, { kind: "relation" }>;

/** Attaching twice, or detaching what is not attached, changes nothing and is no mistake (inferred). */
export function attachRecord(call: RecordCall, route: RelationRoute, body: BodyObject): ServiceAnswer {
  const { store } = call;
  const row = findRow(store, route.type, route.selector);
  if (!row.ok) return { kind: "refused", refusal: row.refusal };
  const other = attachmentOf(call, route);
  if (!other.ok) return { kind: "refused", refusal: other.refusal };
  const isOther = ({ recordType, id }: Attachment): boolean =>
    recordType === other.value.recordType && id === other.value.id;
  const rest = (row.value.attached ?? []).filter((known) => !isOther(known));
  const roles = { row: row.value, other: other.value, body, isAttaching: route.isAttaching };
  store.put({
    ...row.value,
    attached: route.isAttaching ? [...rest, other.value] : rest,
    fields:
      route.type.findSublist("contactRoles") === undefined ? row.value.fields : withContactRoles(call, roles),
  });
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

interface ContactRoles {
  readonly row: StoredRow;
  readonly other: Attachment;
  readonly body: BodyObject;
  readonly isAttaching: boolean;
}

/** Where a record lists its contacts, an attached one stands among them with the role that was sent. */
function withContactRoles({ store }: RecordCall, { row, other, body, isAttaching }: ContactRoles): Fields {
  if (other.recordType !== "contact") return row.fields;
  const lines = linesOf(row.fields["contactRoles"]).filter(
    ({ contact }) => !(isReference(contact) && contact.id === other.id),
  );
  if (!isAttaching) return { ...row.fields, contactRoles: { items: lines } };
  const fields = store.get("contact", other.id)?.fields ?? {};
  const name = fields["entityId"];
  const role = toSelectValue(body["role"]);
  const line: Fields = {
    contact: typeof name === "string" ? { id: other.id, refName: name } : { id: other.id },
    ...(typeof name === "string" ? { contactName: name } : {}),
    ...(typeof fields["email"] === "string" ? { email: fields["email"] } : {}),
    ...(role === undefined ? {} : { role: { id: role.text } }),
  };
  return { ...row.fields, contactRoles: { items: [...lines, line] } };
}
