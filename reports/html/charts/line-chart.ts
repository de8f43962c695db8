/** Line chart: one or more series over a common x, with a limit line when there is one. */
import { scaleLinear } from "d3-scale";
import { curveLinear, curveStepAfter, line } from "d3-shape";
import type { LineChartBlock, Point } from "../../report.ts";
import { html, type Markup } from "../markup.ts";
import { type Axis, type Plot, X_AXIS_HEIGHT, xAxis, yAxis } from "./axis.ts";
import { axisRange } from "./axis-range.ts";
import { chartFigure, type Drawing } from "./chart-figure.ts";
import { spreadLabels, wrapLabel } from "./chart-label.ts";
import type { ChartSize } from "./chart-size.ts";
import { coordinate, formatFigure } from "./figures.ts";
import { dataRows, drawablePoints, markedPoints, thinPoints } from "./series-points.ts";
import { seriesStyle } from "./series-style.ts";

const TOP = 36;
const LEFT = 52;
const LABEL_ROOM = 194;
/** Length of the piece of line beside a name. */
const SAMPLE = 32;
const LINE_HEIGHT = 14;
const KEY_ROW = 20;

interface DrawnSeries {
  readonly name: string;
  readonly step: boolean;
  readonly points: readonly Point[];
}

/** The figure of a line chart. On paper and wide screens each line carries its name; on a phone a key stands below. */
export function lineChart(block: LineChartBlock, anchor: string): Markup {
  const series = block.series.map((one) => ({
    name: one.name,
    step: one.step ?? false,
    points: drawablePoints(one),
  }));
  return chartFigure({
    anchor,
    title: block.title,
    description: block.description,
    draw: (size) => draw({ block, series, size }),
    data: dataTable(block, series),
  });
}

function draw(chart: { block: LineChartBlock; series: readonly DrawnSeries[]; size: ChartSize }): Drawing {
  const { block, series, size } = chart;
  const wide = size.name === "wide";
  const plot: Plot = {
    left: LEFT,
    right: size.width - (wide ? LABEL_ROOM : 12),
    top: TOP,
    bottom: TOP + size.plotHeight,
  };
  const { x, y } = axes(chart, plot);
  const height = plot.bottom + X_AXIS_HEIGHT;
  if (series.every(({ points }) => points.length === 0)) {
    return {
      height,
      marks: html`${xAxis(x, plot)}<text class="empty middle" x="${(plot.left + plot.right) / 2}" y="${(plot.top + plot.bottom) / 2}">No data</text>`,
    };
  }
  const lines = series.map((one, index) => seriesLine({ one, index, x, y, columns: plot.right - plot.left }));
  const names = wide ? directLabels({ series, y, plot }) : key(series, height);
  return {
    height: wide ? height : height + series.length * KEY_ROW,
    marks: html`${yAxis(y, plot)}${xAxis(x, plot)}${limitLine(block, y, plot)}${lines}${names}`,
  };
}

function axes(
  { block, series, size }: { block: LineChartBlock; series: readonly DrawnSeries[]; size: ChartSize },
  plot: Plot,
): { x: Axis; y: Axis } {
  const points = series.flatMap((one) => one.points);
  const xs = axisRange(points.map((point) => point.x));
  const limit = Number.isFinite(block.limit?.y) ? [block.limit?.y ?? 0] : [];
  // Zero is always in sight: a cut-off axis makes a small change look like a cliff.
  const ys = axisRange([0, ...points.map((point) => point.y), ...limit]);
  return {
    x: {
      scale: scaleLinear().domain(xs).range([plot.left, plot.right]),
      label: block.xLabel,
      ticks: size.ticks,
    },
    y: {
      scale: scaleLinear().domain(ys).nice(5).range([plot.bottom, plot.top]),
      label: block.yLabel,
      ticks: 5,
    },
  };
}

