/** Prepares the points of a line: what can be drawn, as many as can be seen, and the rows of the data table. */
import type { Point, Series } from "../../report.ts";

/** More rows than this are read by nobody; the JSON form of the report holds every point. */
const MOST_ROWS = 60;
/** Enough to recognise a line anywhere, few enough not to hide it. */
const MARKERS = 7;

/** The points of a series that can be drawn, from left to right. */
export function drawablePoints(series: Series): readonly Point[] {
  return series.points
    .filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))
    .toSorted((a, b) => a.x - b.x);
}

/**
 * Keeps at most four points for each column of pixels: the first, the lowest, the highest and the last.
 * The line looks the same, and a peak that lasted one second of a day is still there.
 */
export function thinPoints(points: readonly Point[], columns: number): readonly Point[] {
  const from = points[0]?.x ?? 0;
  const width = ((points.at(-1)?.x ?? 0) - from) / columns;
  if (points.length <= columns * 2 || width <= 0) return points;
  const kept: Point[] = [];
  let column: Point[] = [];
  let number = 0;
  for (const point of points) {
    const own = Math.floor((point.x - from) / width);
    if (own !== number) {
      kept.push(...outline(column));
      column = [];
      number = own;
    }
    column.push(point);
  }
  return [...kept, ...outline(column)];
}

/**
 * The points that carry a marker: the last one, and a few on the way. Where they start depends on the
 * number of the series, so that lines upon each other show the markers of all.
 */
export function markedPoints(points: readonly Point[], index: number): readonly Point[] {
  const every = Math.max(1, Math.round(points.length / MARKERS));
  const start = Math.floor((every * (index % 4)) / 4);
  const last = points.length - 1;
  return points.filter((_, at) => at === last || (at % every === start && at < last - every / 2));
}

/** One row of the data table: an x, and the value of each series there (`null`: that series has none). */
export interface DataRow {
  readonly x: number;
  readonly values: readonly (number | null)[];
}

/** Rows by x over all series; a long list is cut to even steps plus the highest point of each series. */
export function dataRows(series: readonly (readonly Point[])[]): { rows: readonly DataRow[]; of: number } {
  const byX = new Map<number, (number | null)[]>();
  for (const [index, points] of series.entries()) {
    for (const { x, y } of points) {
      const values = byX.get(x) ?? series.map(() => null);
      values[index] = y;
      byX.set(x, values);
    }
  }
  const all = [...byX].map(([x, values]) => ({ x, values })).toSorted((a, b) => a.x - b.x);
  if (all.length <= MOST_ROWS) return { rows: all, of: all.length };
  const peaks = new Set(series.map((points) => highest(points)?.x));
  const every = Math.ceil(all.length / MOST_ROWS);
  return { rows: all.filter(({ x }, index) => index % every === 0 || peaks.has(x)), of: all.length };
}

function outline(column: readonly Point[]): readonly Point[] {
  const lowest = column.reduce<Point | undefined>(
    (low, point) => (low && low.y <= point.y ? low : point),
    undefined,
  );
  const marked = new Set([column[0], lowest, highest(column), column.at(-1)]);
  return column.filter((point) => marked.has(point));
}

function highest(points: readonly Point[]): Point | undefined {
  return points.reduce<Point | undefined>(
    (high, point) => (high && high.y >= point.y ? high : point),
    undefined,
  );
}
