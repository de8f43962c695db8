/**
 * A record on its way into the store. It belongs to one save alone, its lines too, so each step changes it in place; what
 * else it holds (references, subrecords) may be shared with stored rows and is only ever replaced.
 */
import { type Fields, isSublist, type Sublist } from "./field-value.ts";
import type { FieldSet } from "./record-type.ts";

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

type Values = Readonly<Record<string, Fields[string] | undefined>>;

/** Gives a record what it lacks; with `known`, of those fields only. */
export function fillMissing(draft: Fields, values: Values, known?: FieldSet): void {
  for (const name of Object.keys(values)) {
    const value = values[name];
    if (value === undefined || draft[name] !== undefined) continue;
    if (known === undefined || known.find(name) !== undefined) draft[name] = value;
  }
}
