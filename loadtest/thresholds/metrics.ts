/** What a threshold can be set on: each metric with its unit, its statistics, and where a run holds its value. */
import type { LatencySummary } from "../load/latency-recorder.ts";
import type { PeakLoadResult } from "../load/peak-load.ts";
import type { UnitName } from "./units.ts";

export const STATISTICS = ["p50", "p95", "p99", "max"] as const;
export type Statistic = (typeof STATISTICS)[number];

/** What of a run the metrics look at: a measured one has it all, a simulated one can be given its form. */
export interface JudgedRun
  extends Pick<
    PeakLoadResult,
    | "webhooks"
    | "delivered"
    | "dead"
    | "drained"
    | "deliveredPerHour"
    | "afterLastArrivalMs"
    | "longestBacklog"
    | "timeToNetSuite"
    | "calls"
    | "retries"
  > {
  readonly intake: Pick<PeakLoadResult["intake"], "answers">;
  readonly orders: { readonly length: number };
  readonly samples: { readonly length: number };
  readonly slots: Pick<PeakLoadResult["slots"], "utilisation">;
  readonly core: Pick<PeakLoadResult["core"], "peakMemoryBytes">;
}

export interface Metric {
  readonly about: string;
  readonly unit: UnitName;
  /** Whether one has to say which percentile is meant. */
  readonly isDistribution: boolean;
  /** Null when the run has no sample of it: a threshold on it then fails. */
  value(run: JudgedRun, statistic: Statistic): number | null;
}

const percentile = (latencies: Omit<LatencySummary, "count">, statistic: Statistic): number =>
  latencies[`${statistic}Ms`];

const share = (part: number | null, whole: number): number | null =>
  part === null || whole === 0 ? null : part / whole;

export const METRICS = {
  intake: {
    about: "how long the shop waits for its answer",
    unit: "duration",
    isDistribution: true,
    value({ intake }, statistic) {
      const acknowledged = intake.answers.get(200);
      return acknowledged === undefined ? null : percentile(acknowledged, statistic);
    },
  },
  timeToNetSuite: {
    about: "from accepted to in NetSuite, in NetSuite's time",
    unit: "duration",
    isDistribution: true,
    value: ({ timeToNetSuite, delivered }, statistic) =>
      delivered === 0 ? null : percentile(timeToNetSuite, statistic),
  },
  throughput: {
    about: "orders an hour delivered while the backlog drains",
    unit: "rate",
    isDistribution: false,
    value: ({ deliveredPerHour, delivered }) => (delivered === 0 ? null : deliveredPerHour),
  },
  backlog: {
    about: "most orders on their way at one moment",
    unit: "count",
    isDistribution: false,
    value: ({ longestBacklog, orders }) => (orders.length === 0 ? null : longestBacklog),
  },
  drainTime: {
    about: "from the last arrival to the last delivery, in NetSuite's time",
    unit: "duration",
    isDistribution: false,
    value: ({ afterLastArrivalMs, delivered, drained }) =>
      delivered === 0 || !drained ? null : afterLastArrivalMs,
  },
  slotUtilisation: {
    about: "share of the slots' time that is used until the last delivery",
    unit: "share",
    isDistribution: false,
    value: ({ slots, calls }) => (calls.total === 0 ? null : slots.utilisation),
  },
  refusals: {
    about: "share of NetSuite's calls that it refuses for concurrency",
    unit: "share",
    isDistribution: false,
    value: ({ calls }) => share(calls.refused, calls.total),
  },
  retries: {
    about: "attempts that another one followed, over the orders",
    unit: "share",
    isDistribution: false,
    value: ({ retries, orders }) => share(retries, orders.length),
  },
  deadLetters: {
    about: "share of the orders that wait for a human",
    unit: "share",
    isDistribution: false,
    value: ({ dead, webhooks }) => share(dead, webhooks),
  },
  memory: {
    about: "most memory of the core's process",
    unit: "bytes",
    isDistribution: false,
    value: ({ core, samples }) => (samples.length === 0 ? null : core.peakMemoryBytes),
  },
} as const satisfies Record<string, Metric>;

export type MetricName = keyof typeof METRICS;
export const METRIC_NAMES = Object.keys(METRICS) as [MetricName, ...MetricName[]];
