/** The governance calculation: how many slots the peak hour needs, how many there are, and what would help. Pure. */
import {
  concurrencyLimitOf,
  expectedLatencyMs,
  type LatencySetting,
  SERVICE_TIERS,
  type ServiceTier,
} from "../../emulator/index.ts";
import { LoadtestError } from "../errors.ts";

const SECONDS_PER_HOUR = 3_600;

export interface Demand {
  /** Orders that arrive in the busiest hour. */
  readonly peakOrdersPerHour: number;
  /** Mean item lines of an order. */
  readonly linesPerOrder: number;
  /** NetSuite writes that the mapping makes of one order, in order. */
  readonly writes: readonly ("write-entity" | "write-transaction")[];
  /** How long NetSuite takes for each: a profile by name, or one that was measured. */
  readonly latency: LatencySetting;
}

export interface Supply {
  readonly tier: ServiceTier;
  readonly suiteCloudPlus: number;
  /** Slots that other integrations of the account need. */
  readonly reservedSlots: number;
  /** The share of its slots that a plan may keep busy on average; the rest absorbs chance. */
  readonly maxUtilisation: number;
}

export interface ConcurrencyPlan {
  readonly demand: Demand;
  readonly supply: Supply;
  readonly concurrencyLimit: number;
  /** Slots left for this integration. */
  readonly slotsAvailable: number;
  /** Seconds for which one order holds a slot, all its calls together. */
  readonly slotSecondsPerOrder: number;
  /** Slots busy on average at the peak: arrival rate times holding time (Little's law). */
  readonly slotsBusy: number;
  /** Slots needed so that they are busy for at most `maxUtilisation` of the time. */
  readonly slotsNeeded: number;
  /** Orders an hour that the available slots can deliver when all are busy. */
  readonly capacityPerHour: number;
  /** The peak hour's share of that capacity; above 1 the backlog grows. */
  readonly utilisation: number;
  /** Orders waiting at the end of the peak hour, and minutes to drain them when no more arrive. */
  readonly backlogAfterPeak: number;
  readonly drainMinutes: number;
  readonly holds: boolean;
  /** The fewest SuiteCloud Plus licences of this tier with which the plan holds; null when none suffice. */
  readonly licencesThatHold: number | null;
}

/** @throws LoadtestError for a plan that cannot exist: no slots left, negative demand, more licences than the tier sells */
export function planConcurrency(demand: Demand, supply: Supply): ConcurrencyPlan {
  refuseImpossible(demand, supply);
  const plan = planFor(demand, supply);
  return { ...plan, licencesThatHold: fewestLicences(demand, supply) };
}

function planFor(demand: Demand, supply: Supply): Omit<ConcurrencyPlan, "licencesThatHold"> {
  const concurrencyLimit = concurrencyLimitOf(supply.tier, supply.suiteCloudPlus);
  const slotsAvailable = Math.max(0, concurrencyLimit - supply.reservedSlots);
  const slotSecondsPerOrder = holdingSeconds(demand, slotsAvailable);
  const slotsBusy = (demand.peakOrdersPerHour / SECONDS_PER_HOUR) * slotSecondsPerOrder;
  const capacityPerHour =
    slotSecondsPerOrder === 0 ? Infinity : (slotsAvailable / slotSecondsPerOrder) * SECONDS_PER_HOUR;
  const backlogAfterPeak = Math.max(0, Math.ceil(demand.peakOrdersPerHour - capacityPerHour));
  const slotsNeeded = Math.ceil(slotsBusy / supply.maxUtilisation);
  return {
    demand,
    supply,
    concurrencyLimit,
    slotsAvailable,
    slotSecondsPerOrder,
    slotsBusy,
    slotsNeeded,
    capacityPerHour,
    utilisation: capacityPerHour === 0 ? Infinity : demand.peakOrdersPerHour / capacityPerHour,
    backlogAfterPeak,
    drainMinutes: backlogAfterPeak === 0 ? 0 : (backlogAfterPeak / capacityPerHour) * 60,
    holds: slotsNeeded <= slotsAvailable,
  };
}

/** Each write holds a slot for its mean latency with all slots in use: NetSuite slows down as more lines are in flight. */
function holdingSeconds(demand: Demand, inFlight: number): number {
  const meanMs = demand.writes.map(
    (kind) => expectedLatencyMs(demand.latency, { kind, lines: demand.linesPerOrder, inFlight }).meanMs,
  );
  return meanMs.reduce((sum, each) => sum + each, 0) / 1_000;
}

function fewestLicences(demand: Demand, supply: Supply): number | null {
  const counts = licenceCountsOf(supply.tier);
  return counts.find((suiteCloudPlus) => planFor(demand, { ...supply, suiteCloudPlus }).holds) ?? null;
}

/** The numbers of SuiteCloud Plus licences that a tier is sold with, the fewest first. */
export function licenceCountsOf(tier: ServiceTier): readonly number[] {
  return Array.from({ length: SERVICE_TIERS[tier].maxSuiteCloudPlus + 1 }, (_, count) => count);
}

function refuseImpossible(demand: Demand, supply: Supply): void {
  const impossible: readonly (readonly [boolean, string])[] = [
    [
      !(demand.peakOrdersPerHour > 0),
      `peakOrdersPerHour is ${demand.peakOrdersPerHour}; a plan needs a volume above 0.`,
    ],
    [
      !(demand.linesPerOrder > 0),
      `linesPerOrder is ${demand.linesPerOrder}; an order has at least one line.`,
    ],
    [!(supply.reservedSlots >= 0), `reservedSlots is ${supply.reservedSlots}; it cannot be negative.`],
    [
      !(supply.maxUtilisation > 0 && supply.maxUtilisation <= 1),
      `maxUtilisation is ${supply.maxUtilisation}; it is a share between 0 and 1.`,
    ],
  ];
  const found = impossible.find(([isSo]) => isSo);
  if (found !== undefined) throw new LoadtestError(found[1], { code: "IMPOSSIBLE_PLAN" });
}
