/** What getText shows of an id that the script has just set in dynamic mode. */
import type { Catalogue } from "../../../records/catalogue.ts";
import type { FieldDefinition } from "../../../records/record-type.ts";
import { fieldNamed } from "../record-body.ts";
import { typeNamed } from "../record-types.ts";
import type { Desk } from "./operation.ts";

interface Chosen {
  readonly type: string;
  readonly sublistId?: string | undefined;
  readonly fieldId: string;
  readonly value: string;
}

/** The value itself for what is no choice, or none of the account's records. */
export function chosenText({ store }: Desk, { type, sublistId, fieldId, value }: Chosen): string {
  const { catalogue } = store;
  const record = typeNamed(catalogue, type);
  const fields = sublistId === undefined ? record.fields : record.findSublist(sublistId)?.fields;
  const field = fields && fieldNamed(fields, fieldId);
  if (field === undefined) return value;
  if (field.type === "enum") return field.enumLabels?.[value] ?? value;
  return nameOf(store, targetsOf(catalogue, field), value) ?? value;
}

const targetsOf = (catalogue: Catalogue, { ref }: FieldDefinition): readonly string[] =>
  catalogue.referenceTargets(ref ?? "") ?? [];

function nameOf(store: Desk["store"], targets: readonly string[], id: string): string | undefined {
  for (const recordType of targets) {
    const name = store.get(recordType, id)?.fields[store.catalogue.find(recordType)?.nameField ?? ""];
    if (typeof name === "string") return name;
  }
  return undefined;
}
