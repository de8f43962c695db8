/** Runs a search over the account's records: filters, columns, order, summaries. */
import type { RecordStore } from "../../../records/record-store.ts";
import type { RecordType } from "../../../records/record-type.ts";
import { scriptTypeOf } from "../record-types.ts";
import { type FilterTree, parseFilters } from "./filter-expression.ts";
import { compareCells, shownCell } from "./result-cell.ts";
import { joinedField, type SearchField, searchField } from "./search-field.ts";
import { operatorTest, type Test } from "./search-operators.ts";
import type { SearchColumn, SearchOrder, SearchResult } from "./search-order.ts";
import { notHere, unknownColumn, unknownFilter } from "./search-problem.ts";
import { type SearchRow, searchedTypes, searchRows } from "./search-row.ts";
import { summarise } from "./summarise.ts";

export interface SearchContext {
  readonly store: RecordStore;
  now(): number;
}

/** Throws a ScriptRefusal for a search that NetSuite would refuse. */
export function runSearch(context: SearchContext, order: SearchOrder): readonly SearchResult[] {
  const types = searchedTypes(context.store.catalogue, order.type);
  const isWanted = compile(context, types, parseFilters(order.filters ?? []));
  const fields = order.columns.map((column) => columnField(context, types, column));
  const found = searchRows(context.store, types)
    .filter(isWanted)
    .map((row) => ({
      type: scriptTypeOf(row.type),
      id: row.row.id,
      cells: fields.map((field) => shownCell(field.kind, field.read(row))),
    }));
  return inOrder(summarise(found, order.columns), order.columns);
}

/** "customer.email" is the field email of what customer refers to. */
export function placeOf(
  name: string,
  join?: string | null,
): { readonly name: string; readonly join?: string } {
  const [first = "", ...rest] = name.toLowerCase().split(".");
  if (rest.length > 0) return { join: first, name: rest.join(".") };
  return join === undefined || join === null ? { name: first } : { join: join.toLowerCase(), name: first };
}

function fieldAt(
  { store }: SearchContext,
  types: readonly RecordType[],
  { name, join }: { readonly name: string; readonly join?: string },
): SearchField | undefined {
  return join === undefined ? searchField(types, name) : joinedField(store, types, { join, name });
}

const isFormula = (name: string): boolean => name.toLowerCase().startsWith("formula");

function columnField(
  context: SearchContext,
  types: readonly RecordType[],
  column: SearchColumn,
): SearchField {
  if (isFormula(column.name)) throw notHere("A formula in a search column");
  const field = fieldAt(context, types, placeOf(column.name, column.join));
  if (field === undefined) throw unknownColumn(column.name);
  return field;
}

type RowTest = (row: SearchRow) => boolean;

function compile(context: SearchContext, types: readonly RecordType[], tree: FilterTree): RowTest {
  if (tree.kind === "term") return compileTerm(context, types, tree.term);
  if (tree.kind === "not") {
    const test = compile(context, types, tree.of);
    return (row) => !test(row);
  }
  const tests = tree.of.map((part) => compile(context, types, part));
  return tree.kind === "and"
    ? (row) => tests.every((test) => test(row))
    : (row) => tests.some((test) => test(row));
}

function compileTerm(
  context: SearchContext,
  types: readonly RecordType[],
  { name, operator, values }: (FilterTree & { kind: "term" })["term"],
): RowTest {
  if (isFormula(name)) throw notHere("A formula in a search filter");
  const field = fieldAt(context, types, placeOf(name));
  if (field === undefined) throw unknownFilter(name);
  const test: Test = operatorTest(field.kind, operator, values, context.now());
  return (row) => test(field.met(row));
}

/** By the columns that are sorted, the first one first. */
function inOrder(
  results: readonly SearchResult[],
  columns: readonly SearchColumn[],
): readonly SearchResult[] {
  const sorted = columns.flatMap(({ sort }, index) => {
    const direction = String(sort ?? "NONE").toUpperCase();
    return direction === "NONE" ? [] : [{ index, sign: direction === "DESC" ? -1 : 1 }];
  });
  if (sorted.length === 0) return results;
  return results.toSorted((left, right) => {
    for (const { index, sign } of sorted) {
      const order = compareCells(left.cells[index], right.cells[index]);
      if (order !== 0) return sign * order;
    }
    return 0;
  });
}
