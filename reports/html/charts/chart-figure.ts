/** What every chart has around it: caption, text alternative, two drawings, the data as a table. */
import type { TableBlock } from "../../report.ts";
import { html, type Markup } from "../markup.ts";
import { tableHtml } from "../table.ts";
import { CHART_SIZES, type ChartSize } from "./chart-size.ts";

/** A drawing made of SVG elements, and how tall it became. */
export interface Drawing {
  readonly height: number;
  readonly marks: Markup;
}

/** A chart before it is drawn. `anchor` is the id on the page that the ids inside the SVG start with. */
export interface ChartPlan {
  readonly anchor: string;
  readonly title: string;
  readonly description: string;
  readonly draw: (size: ChartSize) => Drawing;
  readonly data: Omit<TableBlock, "kind">;
}

/** The figure: the caption is read first, the drawing has a name and a description, the figures are one click away. */
export function chartFigure(plan: ChartPlan): Markup {
  return html`<figure class="chart" id="${plan.anchor}"><figcaption>${plan.title}</figcaption>
<p class="description">${plan.description}</p>
${CHART_SIZES.map((size) => drawing(plan, size))}<details><summary>The figures<span class="unseen"> of “${plan.title}”</span></summary>
<div class="unfolded">
${tableHtml(plan.data)}</div></details></figure>
`;
}

function drawing(plan: ChartPlan, size: ChartSize): Markup {
  const { height, marks } = plan.draw(size);
  const id = `${plan.anchor}-${size.name}`;
  return html`<svg class="${size.name}" viewBox="0 0 ${size.width} ${Math.ceil(height)}" role="img" aria-labelledby="${id}-title ${id}-desc" xmlns="http://www.w3.org/2000/svg">
<title id="${id}-title">${plan.title}</title><desc id="${id}-desc">${plan.description}</desc>
${marks}</svg>
`;
}
