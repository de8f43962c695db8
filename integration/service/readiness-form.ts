/** How it is written down when the service calls itself not ready. */
import { z } from "zod";

const MIB = 1024 * 1024;
const HOUR = 3_600_000;

export const readinessForm = z.strictObject({
  minFreeBytes: z
    .number()
    .int()
    .min(0)
    .default(64 * MIB)
    .describe("With less space on the ledger's disk the service is not ready."),
  maxBacklogAgeMs: z
    .number()
    .int()
    .positive()
    .default(HOUR)
    .describe("With an older order under way its deliveries are not ready."),
});
