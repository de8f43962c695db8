/** Draws how long a request takes, from a log-normal whose median grows with the account's load. */
import { randomLogNormal } from "d3-random";
import type { SeededRandom } from "../seeded-random.ts";
import { LATENCY_PROFILES, type LatencyFacts, type LatencyProfile } from "./latency-profiles.ts";

export interface LatencyOperation {
  readonly kind: "get" | "query" | "write-entity" | "write-transaction";
  /** Item lines written; counts for transactions only. */
  readonly lines?: number;
  /** Requests in flight on the account, this one included; default 1. */
  readonly inFlight?: number;
}

export interface ExpectedLatency {
  readonly medianMs: number;
  readonly meanMs: number;
}

const MS = 1000;

/** Median and mean of one call in milliseconds; the mean includes the spread of the profile. */
export function expectedLatencyMs(profile: LatencyProfile, operation: LatencyOperation): ExpectedLatency {
  const facts = LATENCY_PROFILES[profile];
  const medianMs = medianSeconds(facts, operation) * MS;
  return { medianMs, meanMs: medianMs * Math.exp(facts.sigma ** 2 / 2) };
}

/** A source of waits in milliseconds, the same sequence for the same seed. */
export function createLatency(
  profile: LatencyProfile,
  random: SeededRandom,
): (operation: LatencyOperation) => number {
  const facts = LATENCY_PROFILES[profile];
  const spread = randomLogNormal.source(() => random.unit())(0, facts.sigma);
  return (operation) => {
    const median = medianSeconds(facts, operation);
    return median === 0 ? 0 : median * spread() * MS;
  };
}

function medianSeconds(facts: LatencyFacts, operation: LatencyOperation): number {
  if (operation.kind !== "write-transaction") return medianOf(facts)[operation.kind];
  const lines = operation.lines ?? 0;
  const alone = facts.writeTransaction.baseSeconds + facts.writeTransaction.perLineSeconds * lines;
  const queued = ((operation.inFlight ?? 1) * lines) / facts.linesPerSecond;
  return Math.hypot(alone, queued);
}

const medianOf = (facts: LatencyFacts) => ({
  get: facts.getSeconds,
  query: facts.querySeconds,
  "write-entity": facts.writeEntitySeconds,
});
