/** Every transaction type's amounts, worked out anew on each save. */
import type { Fields } from "../field-value.ts";
import type { RecordType } from "../record-type.ts";
import { type AmountsCase, withPurchaseAmounts, withSalesAmounts } from "./amounts/item-amounts.ts";
import { withAdjustmentAmounts, withJournalAmounts } from "./amounts/ledger-amounts.ts";
import { withCreditAmounts, withDepositAmounts, withPaymentAmounts } from "./amounts/payment-amounts.ts";

const AMOUNTS: Readonly<Record<string, (amounts: AmountsCase) => Fields>> = {
  salesOrder: withSalesAmounts,
  invoice: withSalesAmounts,
  cashSale: withSalesAmounts,
  returnAuthorization: withSalesAmounts,
  cashRefund: withSalesAmounts,
  opportunity: withSalesAmounts,
  creditMemo: withCreditAmounts,
  purchaseOrder: withPurchaseAmounts,
  vendorBill: withPurchaseAmounts,
  customerPayment: withPaymentAmounts,
  customerDeposit: withDepositAmounts,
  journalEntry: withJournalAmounts,
  inventoryAdjustment: withAdjustmentAmounts,
};

/** Amounts that the type has no field for are left out. */
export function withAmounts(type: RecordType, amounts: Omit<AmountsCase, "recordType">): Fields {
  const work = AMOUNTS[type.recordType];
  if (work === undefined) return amounts.record;
  const known = (name: string): boolean =>
    name in amounts.record || type.fields.find(name) !== undefined || type.findSublist(name) !== undefined;
  return Object.fromEntries(
    Object.entries(work({ ...amounts, recordType: type.recordType })).filter(([name]) => known(name)),
  );
}
