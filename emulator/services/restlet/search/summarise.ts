/** Summary columns: groups and what is counted or added up within each (search.Summary, Oracle help section_4345783108). */
import Big from "big.js";
import { compareCells, type ResultCell } from "./result-cell.ts";
import type { SearchColumn, SearchResult } from "./search-order.ts";
import { unknownColumn } from "./search-problem.ts";

type Summary = (cells: readonly ResultCell[]) => ResultCell;

const numberCell = (value: Big | number): ResultCell => {
  const number = Number(value);
  return { value: String(number), key: number, isChoice: false };
};

const added = (cells: readonly ResultCell[]): Big =>
  cells.reduce((sum, { key }) => (typeof key === "number" ? sum.plus(key) : sum), new Big(0));

const isFilled = ({ value }: ResultCell): boolean => value !== "";
const EMPTY: ResultCell = { value: "", key: "", isChoice: false };

const SUMMARIES: Readonly<Record<string, Summary>> = {
  GROUP: ([cell]) => cell ?? EMPTY,
  COUNT: (cells) => numberCell(new Set(cells.filter(isFilled).map(({ value }) => value)).size),
  SUM: (cells) => numberCell(added(cells)),
  AVG: (cells) => {
    const filled = cells.filter(isFilled);
    return filled.length === 0 ? EMPTY : numberCell(added(filled).div(filled.length));
  },
  MAX: (cells) => cells.filter(isFilled).toSorted(compareCells).at(-1) ?? EMPTY,
  MIN: (cells) => cells.filter(isFilled).toSorted(compareCells)[0] ?? EMPTY,
};

/** Results as they are when no column has a summary. */
export function summarise(
  results: readonly SearchResult[],
  columns: readonly SearchColumn[],
): readonly SearchResult[] {
  if (columns.every(({ summary }) => summary === undefined || summary === null)) return results;
  const summaries = columns.map(({ name, summary }) => {
    const found = SUMMARIES[String(summary ?? "").toUpperCase()];
    // In a summary search every column needs one.
    if (found === undefined) throw unknownColumn(name);
    return { of: found, isGroup: found === SUMMARIES["GROUP"] };
  });
  const groups = new Map<string, SearchResult[]>();
  for (const result of results) {
    const values = result.cells.filter((_cell, index) => summaries[index]?.isGroup === true);
    const key = JSON.stringify(values.map(({ value }) => value));
    groups.set(key, [...(groups.get(key) ?? []), result]);
  }
  return [...groups.values()].map((members) => ({
    type: null,
    id: null,
    cells: summaries.map(({ of }, index) => of(members.map(({ cells }) => cells[index] ?? EMPTY))),
  }));
}
