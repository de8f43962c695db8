import fc from "fast-check";
import { expect, test } from "vitest";
import type { Point } from "../../report.ts";
import { dataRows, drawablePoints, markedPoints, thinPoints } from "./series-points.ts";

test("points that are not finite are left out and the rest goes from left to right", () => {
  const points = [
    { x: 2, y: 1 },
    { x: Number.NaN, y: 1 },
    { x: 1, y: Number.POSITIVE_INFINITY },
    { x: 0, y: 5 },
  ];
  expect(drawablePoints({ name: "a", points })).toEqual([
    { x: 0, y: 5 },
    { x: 2, y: 1 },
  ]);
});

test("thinning a long line keeps its ends and its extremes", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 3000 }), (ys) => {
      const points = ys.map((y, x) => ({ x, y }));
      const kept = thinPoints(points, 100);
      expect(kept.length).toBeLessThanOrEqual(Math.max(200, 4 * 101));
      expect([kept[0], kept.at(-1)]).toEqual([points[0], points.at(-1)]);
      expect(range(kept)).toEqual(range(points));
    }),
  );
});

test("a short line is not thinned", () => {
  const points = [
    { x: 0, y: 1 },
    { x: 1, y: 2 },
  ];
  expect(thinPoints(points, 100)).toEqual(points);
});

test("a long table is cut to even steps and keeps the peak of every line", () => {
  const calm = Array.from({ length: 5000 }, (_, x) => ({ x, y: 1 }));
  const peaked = calm.map((point) => (point.x === 3333 ? { x: 3333, y: 99 } : point));
  const { rows, of } = dataRows([calm, peaked]);
  expect(of).toBe(5000);
  expect(rows.length).toBeLessThanOrEqual(63);
  expect(rows.find(({ x }) => x === 3333)?.values).toEqual([1, 99]);
});

test("a line is marked a few times on the way and always at its end", () => {
  const points = Array.from({ length: 61 }, (_, x) => ({ x, y: x }));
  const marked = markedPoints(points, 1);
  expect(marked.length).toBeGreaterThan(4);
  expect(marked.length).toBeLessThan(10);
  expect(marked.at(-1)).toEqual(points.at(-1));
  expect(markedPoints(points.slice(0, 1), 3)).toEqual(points.slice(0, 1));
});

function range(points: readonly Point[]): readonly number[] {
  const ys = points.map(({ y }) => y);
  return [Math.min(...ys), Math.max(...ys)];
}
