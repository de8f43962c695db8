/** Draws how long a request takes, from a log-normal whose median grows with the account's load. */
import { randomLogNormal } from "d3-random";
import type { SeededRandom } from "../seeded-random.ts";
import type { AccountPart } from "../state/account-part.ts";
import { createChangeBell } from "../state/change-list.ts";
import {
  type LatencyFacts,
  type LatencySetting,
  latencyFactsOf,
  latencySettingSchema,
} from "./latency-profiles.ts";

export interface LatencyOperation {
  readonly kind:
    | "get"
    | "query"
    | "write-entity"
    | "write-list"
    | "write-transaction"
    | "transform"
    | "overhead";
  /** Item lines written; counts for transactions only. */
  readonly lines?: number;
  /** Done by a script that is already running: without the overhead of a request. */
  readonly isInside?: boolean;
  /** Requests in flight on the account, this one included; default 1. */
  readonly inFlight?: number;
}

export interface ExpectedLatency {
  readonly medianMs: number;
  readonly meanMs: number;
}

const MS = 1000;

/** Median and mean of one call in milliseconds; the mean includes the spread of the profile. */
export function expectedLatencyMs(setting: LatencySetting, operation: LatencyOperation): ExpectedLatency {
  const facts = latencyFactsOf(setting);
  const medianMs = medianSeconds(facts, operation) * MS;
  return { medianMs, meanMs: medianMs * Math.exp(facts.sigma ** 2 / 2) };
}

export interface Latency extends AccountPart {
  readonly setting: LatencySetting;
  /** From the next draw on. */
  set(setting: LatencySetting): void;
  /** A wait in milliseconds; the same sequence for the same seed. */
  drawMs(operation: LatencyOperation): number;
}

export function createLatency(first: LatencySetting, random: SeededRandom): Latency {
  let setting = first;
  let facts = latencyFactsOf(first);
  const bell = createChangeBell();
  // One draw for every wait, so that a change of setting leaves the stream where it would have been.
  const normal = randomLogNormal.source(() => random.unit())(0, 1);
  const set = (next: LatencySetting): void => {
    setting = next;
    facts = latencyFactsOf(next);
    bell.ring();
  };
  return {
    get setting() {
      return setting;
    },
    set,
    watch: bell.watch,
    save: () => setting,
    load: (state) => set(latencySettingSchema.parse(state)),
    drawMs(operation) {
      const median = medianSeconds(facts, operation);
      return median === 0 ? 0 : median * normal() ** facts.sigma * MS;
    },
  };
}

function medianSeconds(facts: LatencyFacts, operation: LatencyOperation): number {
  const seconds = requestSeconds(facts, operation);
  return operation.isInside === true ? Math.max(0, seconds - facts.overheadSeconds) : seconds;
}

function requestSeconds(facts: LatencyFacts, operation: LatencyOperation): number {
  if (operation.kind !== "write-transaction") return medianOf(facts)[operation.kind];
  const lines = operation.lines ?? 0;
  const alone = facts.writeTransaction.baseSeconds + facts.writeTransaction.perLineSeconds * lines;
  const queued = ((operation.inFlight ?? 1) * lines) / (facts.linesPerSecond ?? Number.POSITIVE_INFINITY);
  return Math.hypot(alone, queued);
}

const medianOf = (facts: LatencyFacts) => ({
  get: facts.getSeconds,
  query: facts.querySeconds,
  "write-entity": facts.writeEntitySeconds,
  "write-list": facts.writeListSeconds,
  transform: facts.transformSeconds,
  overhead: facts.overheadSeconds,
});
