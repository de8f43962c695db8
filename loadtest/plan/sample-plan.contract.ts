/** A demand and a supply for tests: a busy hour on a Premium account with one licence. */
import type { Demand, Supply } from "./concurrency-plan.ts";

export const DEMAND: Demand = {
  peakOrdersPerHour: 8_000,
  linesPerOrder: 3,
  writes: ["write-entity", "write-transaction"],
  latency: "typical",
};

export const SUPPLY: Supply = { tier: "premium", suiteCloudPlus: 1, reservedSlots: 3, maxUtilisation: 0.85 };
