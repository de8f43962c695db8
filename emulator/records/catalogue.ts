/** The record types an account knows. A new type is a file in catalogue/ and a line in its record-types.json. */
import {
  ENUM_SETS,
  RECORD_TYPE_HEADS,
  readRecordFields,
  readSubrecordFields,
  SUBRECORD_NAMES,
} from "./catalogue-files.ts";
import { type CatalogueOptions, catalogueOptionsSchema } from "./catalogue-options.ts";
import { createOverlay, type Overlay, type Place } from "./catalogue-overlay.ts";
import { characterCount } from "./character-count.ts";
import { fieldSet, type SublistSet, sublistSet } from "./field-set.ts";
import { findByName } from "./find-by-name.ts";
import type {
  FieldDefinition,
  FieldSet,
  RecordCategory,
  RecordType,
  RecordTypeHead,
  SublistData,
  SublistDefinition,
  Subrecord,
} from "./record-type.ts";

export interface Catalogue {
  /** Every record type that has records of its own; stages of another, such as lead, have none. */
  all(): readonly RecordType[];
  /** Those of `all` that share a row of internal ids and a space of names. */
  ofCategory(category: RecordCategory): readonly RecordType[];
  /** Found whatever the case: NetSuite's own links are lower case, its help camelCase. */
  find(name: string): RecordType | undefined;
  subrecord(name: string): Subrecord | undefined;
  /** The record types a reference may point at; undefined when the emulator does not keep that type. */
  referenceTargets(ref: string): readonly string[] | undefined;
  /** The codes an enumeration accepts; undefined when they are not published. */
  enumCodes(field: FieldDefinition): readonly string[] | undefined;
  /** The most characters the field may hold; undefined when no limit is known well enough. */
  lengthLimit(field: FieldDefinition): number | undefined;
  /** The length of a text as limits count it. */
  textLength(text: string): number;
}

const FAMILIES = ["item", "entity", "transaction"] as const satisfies readonly RecordCategory[];

export function createCatalogue(options: CatalogueOptions): Catalogue {
  const overlay = createOverlay(options);
  const reader = createReader(overlay);
  const subrecords = new Map<string, Subrecord>();
  const subrecord = (name: string): Subrecord | undefined => {
    if (!SUBRECORD_NAMES.some((known) => known === name)) return undefined;
    const found = subrecords.get(name) ?? reader.subrecord(name);
    subrecords.set(name, found);
    return found;
  };
  const heads = RECORD_TYPE_HEADS.filter(({ stageOf }) => stageOf === undefined || overlay.showsStages);
  const ordered = [...heads, ...overlay.heads];
  const names = new Set(ordered.map(({ recordType }) => recordType));
  const known = ordered.map((head) =>
    toRecordType(onlyTransformsInto(names, head), overlay, () => reader.recordType(head)),
  );
  const find = findByName(known, ({ recordType }) => recordType);
  const recordTypes = known.filter(({ recordType, table }) => recordType === table);
  const byCategory = new Map<RecordCategory, RecordType[]>();
  for (const type of recordTypes) {
    byCategory.set(type.category, [...(byCategory.get(type.category) ?? []), type]);
  }
  const ofCategory = (category: RecordCategory): readonly RecordType[] => byCategory.get(category) ?? [];
  /** Fields typed as a family (any item) accept any of its record types. */
  const families = new Map<string, readonly string[]>(
    FAMILIES.map((family) => [family, ofCategory(family).map(({ recordType }) => recordType)]),
  );
  const enforced = new Set(overlay.enforcesWeakLengths ? ["high", "medium", "low"] : ["high", "medium"]);
  return {
    all: () => recordTypes,
    ofCategory,
    find,
    subrecord,
    referenceTargets: (ref) => families.get(ref) ?? (find(ref) === undefined ? undefined : [ref]),
    enumCodes: ({ enum: codes, enumSet }) =>
      codes ?? (enumSet === undefined ? undefined : ENUM_SETS[enumSet]),
    lengthLimit: ({ maxLength, lengthConfidence = "low" }) =>
      enforced.has(lengthConfidence) ? maxLength : undefined,
    textLength: overlay.countsBytes ? (text) => Buffer.byteLength(text) : characterCount,
  };
}

/** What every account starts from; read-only, so accounts without changes of their own share it. */
export const BASE_CATALOGUE: Catalogue = createCatalogue(catalogueOptionsSchema.parse({}));

type Contents = SublistSet & { readonly fields: FieldSet };

interface Reader {
  recordType(head: RecordTypeHead): Contents;
  subrecord(name: string): Subrecord;
}

function createReader(overlay: Overlay): Reader {
  const setOf = (place: Place, fields: readonly FieldDefinition[]): FieldSet =>
    fieldSet(overlay.fieldsOf(place, fields), {
      customFieldPrefix: place.customFieldPrefix,
      open: overlay.isOpen,
    });
  const sublistOf = (data: SublistData, owner: string): SublistDefinition => {
    const { name, scriptId, key, required, rows, customFieldPrefix } = data;
    const fields = rows === undefined ? (data.fields ?? []) : readSubrecordFields(rows).fields;
    return {
      name,
      scriptId,
      ...(key === undefined ? {} : { key }),
      required: required ?? false,
      fields: setOf({ name: `${owner}.${name}`, recordType: owner, customFieldPrefix }, fields),
    };
  };
  return {
    recordType({ recordType: name, stageOf, customFieldPrefix }) {
      const recordType = stageOf ?? name;
      const { fields, sublists } = overlay.ownFields(recordType) ?? readRecordFields(recordType);
      return {
        fields: setOf({ name: recordType, recordType, customFieldPrefix }, fields),
        ...sublistSet(sublists.map((data) => sublistOf(data, recordType))),
      };
    },
    subrecord(name) {
      const { fields, sublists = [] } = readSubrecordFields(name);
      return { ...setOf({ name }, fields), ...sublistSet(sublists.map((data) => sublistOf(data, name))) };
    },
  };
}

/** A record becomes no type that the account does not have. */
function onlyTransformsInto(names: ReadonlySet<string>, head: RecordTypeHead): RecordTypeHead {
  if (head.transforms === undefined) return head;
  return { ...head, transforms: head.transforms.filter((name) => names.has(name)) };
}

function toRecordType(head: RecordTypeHead, overlay: Overlay, readContents: () => Contents): RecordType {
  let contents: Contents | undefined;
  const read = () => {
    contents ??= readContents();
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
    trustedWhenEmpty: overlay.trustsEmptyLists && (head.trustedWhenEmpty ?? false),
    exposed: head.exposed ?? true,
    table: head.stageOf ?? recordType,
    get fields() {
      return read().fields;
    },
    get sublists() {
      return read().sublists;
    },
    findSublist: (name) => read().findSublist(name),
  };
}