function seriesLine(drawn: {
  one: DrawnSeries;
  index: number;
  x: Axis;
  y: Axis;
  columns: number;
}): Markup | null {
  const { one, index, x, y } = drawn;
  if (one.points.length === 0) return null;
  const { hue, dash, marker } = seriesStyle(index);
  const path = line<Point>()
    .x((point) => x.scale(point.x))
    .y((point) => y.scale(point.y))
    .curve(one.step ? curveStepAfter : curveLinear)
    .digits(1);
  const markers = markedPoints(one.points, index).map(
    (point) =>
      html`<path class="marker" transform="translate(${coordinate(x.scale(point.x))} ${coordinate(y.scale(point.y))})" d="${marker}" />`,
  );
  return html`<g class="series hue-${hue}"><path class="line" stroke-dasharray="${dash}" d="${path(thinPoints(one.points, drawn.columns)) ?? ""}" />${markers}</g>\n`;
}

function limitLine({ limit }: LineChartBlock, y: Axis, plot: Plot): Markup | null {
  if (limit === undefined || !Number.isFinite(limit.y)) return null;
  const at = y.scale(limit.y);
  const [text] = wrapLabel(limit.label, { width: 40, lines: 1 });
  return html`<g class="limit"><line x1="${plot.left}" x2="${plot.right}" y1="${coordinate(at)}" y2="${coordinate(at)}" /><text x="${plot.left + 6}" y="${coordinate(at - 6)}">${text ?? ""}</text></g>\n`;
}

/** Names beside the ends of the lines, each with a sample of its line. */
function directLabels(drawn: {
  series: readonly DrawnSeries[];
  y: Axis;
  plot: Plot;
}): readonly (Markup | null)[] {
  const { series, y, plot } = drawn;
  const ends = series.map(({ points }) => points.at(-1));
  const wishes = ends.map((end) => (end === undefined ? plot.bottom : y.scale(end.y)));
  const places = spreadLabels(wishes, { gap: 2 * LINE_HEIGHT + 4, to: plot.bottom });
  return series.map(({ name }, index) =>
    ends[index] === undefined
      ? null
      : namedSample({ name, index, x: plot.right + 16, y: places[index] ?? 0, width: 18, lines: 2 }),
  );
}

/** The same below the drawing, one a row. */
function key(series: readonly DrawnSeries[], top: number): readonly Markup[] {
  return series.map(({ name }, index) =>
    namedSample({ name, index, x: 4, y: top + index * KEY_ROW + 8, width: 38, lines: 1 }),
  );
}

function namedSample(sample: {
  name: string;
  index: number;
  x: number;
  y: number;
  width: number;
  lines: number;
}): Markup {
  const { index, x, y } = sample;
  const { hue, dash, marker } = seriesStyle(index);
  const lines = wrapLabel(sample.name, sample);
  const first = y - ((lines.length - 1) * LINE_HEIGHT) / 2;
  const words = lines.map(
    (text, row) =>
      html`<tspan x="${x + SAMPLE + 8}" y="${coordinate(first + row * LINE_HEIGHT)}" dy="0.35em">${text}</tspan>`,
  );
  return html`<g class="series hue-${hue}"><line class="line" stroke-dasharray="${dash}" x1="${x}" x2="${x + SAMPLE}" y1="${coordinate(y)}" y2="${coordinate(y)}" /><path class="marker" transform="translate(${x + SAMPLE / 2} ${coordinate(y)})" d="${marker}" /><text class="name">${words}</text></g>\n`;
}

function dataTable(
  block: LineChartBlock,
  series: readonly DrawnSeries[],
): Parameters<typeof chartFigure>[0]["data"] {
  const { rows, of } = dataRows(series.map(({ points }) => points));
  const cut =
    rows.length < of ? ` (${rows.length} of ${of} points, the highest of each line among them)` : "";
  const limit =
    block.limit === undefined
      ? ""
      : `; the line “${block.limit.label}” stands at ${formatFigure(block.limit.y)}`;
  return {
    caption: `${block.title}: ${block.yLabel}${limit}${cut}`,
    columns: [
      { label: block.xLabel },
      ...series.map(({ name }) => ({ label: name, align: "right" as const })),
    ],
    rows: rows.map(({ x, values }) => [
      formatFigure(x),
      ...values.map((value) => (value === null ? "" : formatFigure(value))),
    ]),
  };
}
