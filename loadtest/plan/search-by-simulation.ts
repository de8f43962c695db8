/** Spares a search simulations: with more slots and more licences no plan does worse. Pure. */
import type { ConcurrencyPlan, Demand, Supply } from "./concurrency-plan.ts";
import { allPlans } from "./plan-comparison.ts";

type Judge = (plan: ConcurrencyPlan) => boolean;

/** The largest plan on sale is asked first: where not even that one holds, none is simulated. */
export function searchedBySimulation(
  { demand, supply }: { readonly demand: Demand; readonly supply: Supply },
  simulate: Judge,
): Judge {
  const judged: { readonly plan: ConcurrencyPlan; readonly holds: boolean }[] = [];
  function judge(plan: ConcurrencyPlan): boolean {
    const known = judged.find((each) => (each.holds ? isAtMost(each.plan, plan) : isAtMost(plan, each.plan)));
    if (known !== undefined) return known.holds;
    const holds = simulate(plan);
    judged.push({ plan, holds });
    return holds;
  }
  return (plan) => {
    if (plan.slotsAvailable === 0) return false;
    if (judged.length === 0) judge(largestOnSale(demand, supply));
    return judge(plan);
  };
}

/** Licences bring processors for batches besides slots. */
const isAtMost = (one: ConcurrencyPlan, other: ConcurrencyPlan): boolean =>
  one.slotsAvailable <= other.slotsAvailable && one.supply.suiteCloudPlus <= other.supply.suiteCloudPlus;

function largestOnSale(demand: Demand, supply: Supply): ConcurrencyPlan {
  return allPlans(demand, supply).reduce((most, each) => (isAtMost(most, each) ? each : most));
}
