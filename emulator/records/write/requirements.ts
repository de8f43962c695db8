/** What a saved record must have, and what its references must be. */
import { type Fields, type FieldValue, isReference, linesOf } from "../field-value.ts";
import type { StoredRow } from "../record-store.ts";
import type { RecordType } from "../record-type.ts";
import type { Findings } from "./findings.ts";
import type { UsedReference } from "./read-value.ts";

export function checkRequired(type: RecordType, record: Fields, findings: Findings): void {
  const missing = type.fields.all.filter((field) => field.required === true && isEmpty(record[field.name]));
  const labels = [
    ...(type.recordType === "customer" ? missingNames(type, record) : []),
    ...missing.map(({ label }) => label),
  ];
  // One reply lists all labels, separated by comma and blank (recorded live).
  if (labels.length > 0)
    findings.add("required", { key: "value-missing", values: { labels: labels.join(", ") } });
  for (const sublist of type.sublists.filter(({ required }) => required)) {
    const lines = linesOf(record[sublist.name]);
    if (lines.length === 0) findings.add("required", { key: "line-missing" });
    const incomplete = lines.findIndex((line) => isEmpty(line["item"]));
    if (incomplete >= 0) {
      const path = `${sublist.name}.items[${incomplete}]`;
      findings.add("required", { key: "value-missing", values: { labels: "Item" }, path });
    }
  }
}

/** A company needs its name, a person both of theirs. */
function missingNames(type: RecordType, record: Fields): readonly string[] {
  const isPerson =
    record["isPerson"] === true || !isEmpty(record["firstName"]) || !isEmpty(record["lastName"]);
  if (record["isPerson"] !== true && !isEmpty(record["companyName"])) return [];
  const needed = isPerson ? ["firstName", "lastName"] : ["companyName"];
  return needed.filter((name) => isEmpty(record[name])).map((name) => type.fields.find(name)?.label ?? name);
}

/** Inactive records and records of another subsidiary cannot be chosen, though they exist. */
export function checkUsable(record: Fields, used: readonly UsedReference[], findings: Findings): void {
  const { subsidiary } = record;
  const subsidiaryId = isReference(subsidiary) ? subsidiary.id : undefined;
  for (const { field, row, linePath } of used) {
    if (isUsable(row, subsidiaryId)) continue;
    const values = { field: field.scriptId, value: row.id, subsidiary: subsidiaryId ?? "" };
    const key = subsidiaryId === undefined ? "reference-key-invalid" : "reference-key-not-in-subsidiary";
    findings.add("reference", { key, values, ...(linePath === undefined ? {} : { path: linePath }) });
  }
}

function isUsable({ recordType, fields }: StoredRow, subsidiaryId: string | undefined): boolean {
  if (fields["isInactive"] === true) return false;
  const own = fields["subsidiary"];
  const isShared =
    subsidiaryId === undefined || recordType === "location" || fields["includeChildren"] === true;
  if (isShared || own === undefined) return true;
  return isReference(own) ? own.id === subsidiaryId : linesOf(own).some(({ id }) => id === subsidiaryId);
}

const isEmpty = (value: FieldValue | undefined): boolean =>
  value === undefined || value === null || value === "";
