/** What payments, deposits and credits are worth, and how much of it is applied to what the customer owes. */

import { type Fields, isReference, linesOf } from "../../field-value.ts";
import type { RecordStore, StoredRow } from "../../record-store.ts";
import { isApplied } from "../links.ts";
import { decimal, placesOf, rounded, sum, toNumber } from "./decimal.ts";
import type { Decimal } from "./exact-decimal.ts";
import type { AmountsCase } from "./item-amounts.ts";
import { withSalesAmounts } from "./item-amounts.ts";

/** Documents that an application may point at. */
const OWED_TYPES = ["invoice", "vendorBill", "creditMemo", "customerDeposit"] as const;

export function findDocument(line: Fields, store: RecordStore): StoredRow | undefined {
  const { doc } = line;
  if (!isReference(doc)) return undefined;
  return OWED_TYPES.map((recordType) => store.get(recordType, doc.id)).find((row) => row !== undefined);
}

/** A payment is what was sent, else all that it is applied to. */
export function withPaymentAmounts({ recordType, record, before, store }: AmountsCase): Fields {
  const places = placesOf(record, store);
  const sent = record["payment"];
  const { lines, applied } = applications({
    recordType,
    record,
    before,
    store,
    available: typeof sent === "number" ? decimal(sent) : undefined,
  });
  const payment = typeof sent === "number" ? decimal(sent) : applied;
  return {
    ...record,
    ...(record["apply"] === undefined ? {} : { apply: { items: lines } }),
    payment: rounded(payment, places),
    total: rounded(payment, places),
    applied: rounded(applied, places),
    unapplied: rounded(payment.minus(applied), places),
  };
}

export function withDepositAmounts({ record, store }: AmountsCase): Fields {
  const places = placesOf(record, store);
  const payment = rounded(decimal(record["payment"]), places);
  return { ...record, payment, total: payment };
}

export function withCreditAmounts(amounts: AmountsCase): Fields {
  const priced = withSalesAmounts(amounts);
  const places = placesOf(priced, amounts.store);
  const { lines, applied } = applications({
    ...amounts,
    record: priced,
    available: decimal(priced["total"]),
  });
  const unapplied = rounded(decimal(priced["total"]).minus(applied), places);
  return {
    ...priced,
    ...(priced["apply"] === undefined ? {} : { apply: { items: lines } }),
    applied: rounded(applied, places),
    amountPaid: rounded(applied, places),
    unapplied,
    amountRemaining: unapplied,
  };
}

interface Applications extends AmountsCase {
  /** What there is to apply; without it, whatever is due. */
  readonly available: Decimal | undefined;
}

interface Applied {
  readonly lines: readonly Fields[];
  readonly applied: Decimal;
}

/** A line without an amount takes what is due, as far as the money goes (inferred). */
function applications({ record, before, store, available }: Applications): Applied {
  let left = available;
  const lines = linesOf(record["apply"]).map((line): Fields => {
    const document = findDocument(line, store);
    if (document === undefined || !isApplied(line)) return { ...line, apply: line["apply"] ?? false };
    const due = dueOf(document, before);
    const amount = typeof line["amount"] === "number" ? decimal(line["amount"]) : smaller(due, left);
    left = left?.minus(amount);
    return {
      ...line,
      apply: true,
      amount: toNumber(amount),
      due: toNumber(due),
      total: document.fields["total"] ?? 0,
      ...(document.fields["tranId"] === undefined ? {} : { refNum: document.fields["tranId"] }),
    };
  });
  return { lines, applied: sum(lines.filter(isApplied).map((line) => decimal(line["amount"]))) };
}

const smaller = (due: Decimal, left: Decimal | undefined): Decimal =>
  left === undefined || due.lt(left) ? due : left.lt(0) ? left.times(0) : left;

/** What is still owed, with what this record itself has paid before put back. */
function dueOf({ id, fields }: StoredRow, before: Fields): Decimal {
  const own = linesOf(before["apply"]).filter(
    (line) => isApplied(line) && isReference(line["doc"]) && line["doc"].id === id,
  );
  return decimal(fields["amountRemaining"]).plus(sum(own.map((line) => decimal(line["amount"]))));
}
