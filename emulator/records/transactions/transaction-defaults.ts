/** What NetSuite fills in by itself on a transaction: numbers, dates, and what the customer or the vendor brings along. */
import type { AccountRules } from "../account-rules.ts";
import { fillMissing } from "../draft.ts";
import { type Fields, type FieldValue, isObject, isReference, linesOf } from "../field-value.ts";
import type { RecordStore, StoredRow } from "../record-store.ts";
import type { RecordType } from "../record-type.ts";
import { openPeriod, postingPeriods } from "./accounting-periods.ts";
import { statusOf } from "./statuses.ts";
import { partyOf, transactionNumber, transactionType } from "./transaction-types.ts";

interface Saving {
  readonly type: RecordType;
  /** A draft. */
  readonly record: Fields;
  readonly store: RecordStore;
  readonly rules: Pick<AccountRules, "closedPeriodDate">;
}

export interface TransactionDefaulting extends Saving {
  readonly id: string;
  /** The moment it is, such as 2026-01-31T12:00:00Z. */
  readonly savedAt: string;
}

type Defaults = Readonly<Record<string, FieldValue | undefined>>;

/** Values for a new transaction, also for fields that its type may not have. */
export function transactionDefaults(request: TransactionDefaulting): Defaults {
  const { type, record, id, savedAt, store } = request;
  const party = partyRow(request)?.fields;
  const subsidiary = record["subsidiary"] ?? party?.["subsidiary"];
  return {
    tranId: transactionNumber(type.recordType, id),
    tranDate: savedAt.slice(0, 10),
    subsidiary,
    currency: party?.["currency"] ?? rowOf(store, "subsidiary", subsidiary)?.fields["currency"],
    email: party?.["email"],
    terms: party?.["terms"],
    taxItem: party?.["taxable"] === false || party?.["taxExempt"] === true ? undefined : party?.["taxItem"],
    billingAddress: defaultAddress(party, "defaultBilling"),
    shippingAddress: defaultAddress(party, "defaultShipping"),
    ...OWN_DEFAULTS[type.recordType],
  };
}

/** Values that every save completes. */
export function fillSaved(request: Saving): void {
  const { type, record, store } = request;
  const has = (name: string): boolean => type.fields.find(name) !== undefined;
  if (record["exchangeRate"] === undefined && has("exchangeRate")) {
    record["exchangeRate"] = rowOf(store, "currency", record["currency"])?.fields["exchangeRate"] ?? 1;
  }
  if (transactionType(type.recordType)?.isPosting === true) fillMissing(record, sourcedPeriod(request));
  if (record["dueDate"] === undefined && type.recordType !== "salesOrder" && has("dueDate")) {
    fillMissing(record, { dueDate: dueDateOf(request) });
  }
}

const OWN_DEFAULTS: Readonly<Record<string, Defaults>> = {
  salesOrder: { orderStatus: { ...statusOf("salesOrder", "B") } },
  returnAuthorization: { orderStatus: { ...statusOf("returnAuthorization", "B") } },
  purchaseOrder: { orderStatus: { ...statusOf("purchaseOrder", "B") } },
  itemFulfillment: { shipStatus: { ...statusOf("itemFulfillment", "C") } },
};

function sourcedPeriod({ type, record, store, rules }: Saving): Fields {
  const date = record["tranDate"];
  if (record["postingPeriod"] !== undefined || typeof date !== "string" || postingPeriods(store).length === 0)
    return {};
  const period = openPeriod({
    date,
    store,
    lock: transactionType(type.recordType)?.lock,
    movesOn: rules.closedPeriodDate === "next-open-period",
  });
  return period === undefined ? {} : { postingPeriod: { ...period } };
}

const DAY = 24 * 60 * 60 * 1000;

/** The terms' days after the date; terms that are driven by dates are not worked out. */
function dueDateOf({ record, store }: Saving): string | undefined {
  const days = rowOf(store, "term", record["terms"])?.fields["daysUntilNetDue"];
  const date = record["tranDate"];
  if (typeof days !== "number" || typeof date !== "string") return undefined;
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

function partyRow({ type, record, store }: TransactionDefaulting): StoredRow | undefined {
  const partyType = transactionType(type.recordType)?.partyType;
  return partyType === undefined ? undefined : rowOf(store, partyType, partyOf(type.recordType, record));
}

function defaultAddress(party: Fields | undefined, flag: string): FieldValue | undefined {
  const line = linesOf(party?.["addressBook"]).find((entry) => entry[flag] === true);
  const address = line?.["addressBookAddress"];
  return isObject(address) ? { ...(address as Fields) } : undefined;
}

function rowOf(store: RecordStore, recordType: string, value: FieldValue | undefined): StoredRow | undefined {
  return isReference(value) ? store.get(recordType, value.id) : undefined;
}
