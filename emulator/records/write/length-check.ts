/** The longest text a field may hold, counted in characters: an emoji is one. */
import type { FieldDefinition } from "../record-type.ts";

/** Lengths with one weak source or none are noted in the catalogue but not enforced. */
const ENFORCED: ReadonlySet<string | undefined> = new Set(["high", "medium"]);

/** The limit a text exceeds, or undefined when it fits. */
export function exceededLength(field: FieldDefinition, text: string): number | undefined {
  if (field.maxLength === undefined || !ENFORCED.has(field.lengthConfidence)) return undefined;
  return characterCount(text) > field.maxLength ? field.maxLength : undefined;
}

export function characterCount(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
