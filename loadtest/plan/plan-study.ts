/** The whole answer to "will it hold?": calculated, simulated, compared with what else could be bought, and what it hangs on. */
import { asyncProcessorsOf } from "../../emulator/index.ts";
import type { RetryPolicy } from "../../integration/index.ts";
import type { Check } from "../../reports/index.ts";
import { arrivalTimes } from "../arrivals/arrival-times.ts";
import { type LoadProfile, namedLoad } from "../arrivals/load-profile.ts";
import type { ScheduledFault } from "../faults/fault-schedule.ts";
import { simulatedTroubles } from "../faults/simulated-faults.ts";
import { type SimulationResult, simulate } from "../simulator/simulate.ts";
import { type BatchSettings, batchingFor } from "../simulator/simulated-batch.ts";
import { type Assumption, assumptionsOf } from "./assumptions.ts";
import { type BatchingGain, batchingGains } from "./batching.ts";
import { type ConcurrencyPlan, type Demand, planConcurrency, type Supply } from "./concurrency-plan.ts";
import { type LeastPlan, leastPlan, type Prices, plansByLicences } from "./plan-comparison.ts";
import { batchedChecks, planChecks } from "./plan-section.ts";
import { searchedBySimulation } from "./search-by-simulation.ts";
import { holdsSimulatedPlan, isGranted, judgeServiceLevel, type ServiceLevel } from "./service-level.ts";

/** What is sent through a plan when it is simulated. */
export interface SimulatedLoad {
  /** @default the busiest hour, evenly busy */
  readonly profile?: LoadProfile | undefined;
  /** Item lines of the orders, as a sample; @default the demand's mean */
  readonly lines?: readonly number[] | undefined;
  readonly seed?: number | undefined;
  /** @default each order by itself */
  readonly batching?: BatchSettings | undefined;
  /** @default the production core's */
  readonly retry?: RetryPolicy | undefined;
  /** @default none */
  readonly faults?: readonly ScheduledFault[] | undefined;
}

export interface PlanStudyOptions extends SimulatedLoad {
  readonly demand: Demand;
  readonly supply: Supply;
  readonly serviceLevel?: ServiceLevel;
  /** Records of a batch whose gain is asked for. @default 20 */
  readonly batchSize?: number;
  readonly prices?: Prices | undefined;
}

export interface PlanStudy extends LeastPlan {
  readonly plan: ConcurrencyPlan;
  /** How its orders are gathered, and null where each goes by itself: with batches only the simulation can say whether it holds. */
  readonly batched: BatchSettings | null;
  /** Null when no slot is left to simulate with. */
  readonly simulated: SimulationResult | null;
  /** The same tier with every licence count. */
  readonly byLicences: readonly ConcurrencyPlan[];
  readonly batching: readonly BatchingGain[];
  readonly assumptions: readonly Assumption[];
  readonly checks: readonly Check[];
}

/** Oracle's tuning page names 20 transactions as a good list (help section_1537861842). */
const GOOD_BATCH = 20;

/** @throws LoadtestError for a plan that cannot exist */
export function studyPlan(options: PlanStudyOptions): PlanStudy {
  const { demand, supply, prices, batching = null, serviceLevel = {}, batchSize = GOOD_BATCH } = options;
  const plan = planConcurrency(demand, supply);
  const simulated = plan.slotsAvailable === 0 ? null : simulatePlan(plan, options);
  const slots =
    batching === null ? planChecks(plan) : batchedChecks(plan, { batching, simulated, serviceLevel });
  return {
    plan,
    batched: batching,
    simulated,
    byLicences: plansByLicences(demand, supply),
    ...leastPlan({ demand, supply, prices }, holding(options)),
    batching: batchingGains(plan, batchSize),
    assumptions: assumptionsOf(plan),
    checks: [...slots, ...(simulated === null ? [] : judgeServiceLevel(simulated, serviceLevel))],
  };
}

/** By calculation; where wishes or batches are at stake, of which it knows nothing, by simulation. */
function holding(options: PlanStudyOptions): (plan: ConcurrencyPlan) => boolean {
  const { batching, serviceLevel = {} } = options;
  if (batching !== undefined)
    return searchedBySimulation(options, (plan) =>
      holdsSimulatedPlan(simulatePlan(plan, options), serviceLevel),
    );
  const wishes = Object.keys(serviceLevel).length;
  const granted = searchedBySimulation(options, (plan) =>
    isGranted(simulatePlan(plan, options), serviceLevel),
  );
  return (plan) => plan.holds && (wishes === 0 || granted(plan));
}

/** The plan's peak, or the whole profile, through the simulator. */
export function simulatePlan(
  { demand, supply, slotsAvailable, concurrencyLimit }: ConcurrencyPlan,
  { profile, lines, batching, retry, faults = [], seed = 1 }: SimulatedLoad,
): SimulationResult {
  return simulate({
    arrivals: arrivalTimes(profile ?? namedLoad("constant", demand.peakOrdersPerHour), seed),
    slots: slotsAvailable,
    concurrencyLimit,
    latency: demand.latency,
    calls: demand.writes,
    linesPerOrder: lines ?? [demand.linesPerOrder],
    batching: batching && batchingFor(slotsAvailable, batching),
    processors: asyncProcessorsOf(supply.suiteCloudPlus),
    ...simulatedTroubles(faults),
    ...(retry === undefined ? {} : { retry }),
    seed,
  });
}
