/**
 * What batching buys. NetSuite works on the records of a batch one after the other, so that a batch saves what every call
 * costs before it does anything, and no more (Oracle help section_N3421458; the overhead is a figure of the latency profile).
 *
 * - `restlet`: one call of a RESTlet holds one slot for the overhead and all its records.
 * - `rest`: an asynchronous batch holds a slot for its submission only, and then one of the account's processors, which are
 *   fewer than its slots (Oracle help section_N259503).
 */
import { asyncProcessorsOf, expectedLatencyMs } from "../../emulator/index.ts";
import { LoadtestError } from "../errors.ts";
import type { ConcurrencyPlan } from "./concurrency-plan.ts";

export interface BatchingGain {
  readonly way: "restlet" | "rest";
  readonly size: number;
  /** Orders an hour with everything busy. */
  readonly capacityPerHour: number;
  /** That, over the capacity without batches. */
  readonly gain: number;
  /** What is used up first. */
  readonly boundBy: "slots" | "processors";
}

/** NetSuite takes up to 100 records of one type in a batch (Oracle help article_0127092747). */
export const MOST_RECORDS_OF_A_BATCH = 100;
const SECONDS_PER_HOUR = 3_600;

/** @throws LoadtestError for a batch of fewer than 2 or more than 100 records */
export function batchingGains(plan: ConcurrencyPlan, size: number): readonly BatchingGain[] {
  if (!(Number.isInteger(size) && size >= 2 && size <= MOST_RECORDS_OF_A_BATCH)) {
    throw new LoadtestError(
      `The batch size is ${size}; a batch holds 2 to ${MOST_RECORDS_OF_A_BATCH} records (Oracle help article_0127092747).`,
      { code: "IMPOSSIBLE_PLAN" },
    );
  }
  const { demand, supply, slotsAvailable, slotSecondsPerOrder } = plan;
  const overhead = expectedLatencyMs(demand.latency, { kind: "overhead" }).meanMs / 1_000;
  const calls = demand.writes.length;
  const working = Math.max(0, slotSecondsPerOrder - calls * overhead);
  const inSlots = slotsAvailable / (working + (calls * overhead) / size);
  const submissions = slotsAvailable / ((calls * overhead) / size);
  const inProcessors = asyncProcessorsOf(supply.suiteCloudPlus) / working;
  const gainOf = (perSecond: number): Pick<BatchingGain, "capacityPerHour" | "gain"> => ({
    capacityPerHour: perSecond * SECONDS_PER_HOUR,
    gain: plan.capacityPerHour === 0 ? 1 : (perSecond * SECONDS_PER_HOUR) / plan.capacityPerHour,
  });
  return [
    { way: "restlet", size, ...gainOf(inSlots), boundBy: "slots" },
    {
      way: "rest",
      size,
      ...gainOf(Math.min(submissions, inProcessors)),
      boundBy: inProcessors < submissions ? "processors" : "slots",
    },
  ];
}
