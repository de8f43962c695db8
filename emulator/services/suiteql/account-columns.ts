/** The names of an account, which NetSuite makes of its number, its name and the accounts above it (public queries). */
import { isReference } from "../../records/field-value.ts";
import type { RecordStore, StoredRow } from "../../records/record-store.ts";
import { textValue } from "./sql-value.ts";
import type { Column } from "./table.ts";

/** Deeper than any chart of accounts, so that accounts which are each other's parent come to an end. */
const LEVELS_MOST = 20;

export function accountColumns(store: RecordStore): readonly Column[] {
  const parentOf = ({ fields: { parent } }: StoredRow): StoredRow | undefined =>
    isReference(parent) ? store.get("account", parent.id) : undefined;
  const path = (account: StoredRow): string => {
    const names: string[] = [];
    let at: StoredRow | undefined = account;
    for (; at !== undefined && names.length < LEVELS_MOST; at = parentOf(at)) names.unshift(nameOf(at));
    return names.join(" : ");
  };
  return [
    { name: "accountsearchdisplayname", read: (row) => textValue(numbered(row)) },
    { name: "accountsearchdisplaynamecopy", read: (row) => textValue(nameOf(row)) },
    { name: "displaynamewithhierarchy", read: (row) => textValue(path(row)) },
    { name: "fullname", read: (row) => textValue(path(row)) },
  ];
}

const nameOf = ({ fields: { acctName } }: StoredRow): string =>
  typeof acctName === "string" ? acctName : "";

const numbered = (row: StoredRow): string => {
  const { acctNumber } = row.fields;
  return typeof acctNumber === "string" ? `${acctNumber} ${nameOf(row)}` : nameOf(row);
};
