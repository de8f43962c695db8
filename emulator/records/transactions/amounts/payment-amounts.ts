/** What payments, deposits and credits are worth, and how much of it is applied to what the customer owes. */
import { type Fields, isReference, linesOf } from "../../field-value.ts";
import { getAmong, type RecordStore, type StoredRow } from "../../record-store.ts";
import { isApplied } from "../links.ts";
import { decimal, placesOf, rounded, sum, ZERO } from "./decimal.ts";
import type { Decimal } from "./exact-decimal.ts";
import type { AmountsCase } from "./item-amounts.ts";
import { salesAmounts } from "./item-amounts.ts";

/** Documents that an application may point at. */
const OWED_TYPES = ["invoice", "vendorBill", "creditMemo", "customerDeposit"] as const;

export function findDocument(line: Fields, store: RecordStore): StoredRow | undefined {
  const { doc } = line;
  return isReference(doc) ? getAmong(store, OWED_TYPES, doc.id) : undefined;
}

/** A payment is what was sent, else all that it is applied to. */
export function paymentAmounts(amounts: AmountsCase): Fields {
  const { record, store } = amounts;
  const places = placesOf(record, store);
  const sent = record["payment"];
  const available = typeof sent === "number" ? decimal(sent) : undefined;
  const applied = applyTo(amounts, available);
  const payment = available ?? applied;
  return {
    payment: rounded(payment, places),
    total: rounded(payment, places),
    applied: rounded(applied, places),
    unapplied: rounded(payment.minus(applied), places),
  };
}

export function depositAmounts({ record, store }: AmountsCase): Fields {
  const payment = rounded(decimal(record["payment"]), placesOf(record, store));
  return { payment, total: payment };
}

export function creditAmounts(amounts: AmountsCase): Fields {
  const sale = salesAmounts(amounts);
  const places = placesOf(amounts.record, amounts.store);
  const total = decimal(sale["total"]);
  const applied = applyTo(amounts, total);
  const unapplied = rounded(total.minus(applied), places);
  return {
    ...sale,
    applied: rounded(applied, places),
    amountPaid: rounded(applied, places),
    unapplied,
    amountRemaining: unapplied,
  };
}

/** Fills the applied lines; gives their sum. A line without an amount takes what is due, as far as the money goes (inferred). */
function applyTo({ record, before, store }: AmountsCase, available: Decimal | undefined): Decimal {
  let left = available;
  let applied = ZERO;
  for (const line of linesOf(record["apply"])) {
    const document = findDocument(line, store);
    if (document === undefined || !isApplied(line)) {
      line["apply"] ??= false;
      // A document that does not exist is refused later.
      if (isApplied(line)) applied = applied.plus(decimal(line["amount"]));
      continue;
    }
    const due = dueOf(document, before);
    const amount = typeof line["amount"] === "number" ? decimal(line["amount"]) : smaller(due, left);
    left = left?.minus(amount);
    applied = applied.plus(amount);
    const { total = 0, tranId } = document.fields;
    Object.assign(line, { apply: true, amount: amount.toNumber(), due: due.toNumber(), total });
    if (tranId !== undefined) line["refNum"] = tranId;
  }
  return applied;
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
