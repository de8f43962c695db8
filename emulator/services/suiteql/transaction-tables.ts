/** The tables transaction and transactionline over all kinds of transaction. */
import { type Fields, type FieldValue, isReference } from "../../records/field-value.ts";
import type { RecordStore, StoredRow } from "../../records/record-store.ts";
import type { FieldDefinition, RecordType, SublistDefinition } from "../../records/record-type.ts";
import { negate } from "./arithmetic.ts";
import { catalogueColumn, dateValue, idValue } from "./catalogue-column.ts";
import { ITEM_TYPE } from "./item-columns.ts";
import { isMainLine, lineRows } from "./line-rows.ts";
import { recordTable, rowsById } from "./record-table.ts";
import type { SqlValue } from "./sql-value.ts";
import type { Column, Table, TableRow } from "./table.ts";
import { kindOf } from "./transaction-kinds.ts";

type Label = (row: StoredRow) => string;

const typeCode = ({ recordType }: StoredRow): string => kindOf(recordType).code;

/** Where the name of a type is not that of its record: "Payment : Deposited" (recorded live), "Bill : Open" (public queries). */
const SHOWN_AS: Readonly<Record<string, string>> = {
  customerPayment: "Payment",
  vendorBill: "Bill",
  vendorPayment: "Bill Payment",
  vendorCredit: "Bill Credit",
  journalEntry: "Journal",
};

const labelOf =
  ({ catalogue }: RecordStore): Label =>
  ({ recordType }) =>
    SHOWN_AS[recordType] ?? catalogue.find(recordType)?.label ?? recordType;

const statusOf = ({ status }: Fields) => (isReference(status) ? status : undefined);

const displayName = (label: Label, row: StoredRow): string =>
  `${label(row)} #${String(row.fields["tranId"] ?? "")}`;

function transactionColumns(label: Label): readonly Column[] {
  return [
    {
      // The raw status is one letter; BUILTIN.CF makes it SalesOrd:B (public queries).
      name: "status",
      read: ({ fields }) => statusOf(fields)?.id ?? null,
      display: (row) => {
        const status = statusOf(row.fields);
        return status === undefined ? null : `${label(row)} : ${status.refName ?? status.id}`;
      },
      criterion: (row) => {
        const status = statusOf(row.fields);
        return status === undefined ? null : `${typeCode(row)}:${status.id}`;
      },
    },
    { name: "type", read: typeCode, display: label },
    { name: "recordtype", read: ({ recordType }) => recordType.toLowerCase() },
    { name: "foreigntotal", read: ({ fields }) => numeric(fields["total"]) },
    { name: "foreignamountpaid", read: ({ fields }) => numeric(fields["amountPaid"]) },
    { name: "foreignamountunpaid", read: ({ fields }) => numeric(fields["amountRemaining"]) },
    { name: "posting", read: ({ recordType }) => flag(kindOf(recordType).posts) },
    { name: "trandisplayname", read: (row) => displayName(label, row) },
  ];
}

/**
 * A line has what it was made from, its transaction does not, and not everywhere the subsidiary: "Unknown identifier" (seen live; public
 * queries). REST alone has the total (third-party guide).
 */
const NO_COLUMNS = ["total", "createdfrom"];

export const transactionTable = (
  store: RecordStore,
  { hasSubsidiary }: { readonly hasSubsidiary: boolean },
): Table =>
  recordTable({
    name: "transaction",
    types: store.catalogue.ofCategory("transaction"),
    store,
    own: transactionColumns(labelOf(store)),
    hidden: hasSubsidiary ? NO_COLUMNS : [...NO_COLUMNS, "subsidiary"],
  });

const parentField =
  (name: string) =>
  ({ parent }: TableRow): FieldValue | undefined =>
    parent?.fields[name];

