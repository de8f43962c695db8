/** Lays an account's own definitions over what the catalogue's files say. */
import type { CatalogueOptions, FieldChange } from "./catalogue-options.ts";
import { definedField } from "./custom-field.ts";
import type { FieldDefinition, RecordFields, RecordTypeHead } from "./record-type.ts";

/** Where fields stand: a record type, one of its sublists, or a subrecord. */
export interface Place {
  /** As in the options: salesOrder, salesOrder.item, address. */
  readonly name: string;
  /** The record type, for custom fields that stand on some only. */
  readonly recordType?: string;
  readonly customFieldPrefix?: string | undefined;
}

export interface Overlay {
  readonly heads: readonly RecordTypeHead[];
  readonly isOpen: boolean;
  readonly trustsEmptyLists: boolean;
  /** Whether stages such as lead are record types. */
  readonly showsStages: boolean;
  readonly enforcesWeakLengths: boolean;
  readonly countsBytes: boolean;
  /** The file's fields with the account's changes, and its custom fields behind them. */
  fieldsOf(place: Place, fields: readonly FieldDefinition[]): readonly FieldDefinition[];
  /** The fields of a custom record type or list; undefined for a type that has a file. */
  ownFields(recordType: string): RecordFields | undefined;
}

export function createOverlay(options: CatalogueOptions): Overlay {
  const changes = new Map(
    Object.entries(options.fields).map(([place, fields]) => [lower(place), lowerKeys(fields)] as const),
  );
  const forms = new Set(Object.keys(options.forms).map(lower));
  const custom = Object.entries(options.custom).map(([scriptId, field]) => ({
    field: definedField(scriptId, field),
    appliesTo: field.appliesTo?.map(lower),
  }));
  return {
    heads: [...customRecordHeads(options), ...customListHeads(options), ...formHeads(options)],
    isOpen: options.customFields === "open",
    showsStages: options.leads === "own-types",
    trustsEmptyLists: options.emptyLists === "trusted",
    enforcesWeakLengths: options.lengths === "strict",
    countsBytes: options.lengthUnit === "bytes",
    fieldsOf({ name, recordType, customFieldPrefix }, fields) {
      const changed = changes.get(lower(name));
      const listed = forms.has(lower(name)) ? fields.map((field) => withForms(field, name)) : fields;
      const standard = changed === undefined ? listed : listed.map((field) => withChange(field, changed));
      const own = custom.filter(
        ({ field, appliesTo }) =>
          customFieldPrefix !== undefined &&
          field.scriptId.startsWith(customFieldPrefix) &&
          (appliesTo === undefined || appliesTo.includes(lower(recordType ?? ""))),
      );
      return [...standard, ...own.map(({ field }) => field)];
    },
    ownFields(recordType) {
      const record = options.customRecords[recordType];
      if (record !== undefined) return customRecordFields(record);
      const isList = options.customLists[recordType] !== undefined || recordType.startsWith(FORMS_OF);
      return isList ? { fields: [NAME], sublists: [] } : undefined;
    },
  };
}

const lower = (text: string): string => text.toLowerCase();

const lowerKeys = (fields: Readonly<Record<string, FieldChange>>): ReadonlyMap<string, FieldChange> =>
  new Map(Object.entries(fields).map(([name, change]) => [lower(name), change]));

function withChange(field: FieldDefinition, changes: ReadonlyMap<string, FieldChange>): FieldDefinition {
  const change = changes.get(lower(field.name));
  if (change === undefined) return field;
  const { maxLength: oldLength, lengthConfidence, lengthSource, ...rest } = field;
  const { maxLength, default: defaultValue, ...more } = change;
  const given = Object.fromEntries(
    Object.entries({ ...more, defaultValue }).filter(([, value]) => value !== undefined),
  );
  if (maxLength === null) return { ...rest, ...given };
  if (maxLength === undefined) return { ...field, ...given };
  return { ...rest, ...given, maxLength, lengthConfidence: "high", lengthSource: "the account's own figure" };
}

const OWN = "the account's own definition";

const customRecordHeads = ({ customRecords }: CatalogueOptions): readonly RecordTypeHead[] =>
  Object.entries(customRecords).map(([scriptId, { label }]) => customHead(scriptId, label ?? scriptId, true));

const customListHeads = ({ customLists }: CatalogueOptions): readonly RecordTypeHead[] =>
  Object.keys(customLists).map((scriptId) => customHead(scriptId, scriptId, false));

/** Forms are a list that REST does not show, one of each record type. */
const FORMS_OF = "formOf_";

export const formListOf = (recordType: string): string => `${FORMS_OF}${lower(recordType)}`;

const formHeads = ({ forms }: CatalogueOptions): readonly RecordTypeHead[] =>
  Object.keys(forms).map((recordType) => customHead(formListOf(recordType), `Forms of ${recordType}`, false));

const withForms = (field: FieldDefinition, recordType: string): FieldDefinition =>
  field.name === "customForm" ? { ...field, ref: formListOf(recordType) } : field;

const customHead = (scriptId: string, label: string, exposed: boolean): RecordTypeHead => ({
  recordType: scriptId,
  scriptId,
  label,
  category: "custom",
  customFieldPrefix: "custrecord",
  nameField: "name",
  unique: [],
  exposed,
  source: OWN,
});

/** Which standard fields there are depends on the definition (Records Browser; Oracle's SDF reference). */
const standardField = (name: string, type: FieldDefinition["type"], label: string): FieldDefinition => ({
  name,
  scriptId: lower(name),
  label,
  type,
  source: "R",
  confidence: "medium",
});

const NAME = standardField("name", "string", "Name");

const STANDARD_FIELDS: readonly FieldDefinition[] = [
  standardField("altName", "string", "Alt Name"),
  standardField("autoName", "boolean", "Auto Name"),
  { ...standardField("created", "date-time", "Created"), readOnly: true },
  { ...standardField("customForm", "reference", "Custom Form"), ref: "nsResource" },
  standardField("externalId", "string", "ExternalId"),
  { ...standardField("id", "string", "Id"), readOnly: true },
  standardField("isInactive", "boolean", "Inactive"),
  { ...standardField("lastModified", "date-time", "Last Modified"), readOnly: true },
  { ...standardField("owner", "reference", "Owner"), ref: "employee" },
  { ...standardField("recordId", "integer", "Record Id"), readOnly: true },
  { ...standardField("refName", "string", "Ref Name"), readOnly: true },
];

function customRecordFields({
  includeName,
  fields,
}: CatalogueOptions["customRecords"][string]): RecordFields {
  const own = Object.entries(fields).map(([scriptId, field]) => definedField(scriptId, field));
  const name = includeName ? [{ ...NAME, required: true }] : [];
  return { fields: [...STANDARD_FIELDS, ...name, ...own], sublists: [] };
}
