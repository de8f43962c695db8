/** A stored record as GET shows it: links first, then fields by name, nothing empty. */
import type { Catalogue } from "../../records/catalogue.ts";
import {
  type Fields,
  type FieldValue,
  isObject,
  isReference,
  isSublist,
  linesOf,
} from "../../records/field-value.ts";
import type { StoredRow } from "../../records/record-store.ts";
import type {
  FieldDefinition,
  FieldSet,
  RecordType,
  SublistDefinition,
  Subrecord,
} from "../../records/record-type.ts";
import { type Link, recordHref, selfLink } from "./links.ts";

export interface View {
  readonly origin: string;
  /** Without query; sub-resources hang below it. */
  readonly href: string;
  readonly expand: boolean;
  /** Enumerations as bare codes (simpleEnumFormat). */
  readonly simpleEnums: boolean;
  readonly catalogue: Catalogue;
  readonly bareCountries: boolean;
  /** Which record type an id belongs to, for references that may point at several. */
  recordTypeOf(targets: readonly string[], id: string): string | undefined;
}

export type Json = { readonly [name: string]: unknown };

/** What a record and a subrecord have in common. */
interface Owner {
  readonly fields: FieldSet;
  readonly sublists: readonly SublistDefinition[];
}

/** With these links, or without any. */
export function representRecord(type: RecordType, row: StoredRow, view: View, links?: readonly Link[]): Json {
  const contents = representContents(type, row.fields, view);
  contents.push(["id", row.id]);
  return sorted(contents, links);
}

function representContents({ fields, sublists }: Owner, values: Fields, view: View): Entries {
  const contents = representFields(fields, values, view);
  for (const sublist of sublists) {
    const href = `${view.href}/${sublist.name}`;
    const shown = view.expand
      ? representSublist(sublist, values[sublist.name], { ...view, href })
      : { links: selfLink(href) };
    contents.push([sublist.name, shown]);
  }
  return contents;
}

/** Filled sublists carry items and their number, empty ones the whole paging block (both recorded live). */
export function representSublist(
  sublist: SublistDefinition,
  value: FieldValue | undefined,
  view: View,
): Json {
  const lines = linesOf(value);
  const links = selfLink(view.href);
  if (lines.length === 0) return { links, count: 0, hasMore: false, items: [], offset: 0, totalResults: 0 };
  const items = lines.map((line, index) =>
    representLine(sublist, line, { ...view, href: `${view.href}/${lineId(sublist, line, index)}` }),
  );
  return { links, items, totalResults: lines.length };
}

export function representLine(sublist: SublistDefinition, line: Fields, view: View): Json {
  const contents = representFields(sublist.fields, line, { ...view, expand: true });
  return sorted(contents, selfLink(view.href));
}

export const lineId = ({ key }: SublistDefinition, line: Fields, index: number): string =>
  String(line[key ?? "internalId"] ?? index + 1);

export function representSubrecord(subrecord: Subrecord, value: Fields, view: View): Json {
  const { sublists } = subrecord;
  const contents = representContents({ fields: subrecord, sublists }, value, view);
  return sorted(contents, selfLink(view.href));
}

type Entries = (readonly [string, unknown])[];

function representFields(fields: FieldSet, values: Fields, view: View): Entries {
  const shown: Entries = [];
  for (const name of Object.keys(values)) {
    const [field, value] = [fields.find(name), values[name]];
    if (field === undefined || value === undefined || value === null) continue;
    shown.push([name, representValue(field, value, view)]);
  }
  return shown;
}

/** What stands at the field, seen from the record above it. */
function representValue(field: FieldDefinition, value: FieldValue, view: View): unknown {
  if (field.type === "custom") return representCustom(field, value, view);
  if (field.type === "enum" && isReference(value)) {
    const isBare = view.simpleEnums || (view.bareCountries && field.name === "country");
    return isBare ? value.id : { links: [], ...value };
  }
  if (field.type === "reference" && isReference(value))
    return { links: referenceLinks(field, value.id, view), ...value };
  if (field.type === "multiReference") return representReferences(field, value, below(view, field));
  const subrecord = field.type === "subrecord" ? view.catalogue.subrecord(field.subrecord ?? "") : undefined;
  if (subrecord === undefined || !isObject(value)) return value;
  if (!view.expand) return { links: selfLink(below(view, field).href) };
  return representSubrecord(subrecord, value as Fields, below(view, field));
}

/** Without a definition the value itself says what it is. */
function representCustom(field: FieldDefinition, value: FieldValue, view: View): unknown {
  if (isSublist(value)) return representReferences(field, value, below(view, field));
  return isReference(value) ? { links: [], ...value } : value;
}

const below = (view: View, { name }: FieldDefinition): View => ({ ...view, href: `${view.href}/${name}` });

export function representReferences(field: FieldDefinition, value: FieldValue, view: View): Json {
  const items = linesOf(value).filter((item) => isReference(item));
  return {
    links: selfLink(view.href),
    items: items.map((item) => ({
      links: referenceLinks(field, item.id, view),
      id: item.id,
      refName: item.refName,
    })),
    totalResults: items.length,
  };
}

/** A reference to a record type that REST does not show has no links (recorded live). */
function referenceLinks(field: FieldDefinition, id: string, view: View): readonly unknown[] {
  const recordType = view.recordTypeOf(view.catalogue.referenceTargets(field.ref ?? "") ?? [], id);
  const type = recordType === undefined ? undefined : view.catalogue.find(recordType);
  return type?.exposed !== true ? [] : selfLink(recordHref(view.origin, type, id));
}

/** Links first, then names in alphabetical order whatever their case (recorded live). */
function sorted(entries: Entries, links?: readonly Link[]): Json {
  const folded = entries.map(([name, value]) => ({ key: name.toLowerCase(), name, value }));
  folded.sort((left, right) => (left.key < right.key ? -1 : 1));
  const shown: Record<string, unknown> = links === undefined ? {} : { links };
  for (const { name, value } of folded) shown[name] = value;
  return shown;
}
