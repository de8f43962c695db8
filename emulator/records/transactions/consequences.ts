/** What saving or deleting a transaction does to others: stock, the orders and invoices behind it, the customer's balance. */
import { draftOf } from "../draft.ts";
import { isReference } from "../field-value.ts";
import { getAmong, type RecordStore, type StoredRow } from "../record-store.ts";
import { decimal, ZERO } from "./amounts/decimal.ts";
import type { Decimal } from "./amounts/exact-decimal.ts";
import { linksOf } from "./links.ts";
import { fillProgress } from "./order-progress.ts";
import { fillSettlement } from "./settlement.ts";
import { moveStock } from "./stock.ts";
import { partyOf, transactionType } from "./transaction-types.ts";

/** Fills in a draft what follows from the transactions made from it and applied to it. */
export function fillConsequences(draft: StoredRow, store: RecordStore): void {
  fillProgress(draft, store);
  fillSettlement(draft, store);
}

/** Call it once the store holds `after`, or `before` no more. */
export function spreadConsequences(
  store: RecordStore,
  before: StoredRow | undefined,
  after: StoredRow | undefined,
): void {
  moveStock(store, before, after);
  moveBalance(store, before, after);
  const linked = new Set([...linksIn(before), ...linksIn(after)]);
  for (const id of linked) refresh(store, id);
}

const linksIn = (row: StoredRow | undefined): readonly string[] =>
  row === undefined ? [] : linksOf(row.fields);

function refresh(store: RecordStore, id: string): void {
  const row = findTransaction(store, id);
  if (row === undefined) return;
  const renewed = { ...row, fields: draftOf(row.fields) };
  fillConsequences(renewed, store);
  store.put(renewed);
  moveStock(store, row, renewed);
  moveBalance(store, row, renewed);
}

export const findTransaction = (store: RecordStore, id: string): StoredRow | undefined =>
  getAmong(store, store.catalogue.referenceTargets("transaction"), id);

/** What a customer owes: open invoices, less credits and payments that are not applied yet. */
function owedBy(row: StoredRow | undefined): Decimal {
  if (row === undefined) return ZERO;
  const { recordType, fields } = row;
  if (recordType === "invoice") return decimal(fields["amountRemaining"]);
  const isCredit = recordType === "creditMemo" || recordType === "customerPayment";
  return isCredit ? decimal(fields["unapplied"]).neg() : ZERO;
}

/** Transactions that change what a customer owes. */
const OWING: ReadonlySet<string> = new Set(["invoice", "creditMemo", "customerPayment"]);

function moveBalance(store: RecordStore, before: StoredRow | undefined, after: StoredRow | undefined): void {
  if (!OWING.has((after ?? before)?.recordType ?? "")) return;
  const changes = [
    { row: before, by: owedBy(before).neg() },
    { row: after, by: owedBy(after) },
  ];
  for (const { row, by } of changes) {
    if (row === undefined || by.eq(0) || transactionType(row.recordType)?.partyType !== "customer") continue;
    const party = partyOf(row.recordType, row.fields);
    const customer = isReference(party) ? store.get("customer", party.id) : undefined;
    if (customer === undefined) continue;
    const balance = decimal(customer.fields["balance"]).plus(by).toNumber();
    store.put({ ...customer, fields: { ...customer.fields, balance } });
  }
}
