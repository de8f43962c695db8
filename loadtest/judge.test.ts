import { expect, test } from "vitest";
import { judgeLimitBurst, judgePeakLoad, type LoadWishes } from "./judge.ts";
import type { PeakLoadResult } from "./load/peak-load.ts";
import { HELD, LATENCY } from "./load/peak-result.contract.ts";
import { thresholdsOf } from "./thresholds/thresholds.ts";

const WISHED: LoadWishes = {
  thresholds: thresholdsOf({
    intake: ["p50 <= 5 ms", "p99 <= 500 ms"],
    timeToNetSuite: ["max <= 4 ms"],
    throughput: [">= 1000/h"],
    backlog: ["<= 40"],
    drainTime: ["<= 59.1 s"],
    slotUtilisation: ["<= 90 %"],
    refusals: ["<= 1 %"],
    retries: ["<= 50 %"],
    deadLetters: ["<= 5 %"],
    memory: ["<= 100 MB"],
  }),
  generatorLateMs: 100,
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
  ["The integration stayed within its share of the slots", { slots: { ...HELD.slots, peakInUse: 13 } }],
  [
    "Every scheduled fault happened",
    { faults: { scheduled: [{ what: "maintenance", fromMs: 0, toMs: 60_000 }], begun: 0 } },
  ],
  ["intake p50", { intake: { ...HELD.intake, answers: new Map([[200, { ...LATENCY, p50Ms: 6 }]]) } }],
  ["intake p99", { intake: { ...HELD.intake, answers: new Map([[200, { ...LATENCY, p99Ms: 501 }]]) } }],
  ["throughput", { deliveredPerHour: 999 }],
  ["timeToNetSuite max", { timeToNetSuite: { ...HELD.timeToNetSuite, maxMs: 5 } }],
  ["backlog", { longestBacklog: 41 }],
  ["drainTime", { afterLastArrivalMs: 59_101 }],
  ["slotUtilisation", { slots: { ...HELD.slots, utilisation: 0.91 } }],
  ["refusals", { calls: { total: 200, refused: 3 } }],
  ["retries", { retries: 2 }],
  ["deadLetters", { dead: 6 }],
  ["memory", { core: { ...HELD.core, peakMemoryBytes: 101 * 1024 ** 2 } }],
])("%s: one step beyond does not", (name, change) => {
  expect(failed(change)).toEqual([name]);
});

test("a threshold on what cannot be seen is not offered: neither held nor broken", () => {
  const unseen = { hidden: ["memory", "retries"], retries: null } as const;
  const lines = judgePeakLoad({ ...HELD, ...unseen }, WISHED);
  const notRun = lines.filter(({ verdict }) => verdict === "not-run");
  expect(notRun.map(({ name }) => name)).toEqual(["retries", "memory"]);
  expect(notRun[0]).toMatchObject({ expected: "<= 50.0 %", detail: expect.stringMatching(/^Not offered/) });
});

test("each line says the bound, the value and how much of the bound is left", () => {
  const lines = judgePeakLoad({ ...HELD, longestBacklog: 30 }, WISHED);
  expect(lines.find(({ name }) => name === "backlog")).toMatchObject({
    expected: "<= 40",
    found: "30 (margin +25 %)",
  });
  const broken = judgePeakLoad({ ...HELD, deliveredPerHour: 900 }, WISHED);
  expect(broken.find(({ name }) => name === "throughput")).toMatchObject({
    expected: ">= 1,000/h",
    found: "900/h (margin -10 %)",
  });
});

test("a threshold without a single sample fails", () => {
  const nothing = {
    intake: { ...HELD.intake, answers: new Map() },
    calls: { total: 0, refused: 0 },
    orders: [],
    samples: [],
    delivered: 0,
    drained: false,
  };
  expect(failed(nothing)).toEqual([
    "Every webhook was acknowledged",
    "The backlog was drained",
    "intake p50",
    "intake p99",
    "timeToNetSuite max",
    "throughput",
    "backlog",
    "drainTime",
    "slotUtilisation",
    "refusals",
    "retries",
    "memory",
  ]);
});

test("refusals of the intake are told apart from those that never answered", () => {
  const answers = new Map([
    [200, { ...LATENCY, count: 90 }],
    [503, { ...LATENCY, count: 8 }],
  ]);
  const lines = judgePeakLoad({ ...HELD, intake: { ...HELD.intake, answers, unanswered: 2 } }, WISHED);
  expect(lines.find(({ name }) => name === "Every webhook was acknowledged")).toMatchObject({
    found: "90 answered with 200, 8 with 503, 2 unanswered",
  });
});

test.each<[string, Partial<PeakLoadResult>]>([
  ["whose event loop was late", { eventLoopLagP99Ms: 101 }],
  ["that sent late", { intake: { ...HELD.intake, lateness: { ...LATENCY, p99Ms: 101 } } }],
])("a generator %s has measured itself: nothing else has a verdict", (_how, change) => {
  const checks = judgePeakLoad({ ...HELD, ...change }, WISHED);
  expect(checks.at(-1)).toMatchObject({ name: "The load generator kept up", verdict: "not-run" });
  expect(new Set(checks.map(({ verdict }) => verdict))).toEqual(new Set(["not-run"]));
});

test("a run that was cut short has no verdict, however well it went until then", () => {
  const checks = judgePeakLoad({ ...HELD, isCutShort: true }, WISHED);
  expect(checks.map(({ name }) => name)).toContain("The run was finished");
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
