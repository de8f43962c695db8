/** Heat map: a table whose cells are shaded by their figures. The table is the drawing and its text alternative in one. */
import type { HeatCell, HeatMapBlock } from "../../report.ts";
import { html, type Markup } from "../markup.ts";

/** From the lightest to the darkest; as many as the stylesheet knows. */
const SHADES = 5;

const MARKS = {
  chosen: { symbol: "◆", word: "chosen" },
  holds: { symbol: "✓", word: "holds" },
  fails: { symbol: "✕", word: "does not hold" },
} as const;

type Mark = (typeof MARKS)[keyof typeof MARKS];

/** Shade, hatch and frame only repeat what stands in each cell: its figure, whether it holds, and which one is chosen. */
export function heatMap(block: HeatMapBlock, anchor: string): Markup {
  const { title, description, xLabel, yLabel, columns, rows } = block;
  const shadeOf = shadesOf(rows.flatMap(({ cells }) => cells));
  const width = Math.max(columns.length, ...rows.map(({ cells }) => cells.length));
  const heads = Array.from(
    { length: width },
    (_, n) => html`<th scope="col" class="right">${columns[n] ?? ""}</th>`,
  );
  const lines = rows.map(
    ({ label, cells }) =>
      html`<tr><th scope="row">${label}</th>${Array.from({ length: width }, (_, n) => cellOf(cells[n] ?? null, shadeOf))}</tr>\n`,
  );
  return html`<figure class="chart heat-map" id="${anchor}"><figcaption>${title}</figcaption>
<p class="description">${description}</p>
<div class="frame" role="group" tabindex="0" aria-label="Table: ${title}">
<table><caption class="unseen">${title}</caption>
<thead><tr><th scope="col">${yLabel} \\ ${xLabel}</th>${heads}</tr></thead>
<tbody>
${lines}</tbody></table>
</div>
<p class="legend">${Object.values(MARKS).map(({ symbol, word }) => html`<span>${symbol} ${word}</span> `)}<span>The darker, the more.</span></p></figure>
`;
}

function cellOf(cell: HeatCell | null, shadeOf: (cell: HeatCell) => number): Markup {
  if (cell === null) return html`<td class="right none">–</td>`;
  const { display, holds, chosen } = cell;
  const classes = `right shade-${shadeOf(cell)}${holds ? "" : " fails"}${chosen === true ? " chosen" : ""}`;
  const marks = [holds ? MARKS.holds : MARKS.fails, ...(chosen === true ? [MARKS.chosen] : [])];
  return html`<td class="${classes}"><span class="figure">${display}</span> ${marks.map(markOf)}</td>`;
}

/** A screen reader hears the word. */
const markOf = ({ symbol, word }: Mark): Markup =>
  html`<span aria-hidden="true">${symbol}</span><span class="unseen">, ${word}</span>`;

/** By orders of magnitude, since a plan that breaks is a thousand times slower than one that holds. */
function shadesOf(cells: readonly (HeatCell | null)[]): (cell: HeatCell) => number {
  const size = ({ value }: HeatCell): number => Math.log1p(Number.isFinite(value) ? Math.max(0, value) : 0);
  const sizes = cells.flatMap((cell) => (cell === null ? [] : [size(cell)]));
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  return (cell) =>
    most > least ? Math.round(((size(cell) - least) / (most - least)) * (SHADES - 1)) + 1 : 1;
}
