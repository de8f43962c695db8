/** Names and external ids no two records may share. */
import type { ErrorKey } from "../../errors/catalogue.ts";
import type { Fields } from "../field-value.ts";
import type { RecordStore } from "../record-store.ts";
import type { RecordCategory, RecordType } from "../record-type.ts";
import type { Findings } from "./findings.ts";

/** Live replies: entities say "This entity already exists.", transactions "This record already exists.". */
const DUPLICATE_NAME = {
  entity: "entity-exists",
  transaction: "record-exists",
  item: "item-exists",
  list: "record-exists",
  custom: "record-exists",
} as const satisfies Record<RecordCategory, ErrorKey>;

/** A contact may be called as a customer is, but not as another contact (Oracle help section_N3539978). */
const OWN_NAMES: Readonly<Record<string, ErrorKey>> = { contact: "contact-exists" };

export interface Candidate {
  readonly type: RecordType;
  readonly id: string;
  readonly record: Fields;
  readonly store: RecordStore;
}

export function checkUnique(candidate: Candidate, findings: Findings): void {
  const { type, store } = candidate;
  const rivals = recordGroup(type, store);
  if (isTaken(candidate, "externalId", rivals)) {
    findings.add("uniqueness", { key: type.category === "entity" ? "entity-exists" : "record-exists" });
  }
  const ownKey = OWN_NAMES[type.recordType];
  const others = ownKey === undefined ? rivals : [type];
  if (type.unique.some((field) => isTaken(candidate, field, others))) {
    findings.add("uniqueness", { key: ownKey ?? DUPLICATE_NAME[type.category] });
  }
}

/** External ids are unique over all entities, all items, all transactions (Oracle help section_N3436356); names too. */
const recordGroup = (type: RecordType, { catalogue }: RecordStore): readonly RecordType[] =>
  type.category === "list" || type.category === "custom" ? [type] : catalogue.ofCategory(type.category);

function isTaken({ id, record, store }: Candidate, field: string, rivals: readonly RecordType[]): boolean {
  const value = record[field];
  if (typeof value !== "string") return false;
  return rivals.some(({ recordType }) => store.findBy(recordType, field, value).some((row) => row.id !== id));
}
