/** What a script asks to be saved. */
import { z } from "zod";
import { changesSchema } from "../record-body.ts";

export const saveSchema = z.object({
  handle: z.int().nonnegative(),
  ignoreMandatoryFields: z.boolean(),
  fields: changesSchema,
  sublists: z.record(
    z.string(),
    z.array(z.object({ from: z.int().nonnegative().optional(), fields: changesSchema })),
  ),
});

export type SaveOrder = z.infer<typeof saveSchema>;
