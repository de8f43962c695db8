/** Where a plan breaks, and the least plan that does not: by simulation, against the thresholds of the configuration. */
import { setImmediate } from "node:timers/promises";
import { arrivalTimes } from "../arrivals/arrival-times.ts";
import type { LoadProfile } from "../arrivals/load-profile.ts";
import type { ScheduledFault } from "../faults/fault-schedule.ts";
import { type ConcurrencyPlan, type Demand, planConcurrency, type Supply } from "../plan/concurrency-plan.ts";
import { plansByEffort } from "../plan/plan-comparison.ts";
import { type SimulatedLoad, simulatePlan } from "../plan/plan-study.ts";
import type { Threshold } from "../thresholds/threshold.ts";
import { highestVolume } from "./highest-volume.ts";
import { holdsSimulated } from "./simulated-run.ts";

export interface EdgeQuestion extends Omit<SimulatedLoad, "profile" | "faults"> {
  readonly demand: Demand;
  readonly supply: Supply;
  /** How the orders arrive when the busiest hour holds so many. */
  readonly profileAt: (peakOrdersPerHour: number) => LoadProfile;
  /** What goes wrong along it. @default nothing */
  readonly faultsAt?: (profile: LoadProfile) => readonly ScheduledFault[];
  /** Before each simulation. */
  readonly onProbe?: (plan: ConcurrencyPlan) => void;
  /** What has to hold at such a peak. */
  readonly thresholdsAt: (peakOrdersPerHour: number) => readonly Threshold[];
}

/** The plan with this peak, simulated with its profile, holds. */
async function holdsAt(question: EdgeQuestion, supply: Supply, peakOrdersPerHour: number): Promise<boolean> {
  const plan = planConcurrency({ ...question.demand, peakOrdersPerHour }, supply);
  if (plan.slotsAvailable === 0) return false;
  const profile = question.profileAt(peakOrdersPerHour);
  const arrivals = arrivalTimes(profile, question.seed ?? 1);
  // So few that by chance none comes: nothing is proved.
  if (arrivals.length === 0) return false;
  question.onProbe?.(plan);
  // A search takes long, and whoever wants to end it is heard between two simulations.
  await setImmediate();
  const simulated = simulatePlan(plan, { ...question, profile, faults: question.faultsAt?.(profile) });
  const span = (arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0);
  return holdsSimulated(simulated, span, question.thresholdsAt(peakOrdersPerHour));
}

/** The highest hourly volume at which this plan meets its thresholds; null when there is none. */
export function findPeak(question: EdgeQuestion): Promise<number | null> {
  const { supply, demand } = question;
  return highestVolume((volume) => holdsAt(question, supply, volume), { from: demand.peakOrdersPerHour });
}

/** The plans that meet the thresholds at the demand's volume, the one that takes the least change from the present one first. */
export async function findPlans(question: EdgeQuestion, most: number): Promise<readonly ConcurrencyPlan[]> {
  const { demand, supply } = question;
  const found: ConcurrencyPlan[] = [];
  for (const plan of plansByEffort(demand, supply)) {
    if (found.length === most) break;
    if (await holdsAt(question, plan.supply, demand.peakOrdersPerHour)) found.push(plan);
  }
  return found;
}
