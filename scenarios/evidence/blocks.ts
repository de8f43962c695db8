/** The plain blocks that evidence is made of. */
import type { Block } from "../../reports/index.ts";

export const code = (caption: string, text: string): Block => ({ kind: "code", caption, text });

export const folded = (caption: string, text: string): Block => ({
  kind: "code",
  caption,
  text,
  folded: true,
});

export const table = (
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): Block => ({ kind: "table", caption, columns: columns.map((label) => ({ label })), rows });

export const remark = (text: string): Block => ({ kind: "note", tone: "info", text });

/** A table that says how many of its rows are left out. */
export function longTable(
  caption: string,
  columns: readonly string[],
  { rows, most }: { readonly rows: readonly (readonly string[])[]; readonly most: number },
): readonly Block[] {
  const left = rows.length - most;
  return [
    table(caption, columns, rows.slice(0, most)),
    ...(left > 0 ? [remark(`${left} more of ${rows.length} are not listed.`)] : []),
  ];
}

/** Says how many of all are shown; nothing where all are. */
export const cutRemark = (shown: number, all: number, what: string): readonly Block[] =>
  shown < all ? [remark(`Shown whole: ${shown} of ${all} ${what} first.`)] : [];

/** "2026-11-27 14:30:00.125" of milliseconds since 1970, by the clock of the scenario's world. */
export const clockTime = (at: number): string => new Date(at).toISOString().replace("T", " ").slice(0, -1);
