/** Fields and sublists as the emulator asks for them: by name, whatever the case. */
import type { FieldDefinition, FieldSet, SublistDefinition } from "./record-type.ts";

export function fieldSet(fields: readonly FieldDefinition[], customFieldPrefix?: string): FieldSet {
  const found = new Map(fields.map((field) => [field.name.toLowerCase(), field]));
  return {
    all: fields,
    find: (name) => found.get(name.toLowerCase()) ?? customField(name, customFieldPrefix),
    ...(customFieldPrefix === undefined ? {} : { customFieldPrefix }),
  };
}

export interface SublistSet {
  readonly sublists: readonly SublistDefinition[];
  findSublist(name: string): SublistDefinition | undefined;
}

export function sublistSet(sublists: readonly SublistDefinition[]): SublistSet {
  const found = new Map(sublists.map((sublist) => [sublist.name.toLowerCase(), sublist]));
  return { sublists, findSublist: (name) => found.get(name.toLowerCase()) };
}

/** A free-form text custom field holds 300 characters (EXCEEDED_MAX_FIELD_LENGTH seen on a custbody field). */
const CUSTOM_TEXT_LENGTH = 300;

function customField(name: string, prefix: string | undefined): FieldDefinition | undefined {
  const scriptId = name.toLowerCase();
  if (prefix === undefined || !scriptId.startsWith(prefix) || !/^[a-z0-9_]{1,60}$/.test(scriptId))
    return undefined;
  return {
    name: scriptId,
    scriptId,
    label: scriptId,
    type: "custom",
    maxLength: CUSTOM_TEXT_LENGTH,
    lengthConfidence: "high",
    lengthSource: "EXCEEDED_MAX_FIELD_LENGTH on a free-form text field, quoted in public code",
  };
}
