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
