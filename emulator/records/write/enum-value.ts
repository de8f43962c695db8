/** Resolves an enumeration to its code and its label. */
import type { Catalogue } from "../catalogue.ts";
import type { Reference } from "../field-value.ts";
import type { FieldDefinition } from "../record-type.ts";
import { toSelectValue } from "./select-value.ts";

export type EnumResult =
  | { readonly kind: "value"; readonly value: Reference }
  | { readonly kind: "malformed" }
  | { readonly kind: "unknown"; readonly given: string };

export function toEnumValue(field: FieldDefinition, raw: unknown, catalogue: Catalogue): EnumResult {
  const select = toSelectValue(typeof raw === "boolean" ? String(raw) : raw);
  if (select === undefined) return { kind: "malformed" };
  const codes = catalogue.enumCodes(field);
  if (codes === undefined) return { kind: "value", value: { id: select.text } };
  const { by, text } = select;
  const code = by === "refName" ? codes.find((each) => enumLabel(field, each) === text) : text;
  const value = code === undefined ? undefined : enumReference(field, code, codes);
  return value === undefined ? { kind: "unknown", given: text } : { kind: "value", value };
}

const references = new WeakMap<FieldDefinition, Map<string, Reference>>();

/** One value for each code, however many records hold it; undefined for what is no code. */
function enumReference(
  field: FieldDefinition,
  code: string,
  codes: readonly string[],
): Reference | undefined {
  const known = references.get(field) ?? new Map<string, Reference>();
  const reference = known.get(code);
  if (reference !== undefined || !codes.includes(code)) return reference;
  const made = { id: code, refName: enumLabel(field, code) };
  references.set(field, known.set(code, made));
  return made;
}

/** The label of a code; countries by their English names, other codes by themselves where no label is known. */
function enumLabel(field: FieldDefinition, code: string): string {
  return field.enumLabels?.[code] ?? (field.enumSet === "country" ? countryName(code) : code);
}

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
