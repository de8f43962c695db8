/** Makes records small before they are kept: what many of them say is kept once, and every object is of a plain shape. */
import { type Fields, type FieldValue, isReference, isSublist, type Reference } from "./field-value.ts";

/** Texts that are likely to come again, such as an item's description or a customer's address; longer ones are not. */
const LONGEST_TEXT = 200;
const MOST_KEPT = 20_000;

export function createFieldsCompactor(): (fields: Fields) => Fields {
  const texts = new Map<string, string>();
  const references = new Map<string, Reference>();
  const compactText = (text: string): string => (text.length > LONGEST_TEXT ? text : kept(texts, text, text));
  const compactValue = (value: FieldValue): FieldValue => {
    if (typeof value === "string") return compactText(value);
    if (typeof value !== "object" || value === null) return value;
    if (isSublist(value)) return { items: value.items.map(compactFields) };
    const key = isReference(value) ? keyOf(value) : undefined;
    return key === undefined ? compactFields(value as Fields) : kept(references, key, value as Reference);
  };
  const compactFields = (fields: Fields): Fields => {
    const compact: Fields = {};
    for (const name in fields) compact[name] = compactValue(fields[name] as FieldValue);
    return compact;
  };
  return compactFields;
}

/** By all it says: a name that is null is not a name that is missing. Undefined for a line or an address with an id. */
function keyOf(reference: Reference): string | undefined {
  for (const name in reference) if (name !== "id" && name !== "refName") return undefined;
  const { id, refName } = reference;
  return typeof refName === "string" ? `${id.length} ${id}${refName}` : JSON.stringify(reference);
}

function kept<Value>(all: Map<string, Value>, key: string, value: Value): Value {
  const known = all.get(key);
  if (known !== undefined) return known;
  if (all.size >= MOST_KEPT) all.clear();
  all.set(key, value);
  return value;
}
