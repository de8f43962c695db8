/** The tables of an account, by the names SuiteQL knows them under. */
import type { RecordStore } from "../../records/record-store.ts";
import { recordTable } from "./record-table.ts";
import type { Table } from "./table.ts";
import { transactionLineTable, transactionTable } from "./transaction-tables.ts";

/** Record types that are a table of their own. */
const LISTS = ["customer", "currency", "subsidiary", "location"];

/** By name in lower case. */
export function accountTables(store: RecordStore): ReadonlyMap<string, Table> {
  const { catalogue } = store;
  const items = catalogue.all().filter(({ category }) => category === "item");
  const lists = LISTS.flatMap((name) => catalogue.find(name) ?? []);
  const tables = [
    transactionTable(store),
    transactionLineTable(store),
    recordTable({ name: "item", types: items, store }),
    ...lists.map((type) => recordTable({ name: type.recordType, types: [type], store })),
  ];
  return new Map(tables.map((table) => [table.name, table]));
}
