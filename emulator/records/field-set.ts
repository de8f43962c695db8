/** Fields and sublists as the emulator asks for them: by name, whatever the case. */
import { undefinedField } from "./custom-field.ts";
import { findByName } from "./find-by-name.ts";
import type { FieldDefinition, FieldSet, SublistDefinition } from "./record-type.ts";

export interface FieldSetOptions {
  readonly customFieldPrefix?: string | undefined;
  /** Whether custom fields that nobody has defined are taken. */
  readonly open: boolean;
}

export function fieldSet(
  fields: readonly FieldDefinition[],
  { customFieldPrefix, open }: FieldSetOptions,
): FieldSet {
  const found = findByName(fields, nameOf);
  const other = (name: string) => (open ? undefinedField(name, customFieldPrefix) : undefined);
  return {
    all: fields,
    required: fields.filter(({ required }) => required === true),
    withDefault: fields.filter(({ defaultValue }) => defaultValue !== undefined),
    find: (name) => found(name) ?? other(name),
    ...(customFieldPrefix === undefined ? {} : { customFieldPrefix }),
  };
}

export interface SublistSet {
  readonly sublists: readonly SublistDefinition[];
  findSublist(name: string): SublistDefinition | undefined;
}

export function sublistSet(sublists: readonly SublistDefinition[]): SublistSet {
  return { sublists, findSublist: findByName(sublists, nameOf) };
}

const nameOf = ({ name }: { readonly name: string }): string => name;
