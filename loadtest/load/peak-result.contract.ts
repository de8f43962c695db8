/** A peak-load test's result for tests: a hundred orders, everything exactly at the thresholds that judge.test.ts sets. */
import type { PeakLoadResult } from "./peak-load.ts";

export const LATENCY = { count: 100, p50Ms: 5, p95Ms: 20, p99Ms: 500, maxMs: 600 };

export const HELD: PeakLoadResult = {
  webhooks: 100,
  arrivals: "burst",
  orders: [
    { arrivedAt: 0, deliveredAt: 900 },
    { arrivedAt: 900, deliveredAt: null },
  ],
  intake: {
    sent: 100,
    dropped: 0,
    answers: new Map([[200, LATENCY]]),
    unanswered: 0,
    durationMs: 900,
    lateness: null,
  },
  samples: [
    {
      atMs: 0,
      accepted: 2,
      delivered: 1,
      backlog: 0,
      dead: 1,
      slotsInUse: 1,
      slotsOfOthers: 0,
      refused: 0,
      retries: 0,
      memoryBytes: 1024 ** 2,
      lagP99Ms: 1,
    },
  ],
  faults: { scheduled: [], begun: 0 },
  isCutShort: false,
  brokenBy: null,
  drained: true,
  delivered: 95,
  dead: 5,
  drainMs: 60_000,
  afterLastArrivalMs: 59_100,
  deliveredPerHour: 1_000,
  longestBacklog: 40,
  timeToNetSuite: { p50Ms: 1, p95Ms: 2, p99Ms: 3, maxMs: 4 },
  slots: { available: 12, accountLimit: 15, peakInUse: 12, utilisation: 0.9 },
  calls: { total: 200, refused: 2 },
  retries: 1,
  core: { peakMemoryBytes: 100 * 1024 ** 2, cpuShare: 0.5, lagP99Ms: 10 },
  hidden: [],
  eventLoopLagP99Ms: 100,
  timeScale: 10,
};
