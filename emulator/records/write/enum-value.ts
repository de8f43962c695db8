/** Resolves an enumeration to its code and its label. */
import type { Catalogue } from "../catalogue.ts";
import type { Reference } from "../field-value.ts";
import type { FieldDefinition } from "../record-type.ts";
import { type SelectValue, toSelectValue } from "./select-value.ts";

export type EnumResult =
  | { readonly kind: "value"; readonly value: Reference }
  | { readonly kind: "malformed" }
  | { readonly kind: "unknown"; readonly given: string };

export function toEnumValue(field: FieldDefinition, raw: unknown, catalogue: Catalogue): EnumResult {
  const select = toSelectValue(typeof raw === "boolean" ? String(raw) : raw);
  if (select === undefined) return { kind: "malformed" };
  const codes = catalogue.enumCodes(field);
  if (codes === undefined) return { kind: "value", value: { id: select.text } };
  const code = codes.find((candidate) => matches({ field, candidate, select }));
  if (code === undefined) return { kind: "unknown", given: select.text };
  return { kind: "value", value: enumReference(field, code) };
}

const references = new WeakMap<FieldDefinition, Map<string, Reference>>();

/** One value for each code, however many records hold it. */
function enumReference(field: FieldDefinition, code: string): Reference {
  const known = references.get(field) ?? new Map<string, Reference>();
  const reference = known.get(code) ?? { id: code, refName: enumLabel(field, code) };
  references.set(field, known.set(code, reference));
  return reference;
}

/** The label of a code; countries by their English names, other codes by themselves where no label is known. */
function enumLabel(field: FieldDefinition, code: string): string {
  return field.enumLabels?.[code] ?? (field.enumSet === "country" ? countryName(code) : code);
}

interface Candidate {
  readonly field: FieldDefinition;
  readonly candidate: string;
  readonly select: SelectValue;
}

const matches = ({ field, candidate, select }: Candidate): boolean =>
  select.by === "refName" ? enumLabel(field, candidate) === select.text : candidate === select.text;

let regionNames: Intl.DisplayNames | undefined;
const countryNames = new Map<string, string>();

function countryName(code: string): string {
  const known = countryNames.get(code);
  if (known !== undefined) return known;
  // Made when first needed: loading the names takes longer than anything else at the start.
  regionNames ??= new Intl.DisplayNames(["en"], { type: "region", fallback: "code" });
  const name = regionNames.of(code) ?? code;
  countryNames.set(code, name);
  return name;
}
