/** What NetSuite fills in by itself when a record is saved. */
import type { AccountRules } from "../account-rules.ts";
import { fillMissing } from "../draft.ts";
import type { Fields } from "../field-value.ts";
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
  /** When it is saved, such as 2026-01-31T12:00:00Z. */
  readonly savedAt: string;
  readonly store: RecordStore;
  readonly rules: Pick<AccountRules, "closedPeriodDate">;
}

/** Values for a new record; what the caller sent always wins. */
export function fillCreateDefaults(request: Defaulting): void {
  const { type, record, savedAt } = request;
  const { category, fields } = type;
  if (category === "entity") fillMissing(record, entityDefaults(request), fields);
  else if (category === "transaction") fillMissing(record, transactionDefaults(request), fields);
  else fillMissing(record, ITEM_DEFAULTS[type.recordType] ?? {});
  record[CREATED_FIELDS[category]] ??= savedAt;
  if (category !== "transaction") record["isInactive"] ??= false;
}

/** Values every save renews. */
export function fillSaveDefaults(request: Defaulting): void {
  const { type, record, savedAt } = request;
  record[type.category === "custom" ? "lastModified" : "lastModifiedDate"] = savedAt;
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

/** As NetSuite writes a moment: in UTC, without fractions. */
export const dateTime = (now: number): string => `${new Date(now).toISOString().slice(0, 19)}Z`;
