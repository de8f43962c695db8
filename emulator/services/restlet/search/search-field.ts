/** A search's names for fields: what they read from a row, and as what kind of value. */
import { type FieldValue, isObject, isReference, linesOf } from "../../../records/field-value.ts";
import type { RecordStore, StoredRow } from "../../../records/record-store.ts";
import type { FieldDefinition, RecordType } from "../../../records/record-type.ts";
import { fieldNamed } from "../record-body.ts";
import { scriptTypeOf } from "../record-types.ts";
import type { SearchRow } from "./search-row.ts";
import { TRANSACTION_CODES } from "./transaction-codes.ts";

/** What operators a field takes. */
export type FieldKind = "text" | "number" | "date" | "box" | "choice" | "any";

export interface SearchField {
  readonly kind: FieldKind;
  /** Several for a multiple select. */
  read(row: SearchRow): readonly FieldValue[];
  /** What filters look at. */
  met(row: SearchRow): readonly FieldValue[];
}

const KINDS: Readonly<Record<FieldDefinition["type"], FieldKind | undefined>> = {
  string: "text",
  custom: "any",
  number: "number",
  integer: "number",
  percent: "number",
  time: "text",
  boolean: "box",
  date: "date",
  "date-time": "date",
  enum: "choice",
  reference: "choice",
  multiReference: "choice",
  subrecord: undefined,
  array: undefined,
};

type OwnField = (row: SearchRow) => FieldValue | undefined;
type OwnFields = Readonly<Record<string, readonly [FieldKind, OwnField]>>;

/** Names that searches have and records do not, or differently. */
const OWN: OwnFields = {
  internalid: ["choice", ({ row }) => ({ id: row.id })],
  internalidnumber: ["number", ({ row }) => Number(row.id)],
  externalid: ["choice", ({ row }) => choiceOf(row.fields["externalId"])],
  externalidstring: ["text", ({ row }) => row.fields["externalId"]],
  name: ["text", ({ row, type }) => row.fields[type.nameField]],
  recordtype: ["text", ({ type }) => scriptTypeOf(type)],
  type: ["choice", typeCode],
  mainline: ["box", ({ line }) => line === undefined],
  taxline: ["box", () => false],
  shipping: ["box", () => false],
  lastmodified: ["date", ({ row }) => row.fields["lastModifiedDate"]],
  datecreated: ["date", ({ row }) => row.fields["dateCreated"] ?? row.fields["createdDate"]],
  namenohierarchy: ["text", ({ row, type }) => row.fields[type.nameField]],
  created: ["date", ({ row }) => row.fields["createdDate"] ?? row.fields["dateCreated"]],
  modified: ["date", ({ row }) => row.fields["lastModifiedDate"]],
  ...addressFields(""),
  ...addressFields("bill"),
  ...addressFields("ship"),
};

/** On other records these are fields of their own, or none. */
const OF_TRANSACTIONS: OwnFields = {
  amount: ["number", amountOf],
  fxamount: ["number", amountOf],
  netamount: ["number", amountOf],
  memomain: ["text", ({ row }) => row.fields["memo"]],
  numbertext: ["text", ({ row }) => row.fields["tranId"]],
  statusref: ["choice", statusRef],
  // Nothing is voided here, and no line is the cost of another.
  voided: ["box", () => false],
  cogs: ["box", () => false],
  closed: ["box", ({ line }) => line?.["isClosed"] === true],
  quantityshiprecv: ["number", ({ line }) => line?.["quantityFulfilled"] ?? line?.["quantityReceived"]],
};

/** The parts of a transaction's address, or of the entity's default one: shipcity, and city for the address to bill. */
function addressFields(use: "" | "bill" | "ship"): OwnFields {
  const part =
    (name: string): OwnField =>
    ({ row: { fields } }) => {
      const own = fields[use === "ship" ? "shippingAddress" : "billingAddress"];
      const box = use === "ship" ? "defaultShipping" : "defaultBilling";
      const line = linesOf(fields["addressBook"]).find((each) => each[box] === true);
      const address = own ?? line?.["addressBookAddress"];
      return isObject(address) ? (address[name] as FieldValue | undefined) : undefined;
    };
  return {
    [`${use}address1`]: ["text", part("addr1")],
    [`${use}address2`]: ["text", part("addr2")],
    [`${use}addressee`]: ["text", part("addressee")],
    [`${use}city`]: ["text", part("city")],
    [`${use}state`]: ["text", part("state")],
    [use === "" ? "zipcode" : `${use}zip`]: ["text", part("zip")],
    [`${use}country`]: ["choice", part("country")],
  };
}

function amountOf({ row, line }: SearchRow): FieldValue | undefined {
  return line === undefined ? row.fields["total"] : line["amount"];
}

