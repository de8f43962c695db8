/**
 * Spends the shop's query cost so that the shop never has to refuse: one bucket for each app and shop, refilled all the
 * time (shopify.dev, API rate limits). What an operation costs is learned from the shop's own answers.
 */
import type { Clock } from "../clock.ts";

/** The bucket as an answer tells it; points, and points a second. */
export interface ThrottleStatus {
  readonly maximumAvailable: number;
  readonly currentlyAvailable: number;
  readonly restoreRate: number;
}

export interface QueryCost {
  readonly requestedQueryCost: number;
  readonly throttleStatus: ThrottleStatus;
}

export interface CostBudget {
  /** Resolves when the bucket should hold what this operation costs, one call after the other; to be called with the answer's cost. */
  take(operation: string): Promise<(told: QueryCost | undefined) => void>;
}

/** Of an operation that was never answered; a write costs 10 by default. */
const FIRST_GUESS = 10;

export function createCostBudget(clock: Clock): CostBudget {
  const costs = new Map<string, number>();
  let known: (ThrottleStatus & { readonly at: number }) | null = null;
  /** What calls in flight may still take from the bucket after an answer was written. */
  let underWay = 0;
  let turn: Promise<unknown> = Promise.resolve();

  async function waitForRoom(cost: number): Promise<void> {
    if (known === null) return;
    const { maximumAvailable, restoreRate } = known;
    const restored = ((clock.now() - known.at) / 1_000) * restoreRate;
    const there = Math.min(maximumAvailable, known.currentlyAvailable + restored) - underWay;
    // With nothing under way it fits as soon as the bucket is full, whatever it costs.
    const missing = Math.min(cost, maximumAvailable) - there;
    if (missing > 0) await clock.sleep(Math.ceil((missing / restoreRate) * 1_000));
  }

  async function reserve(operation: string) {
    const cost = costs.get(operation) ?? FIRST_GUESS;
    await waitForRoom(cost);
    underWay += cost;
    return (told: QueryCost | undefined): void => {
      underWay -= cost;
      if (told === undefined) return;
      costs.set(operation, told.requestedQueryCost);
      if (told.throttleStatus.restoreRate > 0) known = { ...told.throttleStatus, at: clock.now() };
    };
  }

  return {
    take(operation) {
      const taken = turn.then(() => reserve(operation));
      turn = taken;
      return taken;
    },
  };
}

/** How long a refused operation has to wait, in milliseconds. */
export function waitFor({ requestedQueryCost, throttleStatus: status }: QueryCost): number {
  const missing = Math.min(requestedQueryCost, status.maximumAvailable) - status.currentlyAvailable;
  return missing > 0 && status.restoreRate > 0 ? Math.ceil((missing / status.restoreRate) * 1_000) : 0;
}
