/** What a SELECT puts out: a value and a name for each column, stars spelt out. */
import { unsupported } from "./query-problem.ts";
import type { Scope } from "./scope.ts";
import type { Expression, SelectItem } from "./syntax-tree.ts";

export interface OutputColumn {
  /** Lower case, whatever the query says (seen live). */
  readonly name: string;
  readonly value: Expression;
}

export function outputColumns(items: readonly SelectItem[], scope: Scope): readonly OutputColumn[] {
  let unnamed = 0;
  return items.flatMap((item) => {
    if (item.kind === "star") return starColumns(item.qualifier, scope);
    const name = item.alias ?? (item.value.kind === "column" ? item.value.name : undefined);
    if (name === undefined) unnamed += 1;
    return [{ name: (name ?? `expr${unnamed}`).toLowerCase(), value: item.value }];
  });
}

function starColumns(qualifier: string | undefined, { sources }: Scope): readonly OutputColumn[] {
  const wanted = sources.filter(({ alias }) => qualifier === undefined || alias === qualifier.toLowerCase());
  if (wanted.length === 0) throw unsupported(`There is no table '${qualifier}' for its star.`);
  return wanted.flatMap(({ alias, table }) =>
    table.columns.map(({ name }) => ({ name, value: { kind: "column", qualifier: alias, name } as const })),
  );
}
