/** How batching is written down. */
import { z } from "zod";
import { MAX_REST_BATCH } from "../../netsuite/batch/rest-batch.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const ms = z.number().int().positive();

/**
 * Off by default: NetSuite takes batches from release 2026.1 on only, what it answers to them is documented in part, and a record
 * in a batch waits for the whole of it.
 */
export const batchingForm = z.strictObject({
  by: z
    .enum(["none", "rest"])
    .default("none")
    .describe("rest: asynchronous jobs of the record service, which hold no slot while they run."),
  size: z
    .number()
    .int()
    .min(2)
    .max(MAX_REST_BATCH)
    .default(MAX_REST_BATCH)
    .describe("Records of one batch; NetSuite takes 100 at most."),
  backlog: z
    .number()
    .int()
    .min(2)
    .default(MAX_REST_BATCH)
    .describe("With fewer entries due each is sent by itself, which is sooner for each."),
  groups: z
    .number()
    .int()
    .min(1)
    .exactOptional()
    .describe("Groups of entries delivered side by side; half as many as slots if left out."),
  firstPollMs: ms.default(2 * SECOND).describe("The first look at a running job comes after so long."),
  longestPollMs: ms.default(20 * SECOND).describe("Each further look waits half as long again, up to this."),
  jobWithinMs: ms
    .default(15 * MINUTE)
    .describe("A job that has not ended by then is given up, and its records are looked up one by one."),
});
