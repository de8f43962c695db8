/** The tables of an account, by the names SuiteQL knows them under; each is made when a query first names it. */
import type { Quirks } from "../../quirks.ts";
import { isReference } from "../../records/field-value.ts";
import type { RecordStore, StoredRow } from "../../records/record-store.ts";
import type { RecordType } from "../../records/record-type.ts";
import { accountColumns } from "./account-columns.ts";
import { accountingLineTable } from "./accounting-line-table.ts";
import { idValue } from "./catalogue-column.ts";
import { ITEM_FULL_NAME, ITEM_TYPE } from "./item-columns.ts";
import { recordTable } from "./record-table.ts";
import { type SqlValue, textValue } from "./sql-value.ts";
import { sublistTable } from "./sublist-table.ts";
import type { Column, Table, Tables } from "./table.ts";
import { trackingNumberMapTable, trackingNumberTable } from "./tracking-tables.ts";
import { documentLinkTable, lineLinkTable } from "./transaction-link-tables.ts";
import { transactionLineTable, transactionTable } from "./transaction-tables.ts";

type Shown = Pick<Quirks, "suiteqlSubsidiary">;
type Make = (store: RecordStore, shown: Shown) => Table;

export function accountTables(store: RecordStore, shown: Shown): Tables {
  const makers = new Map<string, Make>([...Object.entries(FAMILY_TABLES), ...typeTables(store)]);
  const made = new Map<string, Table>();
  return {
    get(name) {
      const table = made.get(name) ?? makers.get(name)?.(store, shown);
      if (table !== undefined) made.set(name, table);
      return table;
    },
  };
}

const ENTITY_TYPES: Readonly<Record<string, string>> = {
  customer: "CustJob",
  vendor: "Vendor",
  employee: "Employee",
  contact: "Contact",
};

const text = ({ fields }: StoredRow, name: string): string => {
  const value = fields[name];
  return typeof value === "string" ? value : "";
};

/** The company, else the person. */
const fullName = (row: StoredRow): SqlValue =>
  textValue(text(row, "companyName") || `${text(row, "firstName")} ${text(row, "lastName")}`.trim());

const ENTITY_COLUMNS: readonly Column[] = [
  { name: "type", read: ({ recordType }) => ENTITY_TYPES[recordType] ?? recordType },
  { name: "entitytitle", read: (row) => textValue(text(row, "entityId")) },
  { name: "altname", read: fullName },
];

/** REST calculates them; in SuiteQL they are unknown identifiers (third-party guide). */
const REST_BALANCES = ["balance", "consolbalance"];

const itemSublist =
  (name: string, sublist: string, own: readonly Column[] = []): Make =>
  (store) =>
    sublistTable({ name, types: store.catalogue.ofCategory("item"), sublist, owner: "item", own, store });

/** Oracle's table of one row, for queries that need none (inferred). */
const DUMMY: Column = { name: "dummy", read: () => "X" };
const DUAL: Table = {
  name: "dual",
  columns: [DUMMY],
  column: (wanted) => (wanted === DUMMY.name ? DUMMY : undefined),
  rows: () => [{ recordType: "dual", id: "1", fields: {} }],
  index: () => undefined,
};

const FAMILY_TABLES: Readonly<Record<string, Make>> = {
  dual: () => DUAL,
  transaction: (store, { suiteqlSubsidiary }) =>
    transactionTable(store, { hasSubsidiary: suiteqlSubsidiary === "shown" }),
  transactionline: transactionLineTable,
  transactionaccountingline: accountingLineTable,
  previoustransactionlink: documentLinkTable("previoustransactionlink"),
  nexttransactionlink: documentLinkTable("nexttransactionlink"),
  previoustransactionlinelink: lineLinkTable("previoustransactionlinelink"),
  nexttransactionlinelink: lineLinkTable("nexttransactionlinelink"),
  trackingnumber: trackingNumberTable,
  trackingnumbermap: trackingNumberMapTable,
  item: (store) =>
    recordTable({
      name: "item",
      types: store.catalogue.ofCategory("item"),
      store,
      own: [ITEM_TYPE, ITEM_FULL_NAME],
    }),
  entity: (store) =>
    recordTable({
      name: "entity",
      types: store.catalogue.ofCategory("entity"),
      store,
      own: ENTITY_COLUMNS,
      hidden: REST_BALANCES,
    }),
  itemprice: itemSublist("itemprice", "price"),
  pricing: itemSublist("pricing", "price", [
    {
      name: "unitprice",
      read: ({ fields }) => (typeof fields["price"] === "number" ? fields["price"] : null),
    },
    {
      name: "currency",
      read: ({ fields: { currencyPage: page } }) => (isReference(page) ? idValue(page.id) : null),
      display: ({ fields: { currencyPage: page } }) => (isReference(page) ? (page.refName ?? page.id) : null),
    },
  ]),
  aggregateitemlocation: itemSublist("aggregateitemlocation", "locations"),
  inventoryitemlocations: itemSublist("inventoryitemlocations", "locations"),
};

const OWN_COLUMNS: Readonly<Record<string, (store: RecordStore) => readonly Column[]>> = {
  account: accountColumns,
};

/** Entities and lists, custom ones too, are tables of their own; transactions and items only as families (live: vendorbill is none). */
function* typeTables({ catalogue }: RecordStore): Iterable<[string, Make]> {
  for (const type of catalogue.all()) {
    if (type.category === "transaction" || type.category === "item") continue;
    const name = type.recordType.toLowerCase();
    const hidden = type.category === "entity" ? REST_BALANCES : [];
    const own = OWN_COLUMNS[name];
    yield [name, (store) => recordTable({ name, types: [type], store, hidden, own: own?.(store) ?? [] })];
    if (type.category === "entity") yield* addressTables(name, type);
  }
}

/** An entity's address book, and the addresses in it by nkey. */
function addressTables(entity: string, type: RecordType): readonly [string, Make][] {
  const book = `${entity}addressbook`;
  const addresses = `${book}entityaddress`;
  const shared = { types: [type], sublist: "addressBook" };
  const id = (name: string): Column => ({ name, read: (row) => idValue(row.id) });
  return [
    [
      book,
      (store) =>
        sublistTable({ ...shared, name: book, owner: "entity", own: [id("addressbookaddress")], store }),
    ],
    [
      addresses,
      (store) =>
        sublistTable({
          ...shared,
          name: addresses,
          subrecord: "addressBookAddress",
          own: [id("nkey")],
          store,
        }),
    ],
  ];
}
