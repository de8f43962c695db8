/** The target fields this core may write: record type -> field -> kind, reference target and length, each length with its source. */

export type FieldKind =
  | "text"
  | "money"
  | "decimal"
  | "integer"
  | "date"
  | "boolean"
  | "enum"
  | "reference"
  | "address"
  | "sublist";

export interface TargetField {
  readonly kind: FieldKind;
  /** For a reference: the record types it may point to. */
  readonly to?: readonly string[];
  /** Characters NetSuite takes. */
  readonly maxLength?: number;
  readonly source?: string;
}

export type TargetFields = Readonly<Record<string, TargetField>>;

const text: TargetField = { kind: "text" };
const flag: TargetField = { kind: "boolean" };
const date: TargetField = { kind: "date" };
const money: TargetField = { kind: "money" };
const choice: TargetField = { kind: "enum" };

function limited(maxLength: number, source: string): TargetField {
  return { kind: "text", maxLength, source };
}

function reference(...to: readonly string[]): TargetField {
  return { kind: "reference", to };
}

const SEEN = "NetSuite's own error text";
const SHEET = "undated import sheet of an integrator; a lower bound";
const LIKE_PHONE = "by analogy with customer.phone";

export const ADDRESS_FIELDS: TargetFields = {
  attention: limited(83, SHEET),
  addressee: limited(83, SHEET),
  addr1: limited(150, `${SEEN}, observed 2025`),
  addr2: limited(150, "two sources that agree with addr1"),
  addr3: limited(150, "by analogy with addr1"),
  city: limited(50, `${SEEN}, observed 2025-12`),
  state: limited(30, `${SEEN}, observed 2025-02`),
  zip: limited(36, "no public source; working default"),
  country: choice,
  addrPhone: limited(32, LIKE_PHONE),
  override: flag,
};

const ITEMS = [
  "inventoryItem",
  "nonInventorySaleItem",
  "serviceSaleItem",
  "kitItem",
  "assemblyItem",
  "discountItem",
] as const;

const CUSTOMER: TargetFields = {
  entityId: limited(80, SHEET),
  isPerson: flag,
  isInactive: flag,
  companyName: limited(83, "import sheet and Oracle's field help agree"),
  salutation: limited(15, SHEET),
  firstName: limited(32, "no public source; at least 30 in production elsewhere"),
  middleName: limited(25, "Oracle's field help of the employee record"),
  lastName: limited(32, "no public source; at least 30 in production elsewhere"),
  title: limited(64, SHEET),
  email: limited(254, "no public source; working default"),
  phone: limited(32, `${SEEN} on REST, observed 2026-04`),
  altPhone: limited(32, LIKE_PHONE),
  mobilePhone: limited(32, LIKE_PHONE),
  homePhone: limited(32, LIKE_PHONE),
  fax: limited(32, LIKE_PHONE),
  url: limited(100, SHEET),
  comments: limited(4000, SHEET),
  subsidiary: reference("subsidiary"),
  currency: reference("currency"),
  category: reference("customerCategory"),
  priceLevel: reference("priceLevel"),
  terms: reference("term"),
  salesRep: reference("employee"),
  entityStatus: reference("customerStatus"),
  parent: reference("customer"),
  customForm: reference("customForm"),
  language: choice,
  emailPreference: choice,
  taxable: flag,
  vatRegNumber: text,
  resaleNumber: limited(20, SHEET),
  addressBook: { kind: "sublist" },
};

/** Of every transaction that may be written. */
const TRANSACTION: TargetFields = {
  entity: reference("customer"),
  subsidiary: reference("subsidiary"),
  currency: reference("currency"),
  location: reference("location"),
  department: reference("department"),
  class: reference("classification"),
  customForm: reference("customForm"),
  salesRep: reference("employee"),
  tranDate: date,
  tranId: limited(45, "Oracle's field help of the sales order"),
  otherRefNum: limited(45, "no public source; working default"),
  email: limited(254, "no public source; working default"),
  exchangeRate: { kind: "decimal" },
  toBeEmailed: flag,
  toBePrinted: flag,
  item: { kind: "sublist" },
};

