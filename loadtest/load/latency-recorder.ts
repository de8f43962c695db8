/** Collects latencies in a histogram of microseconds, so that a million of them take no memory of their own. */
import { build } from "hdr-histogram-js";

export interface LatencySummary {
  readonly count: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

export interface LatencyRecorder {
  record(ms: number): void;
  summary(): LatencySummary;
}

const MICROSECONDS = 1_000;
const HIGHEST_MS = 900_000;

export function createLatencyRecorder(): LatencyRecorder {
  const histogram = build({
    highestTrackableValue: HIGHEST_MS * MICROSECONDS,
    numberOfSignificantValueDigits: 3,
  });
  const ms = (percentile: number): number => histogram.getValueAtPercentile(percentile) / MICROSECONDS;
  return {
    record(latencyMs) {
      const within = Math.min(HIGHEST_MS, Math.max(0, latencyMs));
      histogram.recordValue(Math.round(within * MICROSECONDS));
    },
    summary: () => ({
      count: histogram.totalCount,
      p50Ms: ms(50),
      p95Ms: ms(95),
      p99Ms: ms(99),
      maxMs: histogram.maxValue / MICROSECONDS,
    }),
  };
}

/** Latencies of answers, each status apart: a refusal is quick and would flatter the rest. */
export interface LatenciesByStatus {
  record(status: number, ms: number): void;
  summaries(): ReadonlyMap<number, LatencySummary>;
}

export function createLatenciesByStatus(): LatenciesByStatus {
  const recorders = new Map<number, LatencyRecorder>();
  return {
    record(status, ms) {
      const recorder = recorders.get(status) ?? createLatencyRecorder();
      recorders.set(status, recorder);
      recorder.record(ms);
    },
    summaries: () => new Map([...recorders].map(([status, recorder]) => [status, recorder.summary()])),
  };
}
