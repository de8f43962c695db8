/** What the answer hangs on: each assumption moved by a quarter either way, and what that does to the plan. Pure. */
import { type ConcurrencyPlan, type Demand, planConcurrency, type Supply } from "./concurrency-plan.ts";

export interface Assumption {
  readonly name: string;
  /** Slots needed when it is a quarter less, as planned, and a quarter more. */
  readonly slotsNeeded: readonly [less: number, planned: number, more: number];
  /** The verdict changes within that quarter. */
  readonly decides: boolean;
}

const QUARTER = 0.25;

type Moved = (demand: Demand, supply: Supply, factor: number) => readonly [Demand, Supply];

/** Slots busy are arrivals times holding time: it is all one whether more orders come or each is held longer. */
const moreWork: Moved = (demand, supply, factor) => [
  { ...demand, peakOrdersPerHour: demand.peakOrdersPerHour * factor },
  supply,
];

const MOVES: Readonly<Record<string, Moved>> = {
  "orders in the busiest hour": moreWork,
  "NetSuite's latency": moreWork,
  "lines of an order": (demand, supply, factor) => [
    { ...demand, linesPerOrder: demand.linesPerOrder * factor },
    supply,
  ],
  "slots that others need": (demand, supply, factor) => [
    demand,
    { ...supply, reservedSlots: supply.reservedSlots * factor },
  ],
};

/** The one that changes most comes first; what decides the verdict before what does not. */
export function assumptionsOf(plan: ConcurrencyPlan): readonly Assumption[] {
  const { demand, supply } = plan;
  const assumptions = Object.entries(MOVES).map(([name, move]): Assumption => {
    const [less, more] = [1 - QUARTER, 1 + QUARTER].map((factor) =>
      planConcurrency(...move(demand, supply, factor)),
    ) as [ConcurrencyPlan, ConcurrencyPlan];
    return {
      name,
      slotsNeeded: [less.slotsNeeded, plan.slotsNeeded, more.slotsNeeded],
      decides: less.holds !== plan.holds || more.holds !== plan.holds,
    };
  });
  const reach = ({ slotsNeeded: [less, , more] }: Assumption): number => Math.abs(more - less);
  return assumptions.toSorted(
    (one, other) => Number(other.decides) - Number(one.decides) || reach(other) - reach(one),
  );
}
