/** What is still owed on an invoice, what of a payment is left, and the status that makes. */
import { type Fields, isReference, linesOf, type Reference } from "../field-value.ts";
import type { RecordStore, StoredRow } from "../record-store.ts";
import { decimal, placesOf, rounded, sum } from "./amounts/decimal.ts";
import { isApplied } from "./links.ts";
import { statusOf } from "./statuses.ts";

type Settle = (row: StoredRow, store: RecordStore) => Fields;

const SETTLED: Readonly<Record<string, Settle>> = {
  invoice: (row, store) => ({ ...owed(row, store), ...statused(row, store, "invoice") }),
  vendorBill: (row, store) => ({
    status: { ...(isPaid(row, store) ? statusOf("vendorBill", "B") : statusOf("vendorBill", "A")) },
  }),
  creditMemo: ({ fields }) => ({
    status: { ...statusOf("creditMemo", decimal(fields["unapplied"]).gt(0) ? "A" : "B") },
  }),
  cashSale: ({ fields }) => deposited(fields, statusOf("cashSale", "B"), statusOf("cashSale", "C")),
  customerPayment: ({ fields }) =>
    deposited(fields, statusOf("customerPayment", "B"), statusOf("customerPayment", "C")),
  customerDeposit: ({ fields }) =>
    deposited(fields, statusOf("customerDeposit", "A"), statusOf("customerDeposit", "B")),
  itemFulfillment: ({ fields }) =>
    isReference(fields["shipStatus"]) ? { status: { ...fields["shipStatus"] } } : {},
  opportunity: ({ id }, store) => ({
    status: { ...statusOf("opportunity", store.linkedTo(id).length > 0 ? "C" : "A") },
  }),
};

export function fillSettlement(draft: StoredRow, store: RecordStore): void {
  Object.assign(draft.fields, SETTLED[draft.recordType]?.(draft, store));
}

/** Money that goes to an account is deposited, other money waits among the undeposited funds. */
const deposited = (fields: Fields, waiting: Reference, done: Reference): Fields => ({
  status: { ...(isReference(fields["account"]) ? done : waiting) },
});

function owed(row: StoredRow, store: RecordStore): Fields {
  const places = placesOf(row.fields, store);
  const paid = paidOf(row, store);
  return {
    amountPaid: rounded(paid, places),
    amountRemaining: rounded(decimal(row.fields["total"]).minus(paid), places),
  };
}

const statused = (row: StoredRow, store: RecordStore, recordType: "invoice"): Fields => ({
  status: { ...statusOf(recordType, isPaid(row, store) ? "B" : "A") },
});

const isPaid = (row: StoredRow, store: RecordStore): boolean =>
  decimal(row.fields["total"]).minus(paidOf(row, store)).lte(0);

/** All that payments and credits say they apply to it. */
function paidOf({ id }: StoredRow, store: RecordStore) {
  const lines = store.linkedTo(id).flatMap(({ fields }) => linesOf(fields["apply"]));
  const own = lines.filter((line) => isApplied(line) && isReference(line["doc"]) && line["doc"].id === id);
  return sum(own.map((line) => decimal(line["amount"])));
}
