/** The table transactionaccountingline: what each line of a transaction does to which account. */
import { isReference, type Reference } from "../../records/field-value.ts";
import type { RecordStore, StoredRow } from "../../records/record-store.ts";
import { itemOf } from "../../records/transactions/amounts/line-item.ts";
import { taxCode } from "../../records/transactions/amounts/tax-rates.ts";
import { negate } from "./arithmetic.ts";
import { idValue } from "./catalogue-column.ts";
import { isMainLine, lineRows } from "./line-rows.ts";
import { rowsById } from "./record-table.ts";
import { isNumber, type SqlValue } from "./sql-value.ts";
import type { Column, Table, TableRow } from "./table.ts";
import { kindOf } from "./transaction-kinds.ts";
import { amountOf } from "./transaction-tables.ts";

/**
 * Where an item says which account a line of it goes to: what is sold to its income, what is bought to its expense;
 * discounts, shipping and taxes have one of their own.
 */
const ITEM_ACCOUNTS = {
  sold: ["incomeAccount", "account", "saleAccount", "taxAccount"],
  bought: ["assetAccount", "expenseAccount", "cogsAccount", "account", "purchaseAccount", "taxAccount"],
};

/** Items that are lists of their own. */
const LISTED_ITEMS: Readonly<Record<string, (item: Reference, store: RecordStore) => StoredRow | undefined>> =
  {
    ShipItem: ({ id }, store) => store.get("shipItem", id),
    TaxItem: taxCode,
  };

export function accountingLineTable(store: RecordStore): Table {
  const types = store.catalogue.ofCategory("transaction");
  const columns: readonly Column[] = [
    { name: "transaction", read: ({ parent }) => idValue(parent?.id ?? "") },
    { name: "transactionline", read: ({ id }) => idValue(id) },
    {
      name: "account",
      read: (row) => idOf(accountOf(store, row)),
      display: (row) => {
        const account = accountOf(store, row);
        return isReference(account) ? (account.refName ?? account.id) : null;
      },
    },
    { name: "accountingbook", read: () => 1 },
    { name: "amount", read: amountOf },
    { name: "netamount", read: amountOf },
    { name: "debit", read: (row) => above(amountOf(row)) },
    { name: "credit", read: (row) => above(negate(amountOf(row))) },
    { name: "posting", read: ({ parent }) => (kindOf(parent?.recordType ?? "").posts ? "T" : "F") },
  ];
  const byName = new Map(columns.map((column) => [column.name, column]));
  return {
    name: "transactionaccountingline",
    columns,
    column: (wanted) => byName.get(wanted),
    rows: () => types.flatMap(({ recordType }) => store.list(recordType)).flatMap(lineRows),
    index: (column) =>
      column === "transaction" ? (value) => rowsById(types, store, value).flatMap(lineRows) : undefined,
  };
}

const above = (amount: SqlValue): SqlValue => (isNumber(amount) && Number(amount) > 0 ? amount : null);

const idOf = (account: unknown): SqlValue =>
  isReference(account as undefined) ? idValue((account as { id: string }).id) : null;

/** A line's own account, its transaction's, or the one its item names. */
function accountOf(store: RecordStore, row: TableRow) {
  const { parent, fields } = row;
  if (fields["account"] !== undefined && fields["account"] !== null) return fields["account"];
  if (isMainLine(row)) return parent?.fields["account"];
  const { item, itemType } = fields;
  if (!isReference(item)) return undefined;
  const listed = isReference(itemType) ? LISTED_ITEMS[itemType.id] : undefined;
  const found = listed === undefined ? itemOf(fields, store) : listed(item, store);
  const { sign } = kindOf(parent?.recordType ?? "");
  return ITEM_ACCOUNTS[sign === -1 ? "sold" : "bought"]
    .map((name) => found?.fields[name])
    .find((account) => account !== undefined && account !== null);
}
