/** A transaction laid out as lines: the main line, what its sublists hold, and the charges on the whole of it. */
import { type Fields, linesOf } from "../../records/field-value.ts";
import type { StoredRow } from "../../records/record-store.ts";
import { chargeLines } from "./charge-lines.ts";
import type { TableRow } from "./table.ts";
import { kindOf } from "./transaction-kinds.ts";

/** A stored record is replaced, never changed, so its lines are laid out once. */
const known = new WeakMap<StoredRow, readonly TableRow[]>();

export function lineRows(transaction: StoredRow): readonly TableRow[] {
  const lines = known.get(transaction) ?? layOut(transaction);
  known.set(transaction, lines);
  return lines;
}

export const isMainLine = ({ id }: Pick<TableRow, "id">): boolean => id === "0";

/** Lines keep their number; those of a second sublist go on counting. */
function layOut(parent: StoredRow): readonly TableRow[] {
  const row = (id: string, fields: Fields): TableRow => ({
    recordType: "transactionline",
    id,
    fields,
    parent,
  });
  const rows = [row("0", { amount: parent.fields["total"] ?? null })];
  const taken = new Set<string>();
  for (const sublist of kindOf(parent.recordType).sublists) {
    for (const line of linesOf(parent.fields[sublist])) {
      const own = String(line["line"] ?? rows.length);
      const id = taken.has(own) ? String(rows.length) : own;
      taken.add(id);
      rows.push(row(id, line));
    }
  }
  let last = Math.max(...rows.map(({ id }) => Number(id)));
  for (const charge of chargeLines(parent)) {
    last += 1;
    rows.push(row(String(last), charge));
  }
  return rows;
}
