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
}

/** One call among others like it. */
export interface ExpectedOperation extends LatencyOperation {
  /** Requests in flight on the account, this one included; default 1. */
  readonly inFlight?: number;
}

export interface ExpectedLatency {
  readonly medianMs: number;
  readonly meanMs: number;
}

const MS = 1000;

/** Median and mean of one call in milliseconds; the mean includes the spread of the profile. */
export function expectedLatencyMs(setting: LatencySetting, operation: ExpectedOperation): ExpectedLatency {
  const facts = latencyFactsOf(setting);
  const linesInFlight = (operation.inFlight ?? 1) * (operation.lines ?? 0);
  const medianMs = medianSeconds(facts, operation, linesInFlight) * MS;
  return { medianMs, meanMs: medianMs * Math.exp(facts.sigma ** 2 / 2) };
}

/** What one operation takes, which is under way until it is ended. */
export interface DrawnLatency {
  /** A wait in milliseconds. */
  readonly ms: number;
  /** Milliseconds on top for each row that a query turns out to answer. */
  readonly rowMs: number;
  /** Its lines weigh on the others no more. */
  end(): void;
}

export interface Latency extends AccountPart {
  readonly setting: LatencySetting;
  /** From the next draw on. */
  set(setting: LatencySetting): void;
  /**
   * Begins an operation: the same sequence of waits for the same seed and the same company. Whoever writes lines, a
   * request, a task or a script, shares what the account can write in a second, so each slows the others (inferred).
   */
  begin(operation: LatencyOperation): DrawnLatency;
}

export function createLatency(first: LatencySetting, random: SeededRandom): Latency {
  let setting = first;
  let facts = latencyFactsOf(first);
  let linesInFlight = 0;
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
    begin(operation) {
      const lines = linesOf(operation);
      const median = medianSeconds(facts, operation, linesInFlight + lines);
      if (median === 0) return NO_WAIT;
      const spread = normal() ** facts.sigma * MS;
      linesInFlight += lines;
      let isUnderWay = true;
      return {
        ms: median * spread,
        rowMs: operation.kind === "query" ? facts.queryRowSeconds * spread : 0,
        end() {
          if (isUnderWay) linesInFlight -= lines;
          isUnderWay = false;
        },
      };
    },
  };
}

const NO_WAIT: DrawnLatency = { ms: 0, rowMs: 0, end: () => undefined };

const linesOf = ({ kind, lines = 0 }: LatencyOperation): number => (kind === "write-transaction" ? lines : 0);

function medianSeconds(facts: LatencyFacts, operation: LatencyOperation, linesInFlight: number): number {
  const seconds = requestSeconds(facts, operation, linesInFlight);
  return operation.isInside === true ? Math.max(0, seconds - facts.overheadSeconds) : seconds;
}

function requestSeconds(facts: LatencyFacts, operation: LatencyOperation, linesInFlight: number): number {
  if (operation.kind !== "write-transaction") return facts[MEDIAN_OF[operation.kind]];
  const alone =
    facts.writeTransaction.baseSeconds + facts.writeTransaction.perLineSeconds * linesOf(operation);
  const queued = linesInFlight / (facts.linesPerSecond ?? Number.POSITIVE_INFINITY);
  return Math.hypot(alone, queued);
}

const MEDIAN_OF = {
  get: "getSeconds",
  query: "querySeconds",
  "write-entity": "writeEntitySeconds",
  "write-list": "writeListSeconds",
  transform: "transformSeconds",
  overhead: "overheadSeconds",
} as const satisfies Record<string, keyof LatencyFacts>;
