/** The tables transaction and transactionline over the stored sales orders. */
import { BASE_CATALOGUE } from "../../records/catalogue.ts";
import { type Fields, type FieldValue, isReference, linesOf } from "../../records/field-value.ts";
import type { RecordStore, StoredRow } from "../../records/record-store.ts";
import type { FieldDefinition, RecordType } from "../../records/record-type.ts";
import { negate } from "./arithmetic.ts";
import { catalogueColumn, idValue } from "./catalogue-column.ts";
import { recordTable, rowsById } from "./record-table.ts";
import type { SqlValue } from "./sql-value.ts";
import type { Column, Table, TableRow } from "./table.ts";

const transactionTypes = ({ catalogue }: RecordStore): readonly RecordType[] =>
  catalogue.all().filter(({ category }) => category === "transaction");

/** What the column type says (public queries by the hundred). */
const TYPE_CODES: Readonly<Record<string, string>> = { salesOrder: "SalesOrd" };

const typeCode = ({ recordType }: StoredRow): string => TYPE_CODES[recordType] ?? recordType;

const typeLabel = ({ recordType }: StoredRow): string => BASE_CATALOGUE.find(recordType)?.label ?? recordType;

/** The raw status is one letter; BUILTIN.CF makes it SalesOrd:B (public queries). */
const STATUS: Column = {
  name: "status",
  read: ({ fields }) => statusOf(fields)?.id ?? null,
  display: (row) => {
    const status = statusOf(row.fields);
    return status === undefined ? null : `${typeLabel(row)} : ${status.refName ?? status.id}`;
  },
  criterion: (row) => {
    const status = statusOf(row.fields);
    return status === undefined ? null : `${typeCode(row)}:${status.id}`;
  },
};

const statusOf = ({ status }: Fields) => (isReference(status) ? status : undefined);

const TRANSACTION_COLUMNS: readonly Column[] = [
  STATUS,
  { name: "type", read: typeCode, display: typeLabel },
  { name: "recordtype", read: ({ recordType }) => recordType.toLowerCase() },
  { name: "foreigntotal", read: ({ fields }) => numeric(fields["total"]) },
  { name: "trandisplayname", read: (row) => `${typeLabel(row)} #${String(row.fields["tranId"] ?? "")}` },
];

/** A line has them, its transaction does not: subsidiary gives "Unknown identifier" (seen live). */
const LINE_ONLY = ["subsidiary"];

export const transactionTable = (store: RecordStore): Table =>
  recordTable({
    name: "transaction",
    types: transactionTypes(store),
    store,
    own: TRANSACTION_COLUMNS,
    hidden: LINE_ONLY,
  });

const parentField =
  (name: string) =>
  ({ parent }: TableRow): FieldValue | undefined =>
    parent?.fields[name];

/** Sales lines count against the stock and the ledger: quantity and amounts are negative, the main line's total is not (public queries). */
const LINE_COLUMNS: readonly Column[] = [
  { name: "id", read: ({ id }) => idValue(id) },
  { name: "linesequencenumber", read: ({ id }) => idValue(id) },
  {
    name: "transaction",
    read: ({ parent }) => idValue(parent?.id ?? ""),
    display: ({ parent }) =>
      parent ? `${typeLabel(parent)} #${String(parent.fields["tranId"] ?? "")}` : null,
  },
  {
    name: "mainline",
    read: (row) => flag(isMainLine(row)),
    display: (row) => (isMainLine(row) ? "Yes" : "No"),
  },
  { name: "taxline", read: () => "F", display: () => "No" },
  { name: "quantity", read: ({ fields }) => negate(numeric(fields["quantity"])) },
  { name: "netamount", read: amountOf },
  { name: "foreignamount", read: amountOf },
  {
    name: "memo",
    read: (row) => textual(isMainLine(row) ? parentField("memo")(row) : row.fields["description"]),
  },
  ...["entity", "subsidiary"].map((name) => fromParent(name)),
];

const isMainLine = ({ id }: TableRow): boolean => id === "0";
const flag = (value: boolean): string => (value ? "T" : "F");
const numeric = (value: FieldValue | undefined): SqlValue => (typeof value === "number" ? value : null);
const textual = (value: FieldValue | undefined): SqlValue =>
  typeof value === "string" && value !== "" ? value : null;

function amountOf(row: TableRow): SqlValue {
  const amount = numeric(row.fields["amount"]);
  return isMainLine(row) ? amount : negate(amount);
}

function fromParent(name: string): Column {
  const value = parentField(name);
  return {
    name,
    read: (row) => {
      const reference = value(row);
      return isReference(reference) ? idValue(reference.id) : null;
    },
    display: (row) => {
      const reference = value(row);
      return isReference(reference) ? (reference.refName ?? reference.id) : null;
    },
  };
}

/** The line's amount is netamount here, and rates stand on their own. */
const NOT_ON_LINES = ["amount", "refname", "line", ...LINE_COLUMNS.map(({ name }) => name)];

export function transactionLineTable(store: RecordStore): Table {
  const types = transactionTypes(store);
  const sets = types.flatMap(({ findSublist }) => findSublist("item")?.fields ?? []);
  const isColumn = ({ scriptId }: FieldDefinition): boolean => !NOT_ON_LINES.includes(scriptId);
  const fields = sets.flatMap(({ all }) =>
    all.filter(isColumn).flatMap((field) => catalogueColumn(field) ?? []),
  );
  const columns = new Map([...fields, ...LINE_COLUMNS].map((column) => [column.name, column]));
  const linesFor = lineCache();
  return {
    name: "transactionline",
    columns: [...columns.values()].toSorted((left, right) => (left.name < right.name ? -1 : 1)),
    column: (wanted) =>
      columns.get(wanted) ?? (wanted.startsWith("custcol") ? customColumn(types, wanted) : undefined),
    rows: () => types.flatMap(({ recordType }) => store.list(recordType)).flatMap(linesFor),
    index: (column) =>
      column === "transaction" ? (value) => rowsById(types, store, value).flatMap(linesFor) : undefined,
  };
}

function customColumn(types: readonly RecordType[], wanted: string): Column | undefined {
  const field = types.map(({ findSublist }) => findSublist("item")?.fields.find(wanted)).find(Boolean);
  return field && catalogueColumn(field);
}

/** A stored record is replaced, never changed, so its lines are laid out once. */
function lineCache(): (transaction: StoredRow) => readonly TableRow[] {
  const known = new WeakMap<StoredRow, readonly TableRow[]>();
  return (transaction) => {
    const lines = known.get(transaction) ?? layOut(transaction);
    known.set(transaction, lines);
    return lines;
  };
}

/** One main line, then the item lines. */
function layOut(parent: StoredRow): readonly TableRow[] {
  const row = (id: string, fields: Fields): TableRow => ({
    recordType: "transactionline",
    id,
    fields,
    parent,
  });
  const main = row("0", { amount: parent.fields["total"] ?? null });
  return [
    main,
    ...linesOf(parent.fields["item"]).map((line, index) => row(String(line["line"] ?? index + 1), line)),
  ];
}
