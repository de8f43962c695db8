/** The longest text a field may hold, counted in characters: an emoji is one. */
import type { Catalogue } from "../catalogue.ts";
import type { FieldDefinition } from "../record-type.ts";

/** The limit a text exceeds, or undefined when it fits. */
export function exceededLength(
  field: FieldDefinition,
  text: string,
  catalogue: Catalogue,
): number | undefined {
  const limit = catalogue.lengthLimit(field);
  return limit !== undefined && characterCount(text) > limit ? limit : undefined;
}

export function characterCount(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
