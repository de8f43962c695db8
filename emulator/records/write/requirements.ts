/** What a saved record must have. */
import { type Fields, type FieldValue, linesOf } from "../field-value.ts";
import type { RecordType, SublistDefinition } from "../record-type.ts";
import type { Findings } from "./findings.ts";

export interface Requirements {
  readonly type: RecordType;
  readonly record: Fields;
  /** Fields the request empties. */
  readonly cleared: readonly string[];
}

/** NetSuite sources it on a new transaction and lets nobody take it away (inferred); its catalogue has no flag for it. */
const NEVER_EMPTY: ReadonlySet<string> = new Set(["salesOrder.subsidiary"]);

export function checkRequired({ type, record, cleared }: Requirements, findings: Findings): void {
  const looked = cleared.length === 0 ? type.fields.required : type.fields.all;
  // What a form requires is sourced on a new record, but cannot be emptied afterwards.
  const missing = looked.filter((field) => {
    if (field.required === true && isEmpty(record[field.name])) return true;
    if (!cleared.includes(field.name)) return false;
    return field.formRequired === true || NEVER_EMPTY.has(`${type.recordType}.${field.name}`);
  });
  const labels = [
    ...(type.fields.find("isPerson") === undefined ? [] : missingNames(type, record)),
    ...missing.map(({ label }) => label),
  ];
  // One reply lists all labels, separated by comma and blank (recorded live).
  if (labels.length > 0)
    findings.add("required", { key: "value-missing", values: { labels: labels.join(", ") } });
  for (const sublist of type.sublists) checkLines(sublist, linesOf(record[sublist.name]), findings);
}

function checkLines(
  { name, required, fields }: SublistDefinition,
  lines: readonly Fields[],
  findings: Findings,
) {
  if (required && lines.length === 0) findings.add("required", { key: "line-missing" });
  if (lines.length === 0) return;
  const needed = fields.required;
  if (needed.length === 0) return;
  for (const [index, line] of lines.entries()) {
    const missing = needed.filter((field) => isEmpty(line[field.name])).map(({ label }) => label);
    if (missing.length === 0) continue;
    const path = `${name}.items[${index}]`;
    findings.add("required", { key: "value-missing", values: { labels: missing.join(", ") }, path });
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

const isEmpty = (value: FieldValue | undefined): boolean =>
  value === undefined || value === null || value === "";
