/** How reconciling is written down. */
import { z } from "zod";

export const reconcileForm = z.strictObject({
  everyMinutes: z.number().min(1).default(1_440).describe("How often, in minutes."),
  repair: z.boolean().default(false).describe("Take in the orders that the ledger lacks."),
});
