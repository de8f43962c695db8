/** The whole answer to "will it hold?": calculated, simulated, compared with what else could be bought, and what it hangs on. */
import { asyncProcessorsOf } from "../../emulator/index.ts";
import type { Check } from "../../reports/index.ts";
import { arrivalTimes } from "../arrivals/arrival-times.ts";
import { type LoadProfile, namedLoad } from "../arrivals/load-profile.ts";
import { type SimulationResult, simulate } from "../simulator/simulate.ts";
import { type BatchSettings, batchingFor } from "../simulator/simulated-batch.ts";
import { type Assumption, assumptionsOf } from "./assumptions.ts";
import { type BatchingGain, batchingGains } from "./batching.ts";
import { type ConcurrencyPlan, type Demand, planConcurrency, type Supply } from "./concurrency-plan.ts";
import { cheapestPlan, type Prices, plansByLicences } from "./plan-comparison.ts";
import { planChecks } from "./plan-section.ts";
import { judgeServiceLevel, type ServiceLevel } from "./service-level.ts";

/** What is sent through a plan when it is simulated. */
export interface SimulatedLoad {
  /** @default the busiest hour, evenly busy */
  readonly profile?: LoadProfile | undefined;
  /** Item lines of the orders, as a sample; @default the demand's mean */
  readonly lines?: readonly number[] | undefined;
  readonly seed?: number | undefined;
  /** @default each order by itself */
  readonly batching?: BatchSettings | undefined;
}

export interface PlanStudyOptions extends SimulatedLoad {
  readonly demand: Demand;
  readonly supply: Supply;
  readonly serviceLevel?: ServiceLevel;
  /** Records of a batch whose gain is asked for. @default 20 */
  readonly batchSize?: number;
  readonly prices?: Prices | undefined;
}

export interface PlanStudy {
  readonly plan: ConcurrencyPlan;
  /** Null when no slot is left to simulate with. */
  readonly simulated: SimulationResult | null;
  /** The same tier with every licence count. */
  readonly byLicences: readonly ConcurrencyPlan[];
  readonly cheapest: ConcurrencyPlan | null;
  readonly batching: readonly BatchingGain[];
  readonly assumptions: readonly Assumption[];
  readonly checks: readonly Check[];
}

/** Oracle's tuning page names 20 transactions as a good list (help section_1537861842). */
const GOOD_BATCH = 20;

/** @throws LoadtestError for a plan that cannot exist */
export function studyPlan(options: PlanStudyOptions): PlanStudy {
  const { demand, supply, prices, serviceLevel = {}, batchSize = GOOD_BATCH } = options;
  const plan = planConcurrency(demand, supply);
  const simulated = plan.slotsAvailable === 0 ? null : simulatePlan(plan, options);
  return {
    plan,
    simulated,
    byLicences: plansByLicences(demand, supply),
    cheapest: cheapestPlan(demand, supply, prices),
    batching: batchingGains(plan, batchSize),
    assumptions: assumptionsOf(plan),
    checks: [...planChecks(plan), ...(simulated === null ? [] : judgeServiceLevel(simulated, serviceLevel))],
  };
}

/** The plan's peak, or the whole profile, through the simulator. */
export function simulatePlan(
  { demand, supply, slotsAvailable, concurrencyLimit }: ConcurrencyPlan,
  { profile, lines, batching, seed = 1 }: SimulatedLoad,
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
    seed,
  });
}
