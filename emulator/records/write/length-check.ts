/** The longest text a field may hold. */
import type { Catalogue } from "../catalogue.ts";
import type { FieldDefinition } from "../record-type.ts";

/** The limit a text exceeds, or undefined when it fits. */
export function exceededLength(
  field: FieldDefinition,
  text: string,
  catalogue: Catalogue,
): number | undefined {
  const limit = catalogue.lengthLimit(field);
  return limit !== undefined && catalogue.textLength(text) > limit ? limit : undefined;
}
