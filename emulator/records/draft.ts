/**
 * A record on its way into the store. It belongs to one save alone, its lines too, so each step changes it in place; what
 * else it holds (references, subrecords) may be shared with stored rows and is only ever replaced.
 */
import { type Fields, isSublist, type Sublist } from "./field-value.ts";

/** A copy of a stored record that may be changed. */
export function draftOf(fields: Fields): Fields {
  const draft: Fields = {};
  for (const name of Object.keys(fields)) {
    const value = fields[name];
    if (value !== undefined) draft[name] = isSublist(value) ? ownLines(value) : value;
  }
  return draft;
}

const ownLines = ({ items }: Sublist): Sublist => ({ items: items.map((line) => ({ ...line })) });

/** Gives a record what it lacks. */
export function fillMissing(
  draft: Fields,
  values: Readonly<Record<string, Fields[string] | undefined>>,
): void {
  for (const name of Object.keys(values)) {
    const value = values[name];
    if (value !== undefined && draft[name] === undefined) draft[name] = value;
  }
}
