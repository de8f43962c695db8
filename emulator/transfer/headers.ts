/** What a CSV file's header means: a field by its name, script id or label, a line's field, an address's part. */
import type { Catalogue } from "../records/catalogue.ts";
import type { FieldDefinition, FieldSet, RecordType, SublistDefinition } from "../records/record-type.ts";

export type Target =
  | { readonly kind: "id" }
  | {
      readonly kind: "field";
      /** From the record or the line downwards, such as addressBookAddress, addr1. */
      readonly path: readonly string[];
      readonly field: FieldDefinition;
      /** The sublist whose line it belongs to. */
      readonly sublist?: string;
    };

const INTERNAL_ID: ReadonlySet<string> = new Set(["internalid", "id"]);

/** Found once for each header: a file asks again in every line. */
const known = new WeakMap<RecordType, Map<string, Target | undefined>>();

/** Undefined when the record type has nothing of that name. */
export function targetOf(header: string, type: RecordType, catalogue: Catalogue): Target | undefined {
  const ofType = known.get(type) ?? new Map<string, Target | undefined>();
  known.set(type, ofType);
  if (!ofType.has(header)) ofType.set(header, findTarget(header, type, catalogue));
  return ofType.get(header);
}

function findTarget(header: string, type: RecordType, catalogue: Catalogue): Target | undefined {
  if (INTERNAL_ID.has(plain(header))) return { kind: "id" };
  const whole = fieldNamed(header, type.fields, type.nameField);
  if (whole !== undefined) return { kind: "field", path: [whole.name], field: whole };
  const [first = "", ...rest] = header.split(".");
  if (rest.length === 0) return undefined;
  const inner = rest.join(".");
  const sublist = type.sublists.find(({ name, scriptId }) =>
    [plain(name), plain(scriptId)].includes(plain(first)),
  );
  if (sublist !== undefined) return lineTarget(inner, sublist, catalogue);
  const subrecord = fieldNamed(first, type.fields, type.nameField);
  const part = subrecord && partOf(subrecord, inner, catalogue);
  return part && { kind: "field", ...part };
}

function lineTarget(header: string, sublist: SublistDefinition, catalogue: Catalogue): Target | undefined {
  const own = fieldNamed(header, sublist.fields);
  if (own !== undefined) return { kind: "field", path: [own.name], field: own, sublist: sublist.name };
  // addressBook.addr1 means the address in the line.
  for (const field of sublist.fields.all) {
    const name = header.toLowerCase().startsWith(`${field.name.toLowerCase()}.`)
      ? header.slice(field.name.length + 1)
      : header;
    const part = partOf(field, name, catalogue);
    if (part !== undefined) return { kind: "field", ...part, sublist: sublist.name };
  }
  return undefined;
}

function partOf(subrecord: FieldDefinition, name: string, catalogue: Catalogue) {
  const fields = subrecord.type === "subrecord" ? catalogue.subrecord(subrecord.subrecord ?? "") : undefined;
  const field = fields && fieldNamed(name, fields);
  return field && { path: [subrecord.name, field.name], field };
}

function fieldNamed(name: string, fields: FieldSet, nameField?: string): FieldDefinition | undefined {
  const wanted = plain(name);
  const isWanted = (text: string): boolean => plain(text) === wanted;
  return (
    fields.find(name) ??
    fields.all.find(({ name: own, scriptId }) => isWanted(own) || isWanted(scriptId)) ??
    fields.all.find(({ label }) => isWanted(label)) ??
    (wanted === "name" && nameField !== undefined ? fields.find(nameField) : undefined)
  );
}

/** Case, blanks and signs are of no account: "Internal ID" is internalId. */
const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9_.]/g, "");
