/** The record types an account knows. A new type is a file in catalogue/ and a line in its record-types.json. */
import {
  ENUM_SETS,
  RECORD_TYPE_HEADS,
  readRecordFields,
  readSubrecordFields,
  SUBRECORD_NAMES,
} from "./catalogue-files.ts";
import { fieldSet, type SublistSet, sublistSet } from "./field-set.ts";
import type {
  FieldDefinition,
  FieldSet,
  RecordType,
  RecordTypeHead,
  SublistData,
  SublistDefinition,
  Subrecord,
} from "./record-type.ts";

export interface Catalogue {
  all(): readonly RecordType[];
  /** Found whatever the case: NetSuite's own links are lower case, its help camelCase. */
  find(name: string): RecordType | undefined;
  subrecord(name: string): Subrecord | undefined;
  /** The record types a reference may point at; undefined when the emulator does not keep that type. */
  referenceTargets(ref: string): readonly string[] | undefined;
  /** The codes an enumeration accepts; undefined when they are not published. */
  enumCodes(field: FieldDefinition): readonly string[] | undefined;
}

function createCatalogue(): Catalogue {
  const subrecords = new Map<string, Subrecord>();
  const subrecord = (name: string): Subrecord | undefined => {
    if (!SUBRECORD_NAMES.some((known) => known === name)) return undefined;
    const known = subrecords.get(name) ?? toSubrecord(name);
    subrecords.set(name, known);
    return known;
  };
  const rowsOf = (name: string): readonly FieldDefinition[] => subrecord(name)?.all ?? [];
  const recordTypes = RECORD_TYPE_HEADS.map((head) => toRecordType(head, rowsOf));
  const byName = new Map(recordTypes.map((type) => [type.recordType.toLowerCase(), type]));
  /** Fields typed as a family (any item) accept any of these record types. */
  const families: Readonly<Record<string, readonly string[]>> = {
    item: recordTypes.filter(({ category }) => category === "item").map(({ recordType }) => recordType),
  };
  return {
    all: () => recordTypes,
    find: (name) => byName.get(name.toLowerCase()),
    subrecord,
    referenceTargets: (ref) => families[ref] ?? (byName.has(ref.toLowerCase()) ? [ref] : undefined),
    enumCodes: ({ enum: codes, enumSet }) =>
      codes ?? (enumSet === undefined ? undefined : ENUM_SETS[enumSet]),
  };
}

/** What every account starts from; read-only, so accounts without changes of their own share it. */
export const BASE_CATALOGUE: Catalogue = createCatalogue();

type Rows = (subrecord: string) => readonly FieldDefinition[];

function toRecordType(head: RecordTypeHead, rowsOf: Rows): RecordType {
  let contents: (SublistSet & { readonly fields: FieldSet }) | undefined;
  const read = () => {
    contents ??= readContents(head, rowsOf);
    return contents;
  };
  const { recordType, scriptId, label, category, nameField, unique } = head;
  return {
    recordType,
    scriptId,
    label,
    category,
    nameField,
    unique,
    transforms: head.transforms ?? [],
    createSupported: head.createSupported ?? true,
    trustedWhenEmpty: head.trustedWhenEmpty ?? false,
    get fields() {
      return read().fields;
    },
    get sublists() {
      return read().sublists;
    },
    findSublist: (name) => read().findSublist(name),
  };
}

function readContents(head: RecordTypeHead, rowsOf: Rows): SublistSet & { readonly fields: FieldSet } {
  const { fields, sublists } = readRecordFields(head.recordType);
  return {
    fields: fieldSet(fields, head.customFieldPrefix),
    ...sublistSet(sublists.map((sublist) => toSublist(sublist, rowsOf))),
  };
}

function toSubrecord(name: string): Subrecord {
  const { fields, sublists = [] } = readSubrecordFields(name);
  return { ...fieldSet(fields), ...sublistSet(sublists.map((sublist) => toSublist(sublist, () => []))) };
}

function toSublist(
  { name, scriptId, key, required, rows, fields, customFieldPrefix }: SublistData,
  rowsOf: Rows,
): SublistDefinition {
  return {
    name,
    scriptId,
    ...(key === undefined ? {} : { key }),
    required: required ?? false,
    fields: fieldSet(rows === undefined ? (fields ?? []) : rowsOf(rows), customFieldPrefix),
  };
}
