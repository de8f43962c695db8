/** A table that scrolls inside its own frame, so that the page never has to. */
import type { TableBlock } from "../report.ts";
import { html, type Markup } from "./markup.ts";

/** The table of a report. The frame takes keyboard focus, because what scrolls must be reachable without a mouse. */
export function tableHtml(table: Omit<TableBlock, "kind">): Markup {
  const width = Math.max(table.columns.length, ...table.rows.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, index) => ({
    label: table.columns[index]?.label ?? "",
    align: table.columns[index]?.align ?? "left",
  }));
  const heads = columns.map(({ label, align }) => html`<th scope="col" class="${align}">${label}</th>`);
  const rows = table.rows.map(
    (row) =>
      html`<tr>${columns.map(({ align }, index) => html`<td class="${align}">${row[index] ?? ""}</td>`)}</tr>\n`,
  );
  return html`<div class="frame" role="group" tabindex="0" aria-label="Table: ${table.caption}">
<table><caption>${table.caption}</caption>
<thead><tr>${heads}</tr></thead>
<tbody>
${rows}</tbody></table>
</div>
`;
}
