/** Which transaction was made from which, and which pays which: one row for two documents, or for each pair of their lines (public queries). */
import { type Fields, isReference, linesOf } from "../../records/field-value.ts";
import type { RecordStore, StoredRow } from "../../records/record-store.ts";
import { isApplied } from "../../records/transactions/links.ts";
import { dateValue, idValue } from "./catalogue-column.ts";
import { lineRows } from "./line-rows.ts";
import { rowsById } from "./record-table.ts";
import { numberOf, textOf } from "./sql-value.ts";
import type { Column, Table, TableRow } from "./table.ts";
import { kindOf } from "./transaction-kinds.ts";
import { magnitudeOf } from "./transaction-tables.ts";

/** Words of public queries; that anything else that is made from another is a bill of it is inferred. */
const LINK_TYPES: Readonly<Record<string, string>> = {
  itemFulfillment: "ShipRcpt",
  itemReceipt: "ShipRcpt",
  returnAuthorization: "SaleRet",
};

/** The main line, which is what a payment is for (inferred). */
const MAIN_LINE = 0;

type Find = (id: string) => StoredRow | undefined;
type LinksInto = (next: StoredRow, find: Find) => readonly Fields[];

function linesInto(next: StoredRow, find: Find): readonly Fields[] {
  const { createdFrom, apply } = next.fields;
  const source = isReference(createdFrom) ? find(createdFrom.id) : undefined;
  const made = lineRows(next).flatMap((row) => {
    const { orderLine } = row.fields;
    if (source === undefined || typeof orderLine !== "number") return [];
    const lines = { previousline: orderLine, nextline: Number(row.id), foreignamount: magnitudeOf(row) };
    return [{ ...ends(source, next), linktype: LINK_TYPES[next.recordType] ?? "OrdBill", ...lines }];
  });
  const paid = linesOf(apply).flatMap((line, index) => {
    const document = isApplied(line) && isReference(line["doc"]) ? find(line["doc"].id) : undefined;
    if (document === undefined) return [];
    const lines = { previousline: MAIN_LINE, nextline: index + 1, foreignamount: line["amount"] ?? null };
    return [{ ...ends(document, next), linktype: "Payment", ...lines }];
  });
  return [...made, ...paid];
}

function documentsInto(next: StoredRow, find: Find): readonly Fields[] {
  const links = linesInto(next, find).map(({ previousline: _from, nextline: _to, ...link }) => link);
  const documents = new Map<string, Fields>();
  for (const { foreignamount, ...link } of links) {
    const key = `${link["previousdoc"]}/${link["linktype"]}`;
    const before = documents.get(key)?.["foreignamount"];
    const sum = Number(before ?? 0) + Number(foreignamount ?? 0);
    documents.set(key, { ...link, foreignamount: Number(sum.toFixed(2)) });
  }
  return [...documents.values()];
}

const ends = (previous: StoredRow, next: StoredRow): Fields => ({
  previousdoc: previous.id,
  previoustype: kindOf(previous.recordType).code,
  previousdate: previous.fields["tranDate"] ?? null,
  nextdoc: next.id,
  nexttype: kindOf(next.recordType).code,
  nextdate: next.fields["tranDate"] ?? null,
});

const id = (name: string): Column => ({ name, read: ({ fields }) => idValue(String(fields[name])) });
const plain = (name: string): Column => ({
  name,
  read({ fields: { [name]: value } }) {
    return typeof value === "number" || typeof value === "string" ? value : null;
  },
});
const day = (name: string): Column => ({ name, read: ({ fields }) => dateValue(fields[name]) });

const DOCUMENT_COLUMNS = [
  plain("foreignamount"),
  plain("linktype"),
  day("nextdate"),
  id("nextdoc"),
  plain("nexttype"),
  day("previousdate"),
  id("previousdoc"),
  plain("previoustype"),
];
const LINE_COLUMNS = [...DOCUMENT_COLUMNS, plain("nextline"), plain("previousline")];

function linkTable(
  store: RecordStore,
  name: string,
  columns: readonly Column[],
  linksInto: LinksInto,
): Table {
  const types = store.catalogue.ofCategory("transaction");
  const find: Find = (wanted) => rowsById(types, store, wanted)[0];
  const rowsInto = (next: StoredRow): readonly TableRow[] =>
    linksInto(next, find).map((fields, index) => ({ recordType: name, id: `${next.id}/${index}`, fields }));
  return {
    name,
    columns: columns.toSorted((left, right) => (left.name < right.name ? -1 : 1)),
    column: (wanted) => columns.find((each) => each.name === wanted),
    rows: () => types.flatMap(({ recordType }) => store.list(recordType)).flatMap(rowsInto),
    index(column) {
      if (column === "nextdoc") return (value) => rowsById(types, store, value).flatMap(rowsInto);
      if (column === "previousdoc")
        return (value) => store.linkedTo(textOf(numberOf(value)) ?? "").flatMap(rowsInto);
      return undefined;
    },
  };
}

/** Each is known under two names, seen from either end. */
export const documentLinkTable = (name: string) => (store: RecordStore) =>
  linkTable(store, name, DOCUMENT_COLUMNS, documentsInto);

export const lineLinkTable = (name: string) => (store: RecordStore) =>
  linkTable(store, name, LINE_COLUMNS, linesInto);
