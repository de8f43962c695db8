/** What NetSuite fills in by itself when a record is saved. */
import type { AccountRules } from "../account-rules.ts";
import { fillMissing } from "../draft.ts";
import type { Fields, FieldValue } from "../field-value.ts";
import type { RecordStore } from "../record-store.ts";
import type { RecordCategory, RecordType } from "../record-type.ts";
import { fillSaved, transactionDefaults } from "../transactions/transaction-defaults.ts";
import { entityDefaults, fillAddressLines } from "./entity-defaults.ts";

export interface Defaulting {
  readonly type: RecordType;
  /** A draft. */
  readonly record: Fields;
  /** The new internal id. */
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly store: RecordStore;
  readonly rules: Pick<AccountRules, "closedPeriodDate">;
}

/** Values for a new record; what the caller sent always wins. */
export function fillCreateDefaults(request: Defaulting): void {
  const { type, record } = request;
  fillMissing(record, defaultsOf(request));
  fillMissing(record, {
    [CREATED_FIELDS[type.category]]: dateTime(request.now),
    isInactive: type.category === "transaction" ? undefined : false,
  });
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
export function fillSaveDefaults(request: Defaulting): void {
  const { type, record, now } = request;
  record[type.category === "custom" ? "lastModified" : "lastModifiedDate"] = dateTime(now);
  if (type.category === "entity") fillAddressLines(record, request.store);
  if (type.category === "transaction") fillSaved(request);
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
