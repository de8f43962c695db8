/** A flow in the Field Mapping Document, by the kind of flow it is of. */
import { exampleValues } from "../mapping/document/example-values.ts";
import { type FieldMapping, fieldMappingOf } from "../mapping/document/field-mapping.ts";
import { parseMapping } from "../mapping/mapping-file.ts";
import { type FlowText, isBackFlow } from "./check-flow.ts";
import { backFlowMappingOf } from "./to-shop/back-flow-document.ts";
import { parseBackFlow } from "./to-shop/back-flow-file.ts";

/**
 * @param records source records that example values come from; of a back flow there are none
 * @throws IntegrationError `MAPPING_INVALID`
 */
export async function documentFlow(
  { kind, text, file }: FlowText,
  records: readonly Uint8Array[] = [],
): Promise<FieldMapping> {
  if (isBackFlow(kind)) return backFlowMappingOf(kind, parseBackFlow(kind, text, file));
  const mapping = parseMapping(text, file);
  return fieldMappingOf(mapping, await exampleValues(mapping, records));
}
