/** When each order arrives: a load profile turned into moments, the same ones for the same seed. */
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { LoadtestError } from "../errors.ts";
import { type LoadProfile, type LoadStage, ordersIn, sizeOf } from "./load-profile.ts";

const MS_PER_MINUTE = 60_000;
const MS_PER_HOUR = 60 * MS_PER_MINUTE;
/** A hundred times the day that the simulator is made for; more is a slip of the pen and would fill the memory. */
const MOST_ARRIVALS = 100_000_000;

/**
 * Moments in ms since the profile's beginning, ascending.
 *
 * A Poisson process of unit rate is stretched by the profile's cumulative rate (time change); evenly spaced arrivals are
 * the same with steps of exactly one order.
 *
 * @throws LoadtestError for a profile of more than 100 million orders
 */
export function arrivalTimes(profile: LoadProfile, seed: number): Float64Array {
  const { orders } = sizeOf(profile);
  if (orders > MOST_ARRIVALS) {
    throw new LoadtestError(
      `The load profile brings ${Math.round(orders)} orders, more than ${MOST_ARRIVALS}. Lower its rates or shorten it.`,
      { code: "IMPOSSIBLE_PLAN" },
    );
  }
  if (profile.recorded !== undefined) return Float64Array.from(profile.recorded);
  const step = profile.spacing === "even" ? () => 1 : exponentialSteps(seed);
  const times: number[] = [];
  // The first even arrival comes half a step in, so that a stage holds as many as its rate says.
  let ordersUntilNext = profile.spacing === "even" ? 0.5 : step();
  let startsAt = 0;
  for (const stage of profile.stages) {
    const held = ordersIn(stage);
    while (ordersUntilNext < held) {
      times.push(startsAt + timeAt(stage, ordersUntilNext));
      ordersUntilNext += step();
    }
    ordersUntilNext -= held;
    startsAt += stage.minutes * MS_PER_MINUTE;
  }
  return Float64Array.from(times);
}

/** When, in ms since the stage began, so many orders of it have come: the quadratic that its straight line of rates gives. */
function timeAt({ minutes, fromPerHour, toPerHour = fromPerHour }: LoadStage, orders: number): number {
  const from = fromPerHour / MS_PER_HOUR;
  const slope = (toPerHour - fromPerHour) / MS_PER_HOUR / (minutes * MS_PER_MINUTE);
  // The form without a difference of near-equal numbers, right for a slope of nothing too.
  return (2 * orders) / (from + Math.sqrt(Math.max(0, from * from + 2 * slope * orders)));
}

function exponentialSteps(seed: number): () => number {
  const generator = xoroshiro128plus(seed);
  return () => -Math.log1p(-uniformFloat64(generator));
}
