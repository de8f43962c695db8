/** Contacts and files that hang on a record. */
import { type Fields, isReference, linesOf } from "./field-value.ts";
import type { RecordStore, StoredRow } from "./record-store.ts";
import type { RecordType } from "./record-type.ts";
import type { Attachment } from "./stored-row.ts";

export interface AttachmentChange {
  /** Of the record that the other one hangs on. */
  readonly type: RecordType;
  readonly row: StoredRow;
  readonly other: Attachment;
  /** A contact's role there: its internal id. */
  readonly role: string | undefined;
  readonly isAttaching: boolean;
}

/** Attaching twice, or detaching what is not attached, changes nothing and is no mistake (inferred). */
export function changeAttachment(store: RecordStore, change: AttachmentChange): void {
  const { type, row, other, isAttaching } = change;
  const isOther = ({ recordType, id }: Attachment): boolean =>
    recordType === other.recordType && id === other.id;
  const rest = (row.attached ?? []).filter((known) => !isOther(known));
  store.put({
    ...row,
    attached: isAttaching ? [...rest, other] : rest,
    fields: type.findSublist("contactRoles") === undefined ? row.fields : withContactRoles(store, change),
  });
}

/** Where a record lists its contacts, an attached one stands among them with the role that was sent. */
function withContactRoles(store: RecordStore, { row, other, role, isAttaching }: AttachmentChange): Fields {
  if (other.recordType !== "contact") return row.fields;
  const lines = linesOf(row.fields["contactRoles"]).filter(
    ({ contact }) => !(isReference(contact) && contact.id === other.id),
  );
  if (!isAttaching) return { ...row.fields, contactRoles: { items: lines } };
  const fields = store.get("contact", other.id)?.fields ?? {};
  const name = fields["entityId"];
  const line: Fields = {
    contact: typeof name === "string" ? { id: other.id, refName: name } : { id: other.id },
    ...(typeof name === "string" ? { contactName: name } : {}),
    ...(typeof fields["email"] === "string" ? { email: fields["email"] } : {}),
    ...(role === undefined ? {} : { role: { id: role } }),
  };
  return { ...row.fields, contactRoles: { items: [...lines, line] } };
}
