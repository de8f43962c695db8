/** A sub-select in FROM as a table; it runs once, however often it is joined. */
import type { RunnableQuery } from "./compiler.ts";
import type { Column, Table, TableRow } from "./table.ts";

export function derivedTable(name: string, { columns: names, run }: RunnableQuery): Table {
  const columns = names.map(
    (column, index): Column => ({ name: column, read: ({ values }) => values?.[index] ?? null }),
  );
  const byName = new Map(columns.map((column) => [column.name, column]));
  let known: readonly TableRow[] | undefined;
  return {
    name,
    columns: [...byName.values()],
    column: (wanted) => byName.get(wanted),
    rows() {
      known ??= run(undefined).map((values, index) => ({
        recordType: name,
        id: String(index),
        fields: {},
        values,
      }));
      return known;
    },
    index: () => undefined,
  };
}
