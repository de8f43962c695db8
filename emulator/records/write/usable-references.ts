/** Whether the records a record refers to may be used where it stands. */
import { type Fields, isReference, linesOf } from "../field-value.ts";
import { getAmong, type RecordStore, type StoredRow } from "../record-store.ts";
import type { FieldSet, RecordType } from "../record-type.ts";
import type { Findings } from "./findings.ts";
import type { UsedReference } from "./read-value.ts";

/** Inactive records and records of another subsidiary cannot be chosen, though they exist. */
export function checkUsable(record: Fields, used: readonly UsedReference[], findings: Findings): void {
  const { subsidiary } = record;
  const subsidiaryId = isReference(subsidiary) ? subsidiary.id : undefined;
  for (const { field, row, linePath } of used) {
    if (isUsable({ field, row }, subsidiaryId)) continue;
    const values = { field: field.scriptId, value: row.id, subsidiary: subsidiaryId ?? "" };
    const key = subsidiaryId === undefined ? "reference-key-invalid" : "reference-key-not-in-subsidiary";
    findings.add("reference", { key, values, ...(linePath === undefined ? {} : { path: linePath }) });
  }
}

export function isUsable(
  { field, row }: Pick<UsedReference, "field" | "row">,
  subsidiaryId: string | undefined,
): boolean {
  const { recordType, fields } = row;
  if (fields["isInactive"] === true) return false;
  const own = fields["subsidiary"];
  // Goods may come out of another subsidiary's location (inventoryLocation), but be sold from the own one only.
  const isElsewhere = recordType === "location" && field.name !== "location";
  const isShared = subsidiaryId === undefined || isElsewhere || fields["includeChildren"] === true;
  if (isShared || own === undefined) return true;
  return isReference(own) ? own.id === subsidiaryId : linesOf(own).some(({ id }) => id === subsidiaryId);
}

/** Every reference a record holds, sent with this request or before. */
export function usedReferences(
  type: RecordType,
  record: Fields,
  store: RecordStore,
): readonly UsedReference[] {
  const inLines = type.sublists.flatMap((sublist) =>
    linesOf(record[sublist.name]).flatMap((line, index) =>
      referencesIn(sublist.fields, line, store).map((used) => ({
        ...used,
        linePath: `${sublist.name}.items[${index}]`,
      })),
    ),
  );
  return [
    ...referencesIn(type.fields, record, store).map((used) => ({ ...used, linePath: undefined })),
    ...inLines,
  ];
}

type Found = Omit<UsedReference, "linePath">;

const referencesIn = (fields: FieldSet, values: Fields, store: RecordStore): readonly Found[] =>
  Object.entries(values).flatMap(([name, value]) => {
    const field = fields.find(name);
    if (field?.type !== "reference" || !isReference(value)) return [];
    const row = targetOf(field.ref ?? "", value.id, store);
    return row === undefined ? [] : [{ field, row }];
  });

const targetOf = (ref: string, id: string, store: RecordStore): StoredRow | undefined =>
  getAmong(store, store.catalogue.referenceTargets(ref), id);
