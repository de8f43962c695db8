/** What a sweep keeps of one simulated plan: small enough to send between threads by the hundred. */

import type { ConcurrencyPlan } from "../plan/concurrency-plan.ts";
import { type SimulatedLoad, simulatePlan } from "../plan/plan-study.ts";
import type { SimulationResult } from "../simulator/simulate.ts";

export type SimulatedPlan = Omit<SimulationResult, "stretches">;

export function simulateSwept(plan: ConcurrencyPlan, load: SimulatedLoad): SimulatedPlan {
  const { stretches: _, ...kept } = simulatePlan(plan, load);
  return kept;
}
