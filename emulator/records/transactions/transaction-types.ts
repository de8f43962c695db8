/** What tells the transaction types apart: who they are with, whether they post to the ledger, how they are numbered. */
import type { Fields, FieldValue } from "../field-value.ts";

export interface TransactionType {
  /** How its numbers begin: NetSuite's own defaults for the common ones, the emulator's choice for the others. */
  readonly prefix: string;
  /** The field that names the customer or the vendor. */
  readonly party?: "entity" | "customer";
  /** The record type the party is of. */
  readonly partyType?: "customer" | "vendor";
  /** Changes the general ledger, so that accounting periods concern it. */
  readonly isPosting: boolean;
  /** The lock of an accounting period that keeps it out, besides closed and allLocked. */
  readonly lock?: "arLocked" | "apLocked";
}

const SALE = { party: "entity", partyType: "customer" } as const;
const RECEIVABLE = { ...SALE, isPosting: true, lock: "arLocked" } as const;
const PAYMENT = { party: "customer", partyType: "customer", isPosting: true, lock: "arLocked" } as const;

const TRANSACTION_TYPES: Readonly<Record<string, TransactionType>> = {
  salesOrder: { ...SALE, prefix: "SO", isPosting: false },
  opportunity: { ...SALE, prefix: "OPP", isPosting: false },
  returnAuthorization: { ...SALE, prefix: "RMA", isPosting: false },
  itemFulfillment: { ...SALE, prefix: "IF", isPosting: true },
  invoice: { ...RECEIVABLE, prefix: "INV" },
  cashSale: { ...RECEIVABLE, prefix: "CS" },
  creditMemo: { ...RECEIVABLE, prefix: "CM" },
  cashRefund: { ...RECEIVABLE, prefix: "CR" },
  customerPayment: { ...PAYMENT, prefix: "PYMT" },
  customerDeposit: { ...PAYMENT, prefix: "CD" },
  purchaseOrder: { party: "entity", partyType: "vendor", prefix: "PO", isPosting: false },
  vendorBill: { party: "entity", partyType: "vendor", prefix: "BILL", isPosting: true, lock: "apLocked" },
  journalEntry: { prefix: "JE", isPosting: true },
  inventoryAdjustment: { prefix: "IA", isPosting: true },
  inventoryTransfer: { prefix: "IT", isPosting: true },
};

/** Undefined for everything that is no transaction, and for a type that has no rules of its own. */
export const transactionType = (recordType: string): TransactionType | undefined =>
  TRANSACTION_TYPES[recordType];

export function partyOf(recordType: string, record: Fields): FieldValue | undefined {
  const party = transactionType(recordType)?.party;
  return party === undefined ? undefined : record[party];
}

/** The number a transaction gets when nobody gives it one: prefix and internal id (the latter is the emulator's choice). */
export const transactionNumber = (recordType: string, internalId: string): string =>
  `${transactionType(recordType)?.prefix ?? ""}${internalId}`;
