import { expect, test } from "vitest";
import { z } from "zod";
import {
  constantLoad,
  oneLicenceLess,
  type PeakLoadResult,
  type PeakSample,
  planConcurrency,
  simulateMeasured,
  sweepPlans,
} from "../../loadtest/index.ts";
import { loadCharts, loadChartsFields } from "./load-charts.ts";

const PLAN = planConcurrency(
  { peakOrdersPerHour: 600, linesPerOrder: 3, writes: ["write-transaction"], latency: { fixedMs: 1_000 } },
  { tier: "standard", suiteCloudPlus: 1, reservedSlots: 0, maxUtilisation: 0.85 },
);

const look = (change: Partial<PeakSample>): PeakSample => ({
  ...{ atMs: 0, accepted: 0, delivered: 0, backlog: 0, dead: 0, slotsInUse: 1, slotsOfOthers: 0 },
  ...{ refused: 0, retries: 0, memoryBytes: 1, lagP99Ms: 1, ...change },
});

const PEAK: PeakLoadResult = {
  ...{ webhooks: 60, arrivals: "profile", timeScale: 10, drained: true, isCutShort: false, brokenBy: null },
  ...{ delivered: 60, dead: 0, drainMs: 59_500, afterLastArrivalMs: 500, deliveredPerHour: 3_600 },
  ...{ longestBacklog: 1, retries: 0, hidden: [], eventLoopLagP99Ms: 1, calls: { total: 60, refused: 3 } },
  orders: Array.from({ length: 60 }, (_, n) => ({ arrivedAt: n * 1_000, deliveredAt: n * 1_000 + 500 })),
  intake: { sent: 60, dropped: 0, answers: new Map(), unanswered: 0, durationMs: 1, lateness: null },
  samples: [
    look({ accepted: 2, delivered: 1 }),
    look({ atMs: 1_000, accepted: 9, delivered: 5, refused: 3 }),
  ],
  faults: { scheduled: [], begun: 0 },
  timeToNetSuite: { p50Ms: 500, p95Ms: 500, p99Ms: 500, maxMs: 500 },
  slots: { available: PLAN.slotsAvailable, accountLimit: 15, peakInUse: 1, utilisation: 0.1 },
  core: { peakMemoryBytes: 1, cpuShare: 0.1, lagP99Ms: 1 },
};
const WORLD = { lines: [3] };

test("each look says what came since the one before, and every order is counted once", () => {
  const { series } = loadCharts({ peak: PEAK, simulated: null, withOneLess: null, compared: null });
  expect(series.looks).toMatchObject([
    { atMs: 0, arrived: 2, delivered: 1, refused: 0 },
    { atMs: 1_000, arrived: 7, delivered: 4, refused: 3 },
  ]);
  const sum = (figure: "arrivals" | "deliveries"): number =>
    series.overTime.reduce((all, each) => all + each[figure], 0);
  expect([sum("arrivals"), sum("deliveries")]).toEqual([60, 60]);
  expect(series.overTime.map(({ p95Minutes }) => p95Minutes)).toContain(500 / 60_000);
  expect(series.distribution.at(-1)).toEqual({ percent: 100, withinMinutes: 500 / 60_000 });
});

test("what was simulated stands beside what was measured, and is null where nothing was", async () => {
  const demand = PLAN.demand;
  const swept = await sweepPlans({
    ...{ demand, supply: PLAN.supply, profile: constantLoad(600, 5), tiers: ["standard"], threads: 1 },
  });
  const found = loadCharts({
    peak: PEAK,
    simulated: simulateMeasured(PEAK, PLAN, WORLD),
    withOneLess: oneLicenceLess(PEAK, PLAN, WORLD),
    compared: { swept, chosen: PLAN.supply, batching: null, serviceLevel: {} },
  });
  expect(z.strictObject(loadChartsFields).parse(found)).toEqual(found);
  expect(found.agreement?.map(({ figure }) => figure)).toEqual(["drain time", "time to NetSuite, p95"]);
  expect(found.oneLicenceLess).toMatchObject({ asPlanned: { slots: 15 }, oneLess: { slots: 5 } });
  expect(found.oneLicenceLess?.oneLess.backlog.length).toBeGreaterThan(0);
  expect(found.plans).toMatchObject([
    { tier: "standard", suiteCloudPlus: 0, slots: 5, batching: "one by one", holds: true },
    { suiteCloudPlus: 1, slots: 15, p95Ms: 1_000 },
  ]);
  expect(loadCharts({ peak: PEAK, simulated: null, withOneLess: null, compared: null })).toMatchObject({
    ...{ agreement: null, oneLicenceLess: null, plans: null },
  });
});
