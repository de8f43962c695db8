import { expect, test } from "vitest";
import type { LineChartBlock } from "../../reports/index.ts";
import { peakCharts } from "./peak-charts.ts";
import type { PeakLoadResult } from "./peak-load.ts";
import { HELD } from "./peak-result.contract.ts";

const sample = HELD.samples[0] ?? expect.unreachable();

const chart = (title: RegExp, changes: Partial<PeakLoadResult> = {}): LineChartBlock =>
  peakCharts({ ...HELD, ...changes }).find(
    (block): block is LineChartBlock => block.kind === "line-chart" && title.test(block.title),
  ) ?? expect.unreachable();

test("each chart says in a sentence what it shows", () => {
  const charts = peakCharts(HELD);
  expect(charts).toHaveLength(5);
  for (const block of charts) {
    expect(block).toMatchObject({ kind: "line-chart", description: expect.stringMatching(/\d.*\.$/) });
  }
});

test("refusals stand beside the slots, each look with what came since the one before", () => {
  const samples = [0, 3, 3, 10].map((refused, n) => ({ ...sample, atMs: n * 6_000, refused }));
  const { series, limit } = chart(/^Slots in use/, { samples });
  const refused = series.find(({ name }) => name.startsWith("refused"));
  // The time scale is 10: six seconds of this machine are a minute of NetSuite's.
  expect(refused?.points).toEqual([
    { x: 0, y: 0 },
    { x: 1, y: 3 },
    { x: 2, y: 0 },
    { x: 3, y: 7 },
  ]);
  expect(limit).toMatchObject({ y: HELD.slots.available });
});

test("others are drawn only where there are any", () => {
  const names = (changes: Partial<PeakLoadResult>) =>
    chart(/^Slots in use/, changes).series.map(({ name }) => name);
  expect(names({})).not.toContain("held by others");
  expect(names({ samples: [{ ...sample, slotsOfOthers: 4 }] })).toContain("held by others");
});

test("what arrived and what was delivered is drawn once for each order", () => {
  const orders = Array.from({ length: 40 }, (_, n) => ({
    arrivedAt: n * 1_000,
    deliveredAt: n * 1_000 + 500,
  }));
  const { series } = chart(/^Orders arriving/, { orders });
  const sums = series.map(({ points }) => points.reduce((sum, { y }) => sum + y, 0));
  expect(sums).toEqual([40, 40]);
});
