import { expect, test } from "vitest";
import { peakSeries } from "./peak-series.ts";

const MINUTE = 60_000;

/** One order a minute for an hour, each delivered two minutes later; the last one never. */
const ORDERS = Array.from({ length: 60 }, (_, n) => ({
  arrivedAt: n * MINUTE,
  deliveredAt: n === 59 ? null : (n + 2) * MINUTE,
}));

const sum = (points: readonly { readonly y: number }[]): number =>
  points.reduce((total, { y }) => total + y, 0);

test("every order is in the series once, and what is not delivered stays in the backlog", () => {
  const { arrivals, deliveries, backlog, stretchMinutes } = peakSeries(ORDERS);
  expect([sum(arrivals), sum(deliveries)]).toEqual([60, 59]);
  expect(backlog.at(-1)?.y).toBe(1);
  expect(stretchMinutes).toBe(1);
  expect(arrivals.at(-1)?.x).toBe(60);
});

test("percentiles are those of what was delivered in each stretch; a stretch without any has none", () => {
  const { percentiles } = peakSeries(ORDERS);
  expect(percentiles.map(({ name }) => name)).toEqual(["p50", "p95", "p99"]);
  for (const { points } of percentiles) {
    expect(points.length).toBeLessThan(60);
    expect(new Set(points.map(({ y }) => y))).toEqual(new Set([2]));
  }
});

test("the distribution rises to all of them", () => {
  const { distribution } = peakSeries(ORDERS);
  expect(distribution.at(0)?.y).toBe(0);
  expect(distribution.at(-1)).toEqual({ x: 2, y: 100 });
});

test("a run without a delivery has no latencies", () => {
  const { percentiles, distribution } = peakSeries([{ arrivedAt: 0, deliveredAt: null }]);
  expect(distribution).toEqual([]);
  expect(percentiles.flatMap(({ points }) => points)).toEqual([]);
});
