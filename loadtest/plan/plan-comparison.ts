/** What else could be bought: the same demand on every tier and licence count, and what each further licence changes. Pure. */
import type { ServiceTier } from "../../emulator/index.ts";
import {
  type ConcurrencyPlan,
  type Demand,
  licenceCountsOf,
  planConcurrency,
  type Supply,
} from "./concurrency-plan.ts";

/** A year's price of a tier and of one licence, in any one currency; what they are is between the user and Oracle. */
export interface Prices {
  readonly tiers: Readonly<Partial<Record<ServiceTier, number>>>;
  readonly suiteCloudPlus: number;
}

/** The tiers on sale; contracts from before June 2020 cannot be bought any more. */
export const TIERS_ON_SALE = [
  "standard",
  "premium",
  "enterprise",
  "ultimate",
] as const satisfies readonly ServiceTier[];

/** The plan of this tier for every licence count it sells, the fewest first; those that leave no slot included. */
export function plansByLicences(demand: Demand, supply: Supply): readonly ConcurrencyPlan[] {
  return licenceCountsOf(supply.tier).map((suiteCloudPlus) =>
    planConcurrency(demand, { ...supply, suiteCloudPlus }),
  );
}

/** Every tier on sale with every licence count. */
export function allPlans(demand: Demand, supply: Supply): readonly ConcurrencyPlan[] {
  return TIERS_ON_SALE.flatMap((tier) => plansByLicences(demand, { ...supply, tier }));
}

/** A year's price of a plan; null when the user named none for its tier. */
export function priceOf({ supply }: ConcurrencyPlan, prices: Prices): number | null {
  const tier = prices.tiers[supply.tier];
  return tier === undefined ? null : tier + supply.suiteCloudPlus * prices.suiteCloudPlus;
}

/** The plan that holds for the least money. Null when none holds. */
export const cheapestPlan = (demand: Demand, supply: Supply, prices?: Prices): ConcurrencyPlan | null =>
  leastPlan({ demand, supply, prices }, ({ holds }) => holds).cheapest;

export interface LeastPlan {
  readonly cheapest: ConcurrencyPlan | null;
  /** What it costs a year; null without prices. */
  readonly price: number | null;
  /** What would hold if prices were no matter; null unless no tier that has one holds. */
  readonly unpriced: ConcurrencyPlan | null;
}

interface Buying {
  readonly demand: Demand;
  readonly supply: Supply;
  readonly prices?: Prices | undefined;
}

/**
 * Without prices: on the tier one has if any number of licences holds there, else on the next higher one, with the fewest. With
 * them what costs least, of the tiers that have one.
 */
export function leastPlan(
  { demand, supply, prices }: Buying,
  holds: (plan: ConcurrencyPlan) => boolean,
): LeastPlan {
  const byEffort = plansByEffort(demand, supply);
  if (prices === undefined) return { cheapest: byEffort.find(holds) ?? null, price: null, unpriced: null };
  const priced = byEffort.flatMap((plan) => {
    const price = priceOf(plan, prices);
    return price === null ? [] : [{ plan, price }];
  });
  const found = priced.toSorted((one, other) => one.price - other.price).find(({ plan }) => holds(plan));
  if (found !== undefined) return { cheapest: found.plan, price: found.price, unpriced: null };
  return { cheapest: null, price: null, unpriced: byEffort.find(holds) ?? null };
}

/** Every plan on sale, the one that takes the least change from what one has first. */
export const plansByEffort = (demand: Demand, supply: Supply): readonly ConcurrencyPlan[] =>
  allPlans(demand, supply).toSorted(byEffort(supply.tier));

/** A change of tier is a new contract, so it comes after any number of licences; a lower tier after that. */
function byEffort(owned: ServiceTier): (one: ConcurrencyPlan, other: ConcurrencyPlan) => number {
  const rank = (tier: ServiceTier): number => (TIERS_ON_SALE as readonly ServiceTier[]).indexOf(tier);
  const effort = ({ supply }: ConcurrencyPlan): number => {
    const steps = rank(supply.tier) - rank(owned);
    return (steps < 0 ? TIERS_ON_SALE.length - steps : steps) * 100 + supply.suiteCloudPlus;
  };
  return (one, other) => effort(one) - effort(other);
}
