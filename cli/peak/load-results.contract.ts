/** What a finished peak came to, for tests. */
import type { LoadResults } from "./load-figures.ts";

const PERCENTILES = { p50: 10, p95: 20, p99: 30, max: 40 };

export const RESULTS: LoadResults = {
  setting: {
    ...{ account: "1234567", tier: "premium", suiteCloudPlus: 1, reservedSlots: 3, latency: "typical" },
    ...{ peakOrdersPerHour: 8_000, webhooks: 300, timeScale: 5, arrivals: "at once", batching: "one by one" },
    ...{ faults: [], machine: "this one" },
  },
  checks: [
    { name: "throughput", verdict: "pass" },
    { name: "refusals", verdict: "fail" },
    { name: "memory", verdict: "pass" },
  ],
  load: {
    ...{ webhooks: 300, dropped: 0, deliveredPerHour: 10_000, drainMs: 100_000, afterLastArrivalMs: 90_000 },
    ...{ intakeMs: PERCENTILES, timeToNetSuiteMs: PERCENTILES, longestBacklog: 200, slots: 22 },
    ...{ slotUtilisation: 0.9, concurrencyLimit: 25, peakInFlight: 22, calls: 600, refused: 6, retries: 0 },
    ...{ deadLetters: 3, coreMemoryBytes: 1024 ** 2, coreCpuShare: 0.4, generatorLateP99Ms: 1, timeScale: 5 },
  },
};
