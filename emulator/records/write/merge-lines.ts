/** Lays the lines of a request over the lines a record already has. */
import { draftOf } from "../draft.ts";
import { type Fields, type FieldValue, isObject, linesOf, type Sublist } from "../field-value.ts";
import type { FieldSet, RecordType, SublistDefinition } from "../record-type.ts";
import { editedLine } from "../transactions/amounts/line-edits.ts";

export interface Merge {
  readonly type: RecordType;
  readonly existing: Fields;
  readonly changes: Fields;
  /** Sublists named by ?replace=. */
  readonly replace: ReadonlySet<string>;
}

/** The draft of the record after the change: omitted fields stay, null clears, sublists merge by key or grow. */
export function mergeFields({ type, existing, changes, replace }: Merge): Fields {
  const merged = draftOf(existing);
  for (const name of Object.keys(changes)) {
    const change = changes[name];
    if (change === undefined) continue;
    const sublist = type.findSublist(name);
    const replaced = replace.size > 0 && replace.has(name.toLowerCase());
    merged[name] =
      sublist === undefined
        ? mergeValue(type.fields, name, { before: existing[name], change })
        : numbered(sublist, mergeSublist(sublist, { before: merged[name], change, replaced }));
  }
  return dropNulls(merged);
}

interface Change {
  readonly before: FieldValue | undefined;
  readonly change: FieldValue;
}

/** A subrecord is changed field by field, as its record is; null clears (inferred: Oracle nests them without a word on it). */
function mergeValue(fields: FieldSet, name: string, { before, change }: Change): FieldValue {
  if (!isObject(change) || fields.find(name)?.type !== "subrecord") return change;
  return dropNulls({ ...(isObject(before) ? before : {}), ...change } as Fields);
}

interface SublistChange extends Change {
  readonly replaced: boolean;
}

/** Keyed lines update their match, all others are appended, even on PATCH (Oracle help section_1545142420). */
function mergeSublist(
  sublist: SublistDefinition,
  { before, change, replaced }: SublistChange,
): readonly Fields[] {
  // null, or {"items": null}, empties a sublist (Oracle help section_1545295601).
  if (change === null) return [];
  const lines = linesOf(change);
  const existing = linesOf(before);
  // An empty list empties only a sublist that ?replace= names (Oracle help section_161717311354).
  if (lines.length === 0) return replaced ? [] : existing;
  const key = sublist.key;
  const keysSent = new Set(lines.map((line) => (key === undefined ? undefined : line[key])));
  const kept = replaced ? existing.filter((line) => key !== undefined && keysSent.has(line[key])) : existing;
  const merged = [...kept];
  // Of lines with one key the first is meant.
  const places = new Map<FieldValue | undefined, number>();
  const place = (line: Fields, at: number): void => {
    const value = key === undefined ? undefined : line[key];
    if (value !== undefined && value !== null && !places.has(value)) places.set(value, at);
  };
  for (const [at, line] of merged.entries()) place(line, at);
  for (const line of lines) {
    const at = places.get(key === undefined ? undefined : line[key]) ?? merged.length;
    merged[at] = mergedLine(sublist, merged[at], line);
    place(merged[at], at);
  }
  return merged;
}

function mergedLine(sublist: SublistDefinition, known: Fields | undefined, line: Fields): Fields {
  const whole: Fields = {};
  for (const name of Object.keys(line)) {
    const change = line[name];
    if (change !== undefined)
      whole[name] = mergeValue(sublist.fields, name, { before: known?.[name], change });
  }
  if (known !== undefined) return dropNulls(editedLine(known, whole));
  // A key that NetSuite gives out cannot be brought along from another record (inferred).
  if (sublist.key !== undefined && hasAssignedKey(sublist)) whole[sublist.key] = null;
  return dropNulls(whole);
}

const hasAssignedKey = ({ key, fields }: SublistDefinition): boolean =>
  key !== undefined && fields.find(key)?.readOnly === true;

/** Null fields are absent on read (seen live), so they are not kept. */
function dropNulls(fields: Fields): Fields {
  const names = Object.keys(fields);
  if (!names.some((name) => fields[name] === null)) return fields;
  const kept: Fields = {};
  for (const name of names) if (fields[name] !== null) kept[name] = fields[name] as FieldValue;
  return kept;
}

/** Lines without a number get the next free one. */
function numbered(sublist: SublistDefinition, lines: readonly Fields[]): Sublist {
  const { key } = sublist;
  if (key === undefined || hasAssignedKey(sublist)) return { items: lines };
  let last = 0;
  for (const line of lines) last = Math.max(last, Number(line[key] ?? 0));
  for (const line of lines) {
    if (line[key] !== undefined) continue;
    last += 1;
    line[key] = last;
  }
  return { items: lines };
}
