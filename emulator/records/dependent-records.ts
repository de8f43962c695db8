/** Which record keeps another from being deleted. */
import { type FieldValue, isObject, isReference, linesOf } from "./field-value.ts";
import type { RecordStore, StoredRow } from "./record-store.ts";
import type { FieldSet, RecordType } from "./record-type.ts";

/** The first record that refers to this one; a record may refer to itself. */
export function dependentOf(row: StoredRow, store: RecordStore): StoredRow | undefined {
  for (const type of store.catalogue.all()) {
    if (store.isEmpty(type.recordType)) continue;
    const refers = referenceTest(type, row, store);
    const found = store
      .list(type.recordType)
      .find((other) => (other.id !== row.id || other.recordType !== row.recordType) && refers(other));
    if (found !== undefined) return found;
  }
  return undefined;
}

type Test = (other: StoredRow) => boolean;

/** Looks only at the fields that may point at the record's type. */
function referenceTest(type: RecordType, row: StoredRow, store: RecordStore): Test {
  const body = namesOf(type.fields, row, store);
  const sublists = type.sublists.map(({ name, fields }) => [name, namesOf(fields, row, store)] as const);
  return ({ fields }) =>
    body.some((name) => pointsAt(fields[name], row.id)) ||
    sublists.some(
      ([sublist, names]) =>
        names.length > 0 &&
        linesOf(fields[sublist]).some((line) => names.some((name) => pointsAt(line[name], row.id))),
    );
}

const namesOf = (
  fields: FieldSet,
  { recordType }: StoredRow,
  { catalogue }: RecordStore,
): readonly string[] =>
  fields.all
    .filter(({ ref }) => ref !== undefined && catalogue.referenceTargets(ref)?.includes(recordType) === true)
    .map(({ name }) => name);

function pointsAt(value: FieldValue | undefined, id: string): boolean {
  if (isReference(value)) return value.id === id;
  return isObject(value) && linesOf(value as FieldValue).some((item) => isReference(item) && item.id === id);
}
