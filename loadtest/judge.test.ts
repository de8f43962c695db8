import { expect, test } from "vitest";
import { judgeLimitBurst, judgePeakLoad, type LoadThresholds } from "./judge.ts";
import type { PeakLoadResult } from "./load/peak-load.ts";

const WISHED: LoadThresholds = {
  peakOrdersPerHour: 1_000,
  intakeP99Ms: 500,
  toNetSuiteP95Ms: 60_000,
  refusedShare: 0.01,
  deadShare: 0.05,
  eventLoopLagP99Ms: 100,
};

const LATENCY = { count: 100, p50Ms: 5, p95Ms: 20, p99Ms: 500, maxMs: 600 };

const HELD: PeakLoadResult = {
  webhooks: 100,
  arrivals: "burst",
  arrivedAt: [0, 900],
  intake: {
    sent: 100,
    dropped: 0,
    answers: new Map([[200, LATENCY]]),
    unanswered: 0,
    durationMs: 900,
    lateness: null,
  },
  samples: [],
  drained: true,
  delivered: 95,
  dead: 5,
  drainMs: 60_000,
  afterLastArrivalMs: 59_100,
  deliveredPerHour: 1_000,
  timeToNetSuite: { p50Ms: 1, p95Ms: 2, p99Ms: 3 },
  slots: { available: 12, accountLimit: 15, peakInUse: 12, utilisation: 0.9 },
  calls: { total: 200, refused: 2 },
  eventLoopLagP99Ms: 100,
  timeScale: 10,
};

const failed = (change: Partial<PeakLoadResult>): readonly string[] =>
  judgePeakLoad({ ...HELD, ...change }, WISHED)
    .filter(({ verdict }) => verdict === "fail")
    .map(({ name }) => name);

test("everything exactly at its threshold holds", () => {
  expect(failed({})).toEqual([]);
});

test.each<[string, Partial<PeakLoadResult>]>([
  ["Every webhook that was due was sent", { intake: { ...HELD.intake, sent: 99, dropped: 1 } }],
  [
    "Every webhook was acknowledged",
    { intake: { ...HELD.intake, answers: new Map([[200, { ...LATENCY, count: 99 }]]) } },
  ],
  [
    "The intake answers in time",
    { intake: { ...HELD.intake, answers: new Map([[200, { ...LATENCY, p99Ms: 501 }]]) } },
  ],
  ["The backlog was drained", { drained: false }],
  ["The peak hour fits", { deliveredPerHour: 999 }],
  [
    "95 % of the orders are in NetSuite in time",
    { arrivals: "profile", timeToNetSuite: { p50Ms: 1, p95Ms: 60_001, p99Ms: 60_002 } },
  ],
  ["Few orders need a human", { dead: 6 }],
  ["The integration stayed within its share of the slots", { slots: { ...HELD.slots, peakInUse: 13 } }],
  ["NetSuite hardly ever refused", { calls: { total: 200, refused: 3 } }],
])("%s: one step beyond does not", (name, change) => {
  expect(failed(change)).toEqual([name]);
});

test("orders that come over time need not be as many as in the peak hour", () => {
  expect(failed({ arrivals: "profile", deliveredPerHour: 1 })).toEqual([]);
});

test("a threshold without a single sample fails", () => {
  const nothing = { ...HELD.intake, answers: new Map() };
  expect(failed({ intake: nothing, calls: { total: 0, refused: 0 } })).toEqual([
    "Every webhook was acknowledged",
    "The intake answers in time",
    "NetSuite hardly ever refused",
  ]);
});

test.each<[string, Partial<PeakLoadResult>]>([
  ["whose event loop was late", { eventLoopLagP99Ms: 101 }],
  ["that sent late", { intake: { ...HELD.intake, lateness: { ...LATENCY, p99Ms: 101 } } }],
])("a generator %s has measured itself: nothing else has a verdict", (_how, change) => {
  const checks = judgePeakLoad({ ...HELD, ...change }, WISHED);
  expect(checks.at(-1)).toMatchObject({ name: "The load generator kept up", verdict: "not-run" });
  expect(new Set(checks.map(({ verdict }) => verdict))).toEqual(new Set(["not-run"]));
});

test("a burst that met no limit proves none", () => {
  const burst = {
    expectedLimit: 5,
    clients: 10,
    sent: 40,
    peakInFlight: 5,
    answered: 40,
    refused: 0,
    failed: 0,
    refusals: null,
  };
  expect(judgeLimitBurst(burst).map(({ verdict }) => verdict)).toEqual(["pass", "fail"]);
});
