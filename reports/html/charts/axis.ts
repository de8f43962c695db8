/** Axes: ticks, grid lines and the words that say what is measured. */
import type { ScaleLinear } from "d3-scale";
import { html, type Markup } from "../markup.ts";
import { wrapLabel } from "./chart-label.ts";
import { coordinate, formatFigure } from "./figures.ts";

/** The rectangle in which the data is drawn, in SVG units. */
export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** An axis along one side of the plot. */
export interface Axis {
  readonly scale: ScaleLinear<number, number>;
  readonly label: string;
  readonly ticks: number;
}

/** Room below the plot that the x axis takes for its figures and its label. */
export const X_AXIS_HEIGHT = 44;

/** As many characters as fit across the narrow drawing. */
const LONGEST_LABEL = 44;

/** Grid lines with their values on the left, and the label above them: easier to read than turned by 90 degrees. */
export function yAxis({ scale, label, ticks }: Axis, plot: Plot): Markup {
  const lines = scale.ticks(ticks).map((tick) => {
    const y = coordinate(scale(tick));
    return html`<line class="grid" x1="${plot.left}" x2="${plot.right}" y1="${y}" y2="${y}" /><text class="tick end" x="${plot.left - 8}" y="${y}" dy="0.35em">${formatFigure(tick)}</text>\n`;
  });
  return html`<g>${lines}<text class="axis" x="4" y="${coordinate(plot.top - 16)}">${shortened(label)}</text></g>\n`;
}

/** The base line with tick marks and values below it, and the label in the corner where the axis ends. */
export function xAxis({ scale, label, ticks }: Axis, plot: Plot): Markup {
  const marks = scale.ticks(ticks).map((tick) => {
    const x = coordinate(scale(tick));
    return html`<line class="base" x1="${x}" x2="${x}" y1="${plot.bottom}" y2="${plot.bottom + 5}" /><text class="tick middle" x="${x}" y="${plot.bottom + 19}">${formatFigure(tick)}</text>\n`;
  });
  return html`<g><line class="base" x1="${plot.left}" x2="${plot.right}" y1="${plot.bottom}" y2="${plot.bottom}" />${marks}<text class="axis end" x="${plot.right}" y="${plot.bottom + 38}">${shortened(label)}</text></g>\n`;
}

function shortened(label: string): string {
  return wrapLabel(label, { width: LONGEST_LABEL, lines: 1 })[0] ?? "";
}
