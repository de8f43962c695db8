/** What NetSuite fills in on customers, vendors, contacts and employees. */
import { firstStatus } from "../customer-stage.ts";
import { fillMissing } from "../draft.ts";
import { type Fields, type FieldValue, isReference, linesOf } from "../field-value.ts";
import type { RecordStore } from "../record-store.ts";
import type { RecordType } from "../record-type.ts";

interface EntityCase {
  readonly type: Pick<RecordType, "recordType">;
  readonly record: Fields;
  readonly store: RecordStore;
}

export function entityDefaults({
  type,
  record,
  store,
}: EntityCase): Readonly<Record<string, FieldValue | undefined>> {
  const person = [record["firstName"], record["lastName"]]
    .filter((name) => typeof name === "string")
    .join(" ");
  const company = record["companyName"];
  const { subsidiary } = record;
  const owner = isReference(subsidiary) ? store.get("subsidiary", subsidiary.id) : undefined;
  return {
    // Without auto-numbering the id is the name, as recorded live for a vendor (autoName).
    entityId: typeof company === "string" ? company : person || undefined,
    isPerson: company === undefined && person !== "",
    currency: owner?.fields["currency"],
    entityStatus: firstStatus(
      type.recordType === "lead" || type.recordType === "prospect" ? type.recordType : "customer",
      store.list("customerStatus"),
    ),
    balance: 0,
  };
}

/** Address lines carry their id as text and as a number (recorded live). */
export function fillAddressLines(record: Fields, store: RecordStore): void {
  for (const line of linesOf(record["addressBook"])) {
    const id = typeof line["internalId"] === "number" ? line["internalId"] : Number(store.nextId("address"));
    fillMissing(line, { defaultBilling: false, defaultShipping: false });
    Object.assign(line, { id, internalId: id, addressId: String(id) });
  }
}
