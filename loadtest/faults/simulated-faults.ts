/** A fault schedule as the simulator takes it. Pure. */
import type { NoisyNeighbour, SimulatedFault } from "../simulator/simulated-netsuite.ts";
import type { ScheduledFault } from "./fault-schedule.ts";

export interface SimulatedTroubles {
  readonly faults: readonly SimulatedFault[];
  readonly neighbours: readonly NoisyNeighbour[];
}

export const simulatedTroubles = (schedule: readonly ScheduledFault[]): SimulatedTroubles => ({
  faults: schedule.flatMap(faultOf),
  neighbours: schedule.flatMap(({ what, fromMs, toMs }) =>
    typeof what === "object" && "neighbour" in what ? [{ fromMs, toMs, slots: what.neighbour }] : [],
  ),
});

function faultOf({ what, fromMs, toMs }: ScheduledFault): readonly SimulatedFault[] {
  const spell = { fromMs, toMs };
  // A maintenance page is an answer that nothing can be read from; the core takes it as it takes a 503.
  if (what === "maintenance") return [{ ...spell, effect: "unavailable", share: 1 }];
  if (what === "token-revoked") return [{ ...spell, effect: "login-refused", share: 1 }];
  if ("unavailable" in what) return [{ ...spell, effect: "unavailable", share: what.unavailable }];
  if ("lostAnswers" in what) return [{ ...spell, effect: "lost-answer", share: what.lostAnswers }];
  return [];
}
