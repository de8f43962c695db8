/** Lays the lines of a request over the lines a record already has. */
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

/** The record after the change: omitted fields stay, null clears, sublists merge by key or grow. */
export function mergeFields({ type, existing, changes, replace }: Merge): Fields {
  const merged: Record<string, FieldValue> = {
    ...existing,
    ...changes,
    ...mergedSubrecords(type.fields, existing, changes),
  };
  for (const sublist of type.sublists) {
    const change = changes[sublist.name];
    const replaced = replace.has(sublist.name.toLowerCase());
    if (change === undefined) continue;
    merged[sublist.name] = numbered(
      sublist,
      mergeSublist(sublist, { before: existing[sublist.name], change, replaced }),
    );
  }
  // Null fields are absent on read (seen live), so they are not kept.
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
}

/** A subrecord is changed field by field, as its record is; null clears (inferred: Oracle nests them without a word on it). */
function mergedSubrecords(fields: FieldSet, known: Fields, change: Fields): Fields {
  const merged = Object.entries(change).flatMap(([name, sent]) => {
    if (fields.find(name)?.type !== "subrecord" || !isObject(sent)) return [];
    const before = known[name];
    return [[name, dropNulls({ ...(isObject(before) ? before : {}), ...sent } as Fields)] as const];
  });
  return Object.fromEntries(merged);
}

interface SublistChange {
  readonly before: FieldValue | undefined;
  readonly change: FieldValue;
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
  for (const line of lines) {
    const at = merged.findIndex(
      (known) => key !== undefined && line[key] !== undefined && known[key] === line[key],
    );
    const known = merged[at];
    const whole = { ...line, ...mergedSubrecords(sublist.fields, known ?? {}, line) };
    if (known === undefined) merged.push(withoutForeignKey(sublist, whole));
    else merged[at] = dropNulls(editedLine(known, whole));
  }
  return merged.map(dropNulls);
}

/** A key that NetSuite gives out cannot be brought along from another record (inferred). */
function withoutForeignKey(sublist: SublistDefinition, line: Fields): Fields {
  return hasAssignedKey(sublist) ? { ...line, [sublist.key ?? ""]: null } : line;
}

const hasAssignedKey = ({ key, fields }: SublistDefinition): boolean =>
  key !== undefined && fields.find(key)?.readOnly === true;

const dropNulls = (line: Fields): Fields =>
  Object.fromEntries(Object.entries(line).filter(([, value]) => value !== null));

/** Lines without a number get the next free one. */
function numbered(sublist: SublistDefinition, lines: readonly Fields[]): Sublist {
  const { key } = sublist;
  if (key === undefined || hasAssignedKey(sublist)) return { items: lines };
  let last = Math.max(0, ...lines.map((line) => Number(line[key] ?? 0)));
  return {
    items: lines.map((line) => {
      if (line[key] !== undefined) return line;
      last += 1;
      return { ...line, [key]: last };
    }),
  };
}
