/** NetSuite in a simulation: it takes a call or refuses it, and says how long it works on it. Its latency is the emulator's own model. */

import type { DrawnLatency, LatencyOperation } from "../../emulator/index.ts";
import type { EventQueue } from "./event-queue.ts";

/** What one call asks of NetSuite. */
export interface SimulatedCall {
  readonly kind: LatencyOperation["kind"];
  readonly lines: number;
  /** Done by a script that is already running: without the overhead of a request. */
  readonly isInside?: boolean;
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
   * - `login-refused`: refused before it takes a slot
   */
  readonly effect: "unavailable" | "lost-answer" | "login-refused";
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
  /** Work on a record without a slot of its own: inside a script, or on a processor. */
  work(call: SimulatedCall): Pick<DrawnLatency, "ms" | "end">;
  /** An asynchronous job: its records wait for the account's processors, each for itself. */
  startJob(records: readonly SimulatedCall[]): { hasEnded(): boolean };
  /** Calls of ours in flight. */
  readonly inFlight: number;
}

export interface SimulatedNetSuiteOptions {
  readonly queue: EventQueue;
  readonly concurrencyLimit: number;
  /** Asynchronous ones. */
  readonly processors: number;
  readonly latency: ServiceTimes;
  readonly neighbours: readonly NoisyNeighbour[];
  readonly faults: readonly SimulatedFault[];
  /** A number in [0, 1). */
  readonly random: () => number;
}

export function createSimulatedNetSuite(options: SimulatedNetSuiteOptions): SimulatedNetSuite {
  const { queue, concurrencyLimit, processors, latency, neighbours, faults, random } = options;
  let inFlight = 0;
  let [busy, nextWork] = [0, 0];
  let forProcessors: (() => void)[] = [];

  function pump(): void {
    for (; busy < processors && nextWork < forProcessors.length; nextWork += 1) {
      busy += 1;
      forProcessors[nextWork]?.();
    }
    if (nextWork < forProcessors.length) return;
    forProcessors = [];
    nextWork = 0;
  }

  function outcomeAt(now: number): CallOutcome {
    const fault = faults.find((each) => isWithin(each, now) && random() < each.share);
    if (fault?.effect === "login-refused") return fault.effect;
    const held = neighbours.reduce((sum, each) => sum + (isWithin(each, now) ? each.slots : 0), 0);
    if (inFlight + held >= concurrencyLimit) return "refused";
    return fault?.effect ?? "done";
  }

  return {
    get inFlight() {
      return inFlight;
    },
    work: (call) => latency.begin(call),
    startJob(records) {
      let open = records.length;
      for (const record of records) {
        forProcessors.push(() => {
          const { ms, end } = latency.begin(record);
          queue.at(queue.now() + ms, () => {
            end();
            busy -= 1;
            open -= 1;
            pump();
          });
        });
      }
      pump();
      return { hasEnded: () => open === 0 };
    },
    begin(call, now) {
      const outcome = outcomeAt(now);
      if (outcome === "refused" || outcome === "login-refused") return { ...AT_ONCE, outcome };
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

const AT_ONCE: Omit<BegunCall, "outcome"> = { ms: 0, end: () => undefined };
const OVERHEAD: LatencyOperation = { kind: "overhead" };

const isWithin = ({ fromMs, toMs }: Spell, now: number): boolean => now >= fromMs && now < toMs;
