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
  if (limit === undefined || text.length * MOST_BYTES <= limit) return undefined;
  return catalogue.textLength(text) > limit ? limit : undefined;
}

/** However length is counted, a unit of a text counts no more than its bytes in UTF-8. */
const MOST_BYTES = 3;
