/** What NetSuite fills in by itself when a record is saved. */
import { type Fields, type FieldValue, isObject, isReference, linesOf } from "../field-value.ts";
import type { RecordStore, StoredRow } from "../record-store.ts";
import type { RecordCategory, RecordType } from "../record-type.ts";
import { entityDefaults, withAddressLines } from "./entity-defaults.ts";
import { orderNumber } from "./order-number.ts";

export interface Defaulting {
  readonly type: RecordType;
  readonly record: Fields;
  /** The new internal id. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly store: RecordStore;
}

/** Values for a new record; what the caller sent always wins. */
export function withCreateDefaults(request: Defaulting): Fields {
  const { type, record } = request;
  const defaults =
    type.category === "entity" ? entityDefaults(request) : DEFAULTS[type.recordType]?.(request);
  const wanted = Object.entries({
    ...(type.category === "transaction" ? {} : { isInactive: false }),
    [CREATED_FIELDS[type.category]]: dateTime(request.now),
    ...defaults,
  });
  const missing = wanted.filter(([name, value]) => record[name] === undefined && value !== undefined);
  return { ...record, ...Object.fromEntries(missing as [string, FieldValue][]) };
}

/** Values every save renews. */
export function withSaveDefaults(request: Defaulting): Fields {
  const { type, record, now } = request;
  const modifiedField = type.category === "custom" ? "lastModified" : "lastModifiedDate";
  const saved: Fields = { ...record, [modifiedField]: dateTime(now) };
  if (type.category === "entity") return withAddressLines(saved, request.store);
  if (type.recordType === "salesOrder") return withOrderFields(saved, request);
  return saved;
}

function withOrderFields(order: Fields, { store }: Defaulting): Fields {
  const sourced = rowOf(store, "currency", order["currency"])?.fields["exchangeRate"];
  return {
    ...order,
    exchangeRate: order["exchangeRate"] ?? sourced ?? 1,
    status: order["orderStatus"] ?? null,
  };
}

type Defaults = (request: Defaulting) => Readonly<Record<string, FieldValue | undefined>>;

const DEFAULTS: Readonly<Record<string, Defaults>> = {
  salesOrder: salesOrderDefaults,
  inventoryItem: itemType("InvtPart", "Inventory Item"),
  nonInventorySaleItem: itemType("NonInvtPart", "Non-inventory Item"),
  serviceSaleItem: itemType("Service", "Service"),
  kitItem: itemType("Kit", "Kit/Package"),
  assemblyItem: itemType("Assembly", "Assembly/Bill of Materials"),
  discountItem: itemType("Discount", "Discount"),
};

function itemType(id: string, refName: string): Defaults {
  return () => ({ itemType: { id, refName } });
}

function salesOrderDefaults({ record, now, store, id }: Defaulting): ReturnType<Defaults> {
  const customer = rowOf(store, "customer", record["entity"])?.fields;
  const subsidiary = record["subsidiary"] ?? customer?.["subsidiary"];
  return {
    tranId: orderNumber(id),
    tranDate: dateTime(now).slice(0, 10),
    orderStatus: { id: "B", refName: "Pending Fulfillment" },
    subsidiary,
    currency: customer?.["currency"] ?? rowOf(store, "subsidiary", subsidiary)?.fields["currency"],
    email: customer?.["email"],
    billingAddress: defaultAddress(customer, "defaultBilling"),
    shippingAddress: defaultAddress(customer, "defaultShipping"),
  };
}

function defaultAddress(customer: Fields | undefined, flag: string): FieldValue | undefined {
  const address = linesOf(customer?.["addressBook"]).find((line) => line[flag] === true)?.[
    "addressBookAddress"
  ];
  return isObject(address) ? { ...(address as Fields) } : undefined;
}

function rowOf(store: RecordStore, recordType: string, value: FieldValue | undefined): StoredRow | undefined {
  return isReference(value) ? store.get(recordType, value.id) : undefined;
}

const CREATED_FIELDS = {
  entity: "dateCreated",
  transaction: "createdDate",
  item: "createdDate",
  list: "createdDate",
  custom: "created",
} as const satisfies Record<RecordCategory, string>;

const dateTime = (now: number): string => `${new Date(now).toISOString().slice(0, 19)}Z`;