/** Sales lines count against the stock and the ledger: quantity and amounts are negative, the main line's total is not (public queries). */
const lineColumns = (store: RecordStore, label: Label): readonly Column[] => [
  { name: "id", read: ({ id }) => idValue(id) },
  { name: "linesequencenumber", read: ({ id }) => idValue(id) },
  { name: "uniquekey", read: ({ id, parent }) => Number(parent?.id) * LINES_MOST + Number(id) },
  {
    name: "transaction",
    read: ({ parent }) => idValue(parent?.id ?? ""),
    display: ({ parent }) => (parent ? displayName(label, parent) : null),
  },
  boxColumn("mainline", isMainLine),
  boxColumn("taxline", ({ fields }) => fields["taxLine"] === true),
  boxColumn("transactiondiscount", ({ fields }) => fields["transactionDiscount"] === true),
  boxColumn(
    "isinventoryaffecting",
    ({ fields, parent }) => isReference(fields["item"]) && movesStock(parent),
  ),
  boxColumn("isfullyshipped", isFullyShipped),
  ...NEVER_TICKED.map((name) => boxColumn(name, () => false)),
  { name: "quantity", read: quantityOf },
  // What was shipped or received of an order's line counts up on either side of it (public queries).
  { name: "quantityshiprecv", read: movedOf },
  itemTypeOf(store),
  // A line is as old as its transaction here.
  momentOf("linecreateddate", "createdDate"),
  momentOf("linelastmodifieddate", "lastModifiedDate"),
  { name: "netamount", read: amountOf },
  { name: "foreignamount", read: amountOf },
  {
    name: "memo",
    read: (row) =>
      textual(isMainLine(row) ? parentField("memo")(row) : (row.fields["memo"] ?? row.fields["description"])),
  },
  ...["entity", "subsidiary", "createdFrom"].map((field) => fromParent(field)),
  ...["department", "class", "location"].map((field) => ofTheWhole(field)),
];

/** More lines than any transaction has: the real keys are counted over all lines of an account. */
const LINES_MOST = 100_000;

/**
 * Of what the emulator does not have, such as a second line of a fulfilment for the cost of what is sold: connectors select all the
 * boxes there are, and one that is unknown costs them the query (names in public queries and in a schema read live).
 */
const NEVER_TICKED = [
  "assemblycomponent",
  "donotdisplayline",
  "donotprintline",
  "dropship",
  "eliminate",
  "iscogs",
  "iscustomglline",
  "isfxvariance",
  "kitcomponent",
  "landedcostperline",
  "periodclosed",
  "processedbyrevcommit",
  "specialorder",
];

const STOCK_MOVES: ReadonlySet<string> = new Set([
  "itemFulfillment",
  "itemReceipt",
  "inventoryAdjustment",
  "inventoryTransfer",
]);

const movesStock = (transaction: StoredRow | undefined): boolean =>
  STOCK_MOVES.has(transaction?.recordType ?? "");

const movedOf = ({ fields: { quantityFulfilled, quantityReceived } }: TableRow): SqlValue =>
  numeric(quantityFulfilled ?? quantityReceived);

function isFullyShipped({ fields: { quantity, quantityFulfilled } }: TableRow): boolean {
  const isCounted = typeof quantity === "number" && typeof quantityFulfilled === "number";
  return isCounted && quantity > 0 && quantityFulfilled >= quantity;
}

function boxColumn(name: string, isTicked: (row: TableRow) => boolean): Column {
  return {
    name,
    read: (row) => flag(isTicked(row)),
    display: (row) => (isTicked(row) ? "Yes" : "No"),
  };
}

const flag = (value: boolean): string => (value ? "T" : "F");
const numeric = (value: FieldValue | undefined): SqlValue => (typeof value === "number" ? value : null);
const textual = (value: FieldValue | undefined): SqlValue =>
  typeof value === "string" && value !== "" ? value : null;

const signed = (value: SqlValue, sign: 1 | -1): SqlValue => (sign === 1 ? value : negate(value));

