/** What NetSuite fills in by itself when a record is saved. */
import type { AccountRules } from "../account-rules.ts";
import type { Fields, FieldValue } from "../field-value.ts";
import type { RecordStore } from "../record-store.ts";
import type { RecordCategory, RecordType } from "../record-type.ts";
import { transactionDefaults, transactionSaved } from "../transactions/transaction-defaults.ts";
import { entityDefaults, withAddressLines } from "./entity-defaults.ts";

export interface Defaulting {
  readonly type: RecordType;
  readonly record: Fields;
  /** The new internal id. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly store: RecordStore;
  readonly rules: Pick<AccountRules, "closedPeriodDate">;
}

/** Values for a new record; what the caller sent always wins. */
export function withCreateDefaults(request: Defaulting): Fields {
  const { type, record } = request;
  const defaults = defaultsOf(request);
  const wanted = Object.entries({
    ...(type.category === "transaction" ? {} : { isInactive: false }),
    [CREATED_FIELDS[type.category]]: dateTime(request.now),
    ...defaults,
  });
  const missing = wanted.filter(([name, value]) => record[name] === undefined && value !== undefined);
  return { ...record, ...Object.fromEntries(missing as [string, FieldValue][]) };
}

function defaultsOf(request: Defaulting): Readonly<Record<string, FieldValue | undefined>> {
  const { type, now } = request;
  if (type.category === "entity") return entityDefaults(request);
  if (type.category === "transaction") {
    return transactionDefaults({ ...request, today: dateTime(now).slice(0, 10) });
  }
  return ITEM_DEFAULTS[type.recordType] ?? {};
}

/** Values every save renews. */
export function withSaveDefaults(request: Defaulting): Fields {
  const { type, record, now } = request;
  const modifiedField = type.category === "custom" ? "lastModified" : "lastModifiedDate";
  const saved: Fields = { ...record, [modifiedField]: dateTime(now) };
  if (type.category === "entity") return withAddressLines(saved, request.store);
  if (type.category !== "transaction") return saved;
  return transactionSaved({ ...request, record: saved, today: dateTime(now).slice(0, 10) });
}

const itemType = (id: string, refName: string): Fields => ({ itemType: { id, refName } });

const ITEM_DEFAULTS: Readonly<Record<string, Fields>> = {
  inventoryItem: itemType("InvtPart", "Inventory Item"),
  nonInventorySaleItem: itemType("NonInvtPart", "Non-inventory Item"),
  serviceSaleItem: itemType("Service", "Service"),
  kitItem: itemType("Kit", "Kit/Package"),
  assemblyItem: itemType("Assembly", "Assembly/Bill of Materials"),
  discountItem: itemType("Discount", "Discount"),
};

const CREATED_FIELDS = {
  entity: "dateCreated",
  transaction: "createdDate",
  item: "createdDate",
  list: "createdDate",
  custom: "created",
} as const satisfies Record<RecordCategory, string>;

const dateTime = (now: number): string => `${new Date(now).toISOString().slice(0, 19)}Z`;
