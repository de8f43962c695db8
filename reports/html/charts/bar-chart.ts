/** Bar chart: one bar a row with its value beside it, and a limit line when there is one. */
import { type ScaleLinear, scaleLinear } from "d3-scale";
import type { Bar, BarChartBlock } from "../../report.ts";
import { html, type Markup } from "../markup.ts";
import { type Plot, X_AXIS_HEIGHT, xAxis } from "./axis.ts";
import { axisRange } from "./axis-range.ts";
import { chartFigure, type Drawing } from "./chart-figure.ts";
import { wrapLabel } from "./chart-label.ts";
import type { ChartSize } from "./chart-size.ts";
import { coordinate } from "./figures.ts";

/** Where things stand in one row: beside the bar where there is room, above it where there is none. */
interface Layout {
  readonly left: number;
  readonly rowHeight: number;
  readonly barTop: number;
  readonly label: { readonly x: number; readonly y: number; readonly class: string; readonly width: number };
}

interface Row {
  readonly bar: Bar;
  readonly scale: ScaleLinear<number, number>;
  readonly layout: Layout;
  readonly top: number;
  readonly hatch: string;
}

const BAR_HEIGHT = 20;
const VALUE_ROOM = 96;
const LIMIT_ROOM = 24;

const LAYOUTS = {
  wide: { left: 190, rowHeight: 34, barTop: 7, label: { x: 178, y: 17, class: "end", width: 27 } },
  narrow: { left: 6, rowHeight: 48, barTop: 22, label: { x: 6, y: 11, class: "", width: 44 } },
} as const satisfies Record<ChartSize["name"], Layout>;

/** The figure of a bar chart. A highlighted bar is hatched and its words are bold: the eye finds it without colour. */
export function barChart(block: BarChartBlock, anchor: string): Markup {
  return chartFigure({
    anchor,
    title: block.title,
    description: block.description,
    draw: (size) => draw({ block, size, hatch: `${anchor}-${size.name}-hatch` }),
    data: {
      caption: captionOf(block),
      columns: [{ label: "Bar" }, { label: block.xLabel, align: "right" }],
      rows: block.bars.map(({ label, display, highlighted }) => [
        highlighted ? `${label} (highlighted)` : label,
        display,
      ]),
    },
  });
}

function captionOf({ title, limit }: BarChartBlock): string {
  return limit === undefined ? title : `${title}; the line “${limit.label}” stands at ${limit.value}`;
}

function draw({ block, size, hatch }: { block: BarChartBlock; size: ChartSize; hatch: string }): Drawing {
  const layout = LAYOUTS[size.name];
  const top = block.limit === undefined ? 6 : LIMIT_ROOM;
  const plot: Plot = {
    left: layout.left,
    right: size.width - VALUE_ROOM,
    top,
    bottom: top + Math.max(1, block.bars.length) * layout.rowHeight,
  };
  const scale = scaleOf(block).range([plot.left, plot.right]);
  const rows = block.bars.map((bar, index) => ({
    bar,
    scale,
    layout,
    top: plot.top + index * layout.rowHeight,
    hatch,
  }));
  const body =
    rows.length === 0
      ? html`<text class="empty" x="${plot.left + 8}" y="${plot.top + 20}">No data</text>`
      : rows.map(barOf);
  return {
    height: plot.bottom + X_AXIS_HEIGHT,
    marks: html`<defs><pattern id="${hatch}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="hatch-ground" width="6" height="6" /><line class="hatch-line" x1="0" x2="0" y1="0" y2="6" /></pattern></defs>
${xAxis({ scale, label: block.xLabel, ticks: size.ticks - 2 }, plot)}${body}${limitLine(block, scale, plot)}${rows.map(wordsOf)}`,
  };
}

function scaleOf({ bars, limit }: BarChartBlock): ScaleLinear<number, number> {
  const values = [...bars.map(({ value }) => value), limit?.value ?? 0].filter(Number.isFinite);
  return scaleLinear()
    .domain(axisRange([0, ...values]))
    .nice(5);
}

function barOf({ bar, scale, layout, top, hatch }: Row): Markup {
  const [zero, end] = span(bar, scale);
  const fill = bar.highlighted === true ? html` fill="url(#${hatch})"` : null;
  return html`<rect class="bar${emphasis(bar)}" x="${coordinate(Math.min(zero, end))}" y="${top + layout.barTop}" width="${coordinate(Math.max(1, Math.abs(end - zero)))}" height="${BAR_HEIGHT}"${fill} />\n`;
}

/** Name and value stand on top of the limit line: words must stay readable. */
function wordsOf({ bar, scale, layout, top }: Row): Markup {
  const { x, y, width, class: side } = layout.label;
  const [name] = wrapLabel(bar.label, { width, lines: 1 });
  const [value] = wrapLabel(bar.display, { width: 14, lines: 1 });
  const beside = coordinate(Math.max(...span(bar, scale)) + 8);
  return html`<text class="word ${side}${emphasis(bar)}" x="${x}" y="${top + y}" dy="0.35em">${name ?? ""}</text><text class="word${emphasis(bar)}" x="${beside}" y="${top + layout.barTop + BAR_HEIGHT / 2}" dy="0.35em">${value ?? ""}</text>\n`;
}

function span({ value }: Bar, scale: ScaleLinear<number, number>): readonly [number, number] {
  return [scale(0), scale(Number.isFinite(value) ? value : 0)];
}

function emphasis({ highlighted }: Bar): string {
  return highlighted === true ? " highlighted" : "";
}

function limitLine({ limit }: BarChartBlock, scale: ScaleLinear<number, number>, plot: Plot): Markup | null {
  if (limit === undefined || !Number.isFinite(limit.value)) return null;
  const at = scale(limit.value);
  const [text] = wrapLabel(limit.label, { width: 26, lines: 1 });
  // The label hangs on the side of the line that has more room.
  const anchor = at > (plot.left + plot.right) / 2 ? "end" : "start";
  return html`<g class="limit"><line x1="${coordinate(at)}" x2="${coordinate(at)}" y1="${plot.top - 4}" y2="${plot.bottom}" /><text class="${anchor}" x="${coordinate(anchor === "end" ? at - 6 : at + 6)}" y="${plot.top - 10}">${text ?? ""}</text></g>\n`;
}