const SALES_ORDER: TargetFields = {
  ...TRANSACTION,
  terms: reference("term"),
  shipMethod: reference("shipItem"),
  discountItem: reference("discountItem"),
  startDate: date,
  endDate: date,
  shipDate: date,
  salesEffectiveDate: date,
  memo: limited(999, "by analogy with the return authorization"),
  message: limited(4000, "no public source; working default"),
  orderStatus: choice,
  discountRate: { kind: "decimal" },
  shippingCost: money,
  taxTotal: money,
  shipComplete: flag,
  billingAddress: { kind: "address" },
  shippingAddress: { kind: "address" },
};

/** What goes back to a customer, in goods or in money; `createdFrom` is made by a transform only. */
const GIVEN_BACK: TargetFields = {
  ...TRANSACTION,
  account: reference("account"),
  memo: limited(999, "Oracle's field help of the return authorization"),
};

/** Top-level fields of the records that may be written. */
export const RECORD_FIELDS: Readonly<Record<string, TargetFields>> = {
  customer: CUSTOMER,
  lead: CUSTOMER,
  salesOrder: SALES_ORDER,
  returnAuthorization: GIVEN_BACK,
  creditMemo: GIVEN_BACK,
  cashRefund: GIVEN_BACK,
};

const ADDRESS_BOOK: TargetFields = {
  label: limited(50, SHEET),
  defaultBilling: flag,
  defaultShipping: flag,
  isResidential: flag,
  addressBookAddress: { kind: "address" },
};

const ITEM_LINE: TargetFields = {
  line: { kind: "integer" },
  item: reference(...ITEMS),
  quantity: { kind: "decimal" },
  rate: { kind: "decimal" },
  amount: money,
  price: reference("priceLevel"),
  description: limited(4000, "by analogy with the return authorization's line reason"),
  location: reference("location"),
  department: reference("department"),
  class: reference("classification"),
  taxCode: reference("salesTaxItem"),
  taxRate1: { kind: "decimal" },
  tax1Amt: money,
  isTaxable: flag,
  units: text,
};

/** Line fields: record type -> sublist -> field. */
export const LINE_FIELDS: Readonly<Record<string, Readonly<Record<string, TargetFields>>>> = {
  customer: { addressBook: ADDRESS_BOOK },
  lead: { addressBook: ADDRESS_BOOK },
  salesOrder: { item: { ...ITEM_LINE, isClosed: flag, expectedShipDate: date } },
  returnAuthorization: { item: { ...ITEM_LINE, isClosed: flag } },
  creditMemo: { item: ITEM_LINE },
  cashRefund: { item: ITEM_LINE },
};

/** Record types that can be looked up, and the fields that name them. */
export const LOOKUP_FIELDS: Readonly<Record<string, readonly string[]>> = {
  customer: ["entityId", "email", "companyName"],
  employee: ["entityId", "email"],
  inventoryItem: ["itemId", "displayName", "upcCode"],
  nonInventorySaleItem: ["itemId", "displayName", "upcCode"],
  serviceSaleItem: ["itemId", "displayName"],
  kitItem: ["itemId", "displayName", "upcCode"],
  assemblyItem: ["itemId", "displayName", "upcCode"],
  discountItem: ["itemId", "displayName"],
  shipItem: ["itemId"],
  subsidiary: ["name"],
  location: ["name"],
  department: ["name"],
  classification: ["name"],
  currency: ["symbol", "name"],
  priceLevel: ["name"],
  term: ["name"],
  customerStatus: ["name"],
  customerCategory: ["name"],
  salesTaxItem: ["itemId"],
};

/** Script ids of custom fields: their kind is the account's own affair, so the row says it with `type`. */
const CUSTOM_FIELD = /^cust(?:body|col|entity|item)_\w+$/i;

/** What a row inside this record, sublist or address writes to; undefined when there is no such field. */
export function targetField(inside: readonly string[], field: string): TargetField | undefined {
  return fieldsOf(inside)?.[field] ?? (CUSTOM_FIELD.test(field) ? { kind: "text" } : undefined);
}

export function isCustomField(field: string): boolean {
  return CUSTOM_FIELD.test(field);
}

export function fieldsOf([recordType = "", ...path]: readonly string[]): TargetFields | undefined {
  const [first, second] = path;
  const fields = Object.hasOwn(RECORD_FIELDS, recordType) ? RECORD_FIELDS[recordType] : undefined;
  if (first === undefined || fields === undefined) return fields;
  if (fields[first]?.kind === "address") return ADDRESS_FIELDS;
  const line = LINE_FIELDS[recordType]?.[first];
  return second === undefined ? line : ADDRESS_FIELDS;
}
