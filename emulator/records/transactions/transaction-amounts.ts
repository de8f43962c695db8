/** Every transaction type's amounts, worked out anew on each save. */
import type { Fields } from "../field-value.ts";
import type { RecordType } from "../record-type.ts";
import { type AmountsCase, purchaseAmounts, salesAmounts } from "./amounts/item-amounts.ts";
import { adjustmentAmounts, journalAmounts } from "./amounts/ledger-amounts.ts";
import { creditAmounts, depositAmounts, paymentAmounts } from "./amounts/payment-amounts.ts";

/** Each changes the lines of the draft in place, and gives what it worked out for the record itself. */
const AMOUNTS: Readonly<Record<string, (amounts: AmountsCase) => Fields>> = {
  salesOrder: salesAmounts,
  invoice: salesAmounts,
  cashSale: salesAmounts,
  returnAuthorization: salesAmounts,
  cashRefund: salesAmounts,
  opportunity: salesAmounts,
  creditMemo: creditAmounts,
  purchaseOrder: purchaseAmounts,
  vendorBill: purchaseAmounts,
  customerPayment: paymentAmounts,
  customerDeposit: depositAmounts,
  journalEntry: journalAmounts,
  inventoryAdjustment: adjustmentAmounts,
};

/** Amounts that the type has no field for are left out. */
export function fillAmounts(type: RecordType, amounts: Omit<AmountsCase, "recordType">): void {
  const { record } = amounts;
  const worked = AMOUNTS[type.recordType]?.({ ...amounts, recordType: type.recordType }) ?? {};
  for (const name of Object.keys(worked)) {
    const amount = worked[name];
    const isKnown = record[name] !== undefined || type.fields.find(name) !== undefined;
    if (amount !== undefined && isKnown) record[name] = amount;
  }
}
