/** Rules about records that differ from account to account, or that no public source settles. */
import { z } from "zod";

export const accountRulesSchema = z.strictObject({
  /** Most characters of a whole address; NetSuite has no such rule by itself. */
  addressTotalLength: z.int().positive().optional(),
  /** The preference Allow Free-Form States in Addresses; without it a state must be a short name of its country's. */
  freeFormStates: z.boolean().default(false),
  /** What happens to a read-only field in a body. */
  readOnlyFields: z.enum(["ignored", "refused"]).default("ignored"),
  /** Whether a record that others refer to can be deleted. */
  dependentRecords: z.enum(["kept", "orphaned"]).default("kept"),
});

export type AccountRules = Readonly<z.output<typeof accountRulesSchema>>;
