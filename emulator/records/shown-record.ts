/** A record as its form shows it: labels for names, names for references, in the groups of NetSuite's standard forms. */
import { type Fields, type FieldValue, isObject, isReference, isSublist } from "./field-value.ts";
import type { FieldSet, RecordType, SublistDefinition } from "./record-type.ts";

export interface ShownRecord {
  /** The record type's label, such as "Sales Order". */
  readonly recordType: string;
  readonly internalId: string;
  /** What the form's head calls it: the document number, the name, or nothing. */
  readonly name: string;
  /** Only what is filled in; a group with nothing in it is left out. */
  readonly groups: readonly { readonly title: string; readonly fields: readonly ShownField[] }[];
  readonly sublists: readonly ShownSublist[];
}

export interface ShownField {
  readonly label: string;
  readonly value: string;
  /** NetSuite gave it, so that the same record made again shows another one: numbers it counts, times it notes. */
  readonly assigned?: true;
}

export interface ShownSublist {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The field groups of the standard forms, by REST name; what none of them names stands under the last one. */
const GROUPS = [
  {
    title: "Primary Information",
    names: [
      ...["tranId", "entityId", "itemId", "altName", "companyName", "firstName", "lastName", "entity"],
      ...["tranDate", "status", "otherRefNum", "memo", "email", "phone", "name", "displayName"],
    ],
  },
  { title: "Classification", names: ["subsidiary", "department", "class", "location"] },
  { title: "Billing", names: ["billingAddress", "terms", "paymentMethod"] },
  { title: "Shipping", names: ["shippingAddress", "shipMethod", "shipDate", "shipComplete"] },
  {
    title: "Summary",
    names: [
      ...[
        "currency",
        "exchangeRate",
        "subtotal",
        "discountItem",
        "discountRate",
        "discountTotal",
        "taxTotal",
      ],
      ...["shippingCost", "handlingCost", "giftCertApplied", "total", "balance"],
    ],
  },
  { title: "Other", names: [] },
] as const satisfies readonly { readonly title: string; readonly names: readonly string[] }[];

const ASSIGNED = new Set(["tranId", "createdDate", "dateCreated", "lastModifiedDate"]);

/** An address's parts and its one text say the same, as do a status and its code; a form shows one of them. */
const WHOLE = "addrText";
const isRepeated = (name: string): boolean => name.endsWith("_text") || name === "orderStatus";

export function shownRecord(
  type: RecordType,
  row: { readonly id: string; readonly fields: Fields },
): ShownRecord {
  const { id, fields } = row;
  const filled = Object.keys(fields).filter((name) => !isRepeated(name) && !isSublist(fields[name]));
  const taken = new Set<string>(GROUPS.flatMap(({ names }) => names));
  const groups = GROUPS.map(({ title, names }) => {
    const here = title === "Other" ? filled.filter((name) => !taken.has(name)).toSorted() : names;
    return { title, fields: here.flatMap((name) => shownField(name, fields[name], type.fields)) };
  });
  const name = fields["tranId"] ?? fields[type.nameField];
  return {
    recordType: type.label,
    internalId: id,
    name: typeof name === "string" ? name : "",
    groups: groups.filter((group) => group.fields.length > 0),
    sublists: type.sublists.flatMap((sublist) => shownSublist(sublist, fields[sublist.name])),
  };
}

function shownField(name: string, value: FieldValue | undefined, among: FieldSet): readonly ShownField[] {
  // The form has two buttons for it, and the field's own label is that of the one that is not pressed.
  if (name === "isPerson" && typeof value === "boolean")
    return [{ label: "Type", value: value ? "Individual" : "Company" }];
  const text = shownValue(name, value);
  if (text === "") return [];
  const label = labelOf(name, among);
  return [ASSIGNED.has(name) ? { label, value: text, assigned: true } : { label, value: text }];
}

function shownSublist(sublist: SublistDefinition, value: FieldValue | undefined): readonly ShownSublist[] {
  if (!isSublist(value) || value.items.length === 0) return [];
  const names = [...new Set(value.items.flatMap((line) => Object.keys(line)))].filter(
    (name) => !isRepeated(name) && !LINE_MACHINERY.has(name),
  );
  const filled = names.filter((name) => value.items.some((line) => !isEmpty(name, line[name])));
  return [
    {
      title: titleOf(sublist.name),
      columns: filled.map((name) => labelOf(name, sublist.fields)),
      rows: value.items.map((line) => filled.map((name) => shownValue(name, line[name]))),
    },
  ];
}

/** What a line has for programs and no form shows. */
const LINE_MACHINERY = new Set(["line", "id", "internalId", "addressId", "orderLine", "refName", "links"]);

/** A box that is not ticked and a count that has not begun fill a column only when another line needs it. */
const isEmpty = (name: string, value: FieldValue | undefined): boolean =>
  value === false || (COUNTER.test(name) && value === 0) || inWords(value) === "";

const COUNTER = /^quantity[A-Z]/;

/** Amounts have their two decimals, or more where somebody wrote more. */
function shownValue(name: string, value: FieldValue | undefined): string {
  if (typeof value !== "number" || !MONEY.test(name)) return inWords(value);
  const written = `${value}`;
  return /^-?\d+(\.\d)?$/.test(written) ? value.toFixed(2) : written;
}

const MONEY =
  /^(total|subtotal|amount|rate|price|balance|debit|credit)$|(Total|Amount|Cost|Price|Balance|Amt)$/;

const labelOf = (name: string, among: FieldSet): string =>
  name === "externalId" ? "External ID" : (among.find(name)?.label ?? titleOf(name));

/** "addressBook" as "Address Book". */
export const titleOf = (name: string): string =>
  name.replace(/([a-z\d])([A-Z])/g, "$1 $2").replace(/^./, (first) => first.toUpperCase());

function inWords(value: FieldValue | undefined): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (typeof value !== "object") return `${value}`;
  if (isReference(value)) return value.refName ?? value.id;
  if (isSublist(value)) return value.items.map((line) => inWords(line)).join("\n");
  const whole = value[WHOLE];
  if (typeof whole === "string" && whole !== "") return whole;
  return Object.values(value)
    .filter((part) => typeof part === "string" || isObject(part))
    .map((part) => inWords(part))
    .join("\n");
}