function quantityOf({ fields, parent }: TableRow): SqlValue {
  const { sign, quantity = "quantity" } = kindOf(parent?.recordType ?? "");
  return signed(numeric(fields[quantity]), sign);
}

/** Of a journal, debit less credit; of a main line, the other side of its lines. */
export function amountOf(row: TableRow): SqlValue {
  const { sign } = kindOf(row.parent?.recordType ?? "");
  const { amount, debit, credit } = row.fields;
  if (isMainLine(row)) return signed(numeric(amount), sign === 1 ? -1 : 1);
  if (typeof debit === "number") return debit;
  return typeof credit === "number" ? negate(credit) : signed(numeric(amount), sign);
}

/** As it stands on the form, whichever way it counts. */
export const magnitudeOf = ({ fields: { amount } }: TableRow): number | null =>
  typeof amount === "number" ? amount : null;

type FieldOf = (row: TableRow) => FieldValue | undefined;

/** The line's own, or its transaction's. */
const fromParent = (field: string): Column =>
  referenceColumn(field, (row) => row.fields[field] ?? row.parent?.fields[field]);

/** The main line has the transaction's, every other its own. */
const ofTheWhole = (field: string): Column =>
  referenceColumn(field, (row) => (isMainLine(row) ? row.parent?.fields[field] : row.fields[field]));

function referenceColumn(field: string, fieldOf: FieldOf): Column {
  return {
    name: field.toLowerCase(),
    read: (row) => {
      const reference = fieldOf(row);
      return isReference(reference) ? idValue(reference.id) : null;
    },
    display: (row) => {
      const reference = fieldOf(row);
      return isReference(reference) ? (reference.refName ?? reference.id) : null;
    },
  };
}

const momentOf = (name: string, field: string): Column => ({
  name,
  read: (row) => dateValue(parentField(field)(row)),
});

/** A charge says itself what it is, of any other line its item does. */
function itemTypeOf(store: RecordStore): Column {
  const types = store.catalogue.ofCategory("item");
  return {
    name: ITEM_TYPE.name,
    read: ({ fields: { item, itemType } }) => {
      if (isReference(itemType)) return itemType.id;
      const [row] = isReference(item) ? rowsById(types, store, item.id) : [];
      return row === undefined ? null : ITEM_TYPE.read(row);
    },
  };
}

/** The line's amount is netamount here, and rates stand on their own. */
const NOT_ON_LINES = ["amount", "refname", "line", "debit", "credit"];

const lineSublists = (type: RecordType): readonly SublistDefinition[] =>
  kindOf(type.recordType).sublists.flatMap((name) => type.findSublist(name) ?? []);

export function transactionLineTable(store: RecordStore): Table {
  const types = store.catalogue.ofCategory("transaction");
  const own = lineColumns(store, labelOf(store));
  const hidden = new Set([...NOT_ON_LINES, ...own.map(({ name }) => name)]);
  const isColumn = ({ scriptId }: FieldDefinition): boolean => !hidden.has(scriptId);
  const sets = types.flatMap(lineSublists).map(({ fields }) => fields);
  const fields = sets.flatMap(({ all }) =>
    all.filter(isColumn).flatMap((field) => catalogueColumn(field) ?? []),
  );
  const columns = new Map([...fields, ...own].map((column) => [column.name, column]));
  const customColumn = (wanted: string): Column | undefined => {
    const field = wanted.startsWith("custcol")
      ? sets.map((set) => set.find(wanted)).find(Boolean)
      : undefined;
    return field && catalogueColumn(field);
  };
  return {
    name: "transactionline",
    columns: [...columns.values()].toSorted((left, right) => (left.name < right.name ? -1 : 1)),
    column: (wanted) => columns.get(wanted) ?? customColumn(wanted),
    rows: () => types.flatMap(({ recordType }) => store.list(recordType)).flatMap(lineRows),
    index: (column) =>
      column === "transaction" ? (value) => rowsById(types, store, value).flatMap(lineRows) : undefined,
  };
}
