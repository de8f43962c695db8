/** NetSuite in a simulation: it takes a call or refuses it, and says how long it works on it. Its latency is the emulator's own model. */
import type { DrawnLatency, LatencyOperation } from "../../emulator/index.ts";

/** What one call asks of NetSuite. */
export interface SimulatedCall {
  readonly kind: LatencyOperation["kind"];
  readonly lines: number;
}

export interface ServiceTimes {
  /** Begins to work on a call, for so many ms; `end` takes its lines off what slows the others. */
  begin(operation: LatencyOperation): Pick<DrawnLatency, "ms" | "end">;
}

/** Another integration of the account, or something that goes wrong for a time. Both ends in ms since the beginning. */
export interface Spell {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface NoisyNeighbour extends Spell {
  /** Slots that it holds all the time. */
  readonly slots: number;
}

export interface SimulatedFault extends Spell {
  /**
   * - `unavailable`: answered 503 after the overhead of a call
   * - `lost-answer`: NetSuite does the work, the answer never comes
   */
  readonly effect: "unavailable" | "lost-answer";
  /** Share of the calls that it meets. */
  readonly share: number;
}

export type CallOutcome = "done" | "refused" | SimulatedFault["effect"];

export interface BegunCall {
  readonly outcome: CallOutcome;
  /** How long NetSuite holds it. */
  readonly ms: number;
  /** To be called when that time has passed. */
  end(): void;
}

export interface SimulatedNetSuite {
  begin(call: SimulatedCall, now: number): BegunCall;
  /** Calls of ours in flight. */
  readonly inFlight: number;
}

export interface SimulatedNetSuiteOptions {
  readonly concurrencyLimit: number;
  readonly latency: ServiceTimes;
  readonly neighbours: readonly NoisyNeighbour[];
  readonly faults: readonly SimulatedFault[];
  /** A number in [0, 1). */
  readonly random: () => number;
}

export function createSimulatedNetSuite(options: SimulatedNetSuiteOptions): SimulatedNetSuite {
  const { concurrencyLimit, latency, neighbours, faults, random } = options;
  let inFlight = 0;

  function outcomeAt(now: number): CallOutcome {
    const held = neighbours.reduce((sum, each) => sum + (isWithin(each, now) ? each.slots : 0), 0);
    if (inFlight + held >= concurrencyLimit) return "refused";
    return faults.find((fault) => isWithin(fault, now) && random() < fault.share)?.effect ?? "done";
  }

  return {
    get inFlight() {
      return inFlight;
    },
    begin(call, now) {
      const outcome = outcomeAt(now);
      if (outcome === "refused") return REFUSED;
      inFlight += 1;
      const work = latency.begin(outcome === "unavailable" ? OVERHEAD : call);
      return {
        outcome,
        ms: work.ms,
        end() {
          inFlight -= 1;
          work.end();
        },
      };
    },
  };
}

const REFUSED: BegunCall = { outcome: "refused", ms: 0, end: () => undefined };
const OVERHEAD: LatencyOperation = { kind: "overhead" };

const isWithin = ({ fromMs, toMs }: Spell, now: number): boolean => now >= fromMs && now < toMs;