/** The status as one word: pendingFulfillment (public scripts). */
function statusRef({ row }: SearchRow): FieldValue | undefined {
  const { status } = row.fields;
  if (!isReference(status)) return undefined;
  const name = status.refName ?? status.id;
  const word = name.replace(/[^A-Za-z]+(\w?)/g, (_gap, next: string) => next.toUpperCase());
  return { id: word.slice(0, 1).toLowerCase() + word.slice(1), refName: name };
}

const choiceOf = (value: FieldValue | undefined): FieldValue | undefined =>
  typeof value === "string" ? { id: value } : undefined;

function typeCode({ row, type }: SearchRow): FieldValue | undefined {
  const code = TRANSACTION_CODES[type.recordType];
  return code === undefined ? row.fields["itemType"] : { id: code, refName: type.label };
}

/** Undefined for a name that none of the types has. */
export function searchField(types: readonly RecordType[], name: string): SearchField | undefined {
  const isOfTransactions = types.some(({ category }) => category === "transaction");
  const tables = isOfTransactions ? [OF_TRANSACTIONS, OWN] : [OWN];
  const own = tables.find((table) => Object.hasOwn(table, name))?.[name];
  if (own !== undefined) {
    const [kind, readOwn] = own;
    const read = (row: SearchRow) => filled(readOwn(row));
    return { kind, read, met: read };
  }
  const fields = types.flatMap((type) => [lineField(type, name), fieldNamed(type.fields, name)]);
  const kind = fields.map((field) => field && KINDS[field.type]).find((found) => found !== undefined);
  const read = (row: SearchRow) => readField(row, name);
  const met = isOfTransactions && name === "status" ? withTypedStatus(read) : read;
  return kind && { kind, read, met };
}

/** A status is asked for with its type, SalesOrd:B: the letter alone means something else on every type. */
const withTypedStatus =
  (read: SearchField["read"]): SearchField["met"] =>
  (row) =>
    read(row).flatMap((status) => {
      const code = TRANSACTION_CODES[row.type.recordType];
      return isReference(status) && code !== undefined ? [status, { id: `${code}:${status.id}` }] : [status];
    });

const lineField = (type: RecordType, name: string): FieldDefinition | undefined => {
  const sublist = type.category === "transaction" ? type.findSublist("item") : undefined;
  return sublist && fieldNamed(sublist.fields, name);
};

/** A line shows its own value where the line has such a field, else the transaction's. */
function readField({ type, row, line }: SearchRow, name: string): readonly FieldValue[] {
  const ofLine = lineField(type, name);
  if (line !== undefined && ofLine !== undefined) return filled(line[ofLine.name]);
  const ofBody = fieldNamed(type.fields, name);
  return ofBody === undefined ? [] : filled(row.fields[ofBody.name]);
}

function filled(value: FieldValue | undefined): readonly FieldValue[] {
  if (value === undefined || value === null || value === "") return [];
  const items = linesOf(value);
  return items.length > 0 ? items.filter((item) => isReference(item)) : [value];
}

/** Names of joins that differ from the field they follow. */
const JOINS: Readonly<Record<string, string>> = {
  customer: "entity",
  customermain: "entity",
  vendor: "entity",
};

/** A field of the record that a field refers to; undefined where no such record is kept. */
export function joinedField(
  store: RecordStore,
  types: readonly RecordType[],
  { join, name }: { readonly join: string; readonly name: string },
): SearchField | undefined {
  const via = fieldOf(types, join) ?? fieldOf(types, JOINS[join] ?? "");
  if (via === undefined) return undefined;
  const { catalogue } = store;
  const targets = (catalogue.referenceTargets(via.ref ?? "") ?? []).flatMap(
    (type) => catalogue.find(type) ?? [],
  );
  const far = searchField(targets, name);
  const near = searchField(types, via.scriptId);
  if (far === undefined || near === undefined) return undefined;
  const follow =
    (read: SearchField["read"]) =>
    (value: FieldValue): readonly FieldValue[] => {
      const found = isReference(value) ? targetOf(store, targets, value.id) : undefined;
      return found === undefined ? [] : read(found);
    };
  return {
    kind: far.kind,
    read: (row) => near.read(row).flatMap(follow(far.read)),
    met: (row) => near.read(row).flatMap(follow(far.met)),
  };
}

const fieldOf = (types: readonly RecordType[], name: string): FieldDefinition | undefined =>
  types
    .flatMap((type) => [lineField(type, name), fieldNamed(type.fields, name)])
    .find((field) => field?.type === "reference");

function targetOf(store: RecordStore, targets: readonly RecordType[], id: string): SearchRow | undefined {
  for (const type of targets) {
    const row: StoredRow | undefined = store.get(type.recordType, id);
    if (row !== undefined) return { type, row };
  }
  return undefined;
}
