/** The filter of the admin API: the same conditions as the command's, from a query string or a body. */
import { z } from "zod";
import { FAILURE_CLASSES } from "../failure.ts";

const text = z.string().min(1);
const whole = z.coerce.number().int().min(1);
const time = z
  .string()
  .refine((value) => !Number.isNaN(Date.parse(value)), "must be a time, such as 2026-11-23T18:00Z")
  .transform((value) => Date.parse(value));

/** A page has so many at most; a re-run in bulk is bounded by its own limit. */
const MAX_LIMIT = 10_000;

export const filterSchema = z.strictObject({
  class: z.exactOptional(z.enum(FAILURE_CLASSES)),
  code: z.exactOptional(text),
  fingerprint: z.exactOptional(text),
  flow: z.exactOptional(text),
  key: z.exactOptional(text),
  assignee: z.exactOptional(text),
  since: z.exactOptional(time),
  until: z.exactOptional(time),
  afterId: z.exactOptional(whole),
  limit: z.exactOptional(whole.max(MAX_LIMIT)),
});

const flag = z.enum(["true", "false"]).transform((value) => value === "true");

const query = filterSchema.extend({
  unmasked: z.exactOptional(flag),
  format: z.exactOptional(z.enum(["csv", "json"])),
});

export function readQuery(given: unknown) {
  const { unmasked = false, format = "json", ...filter } = query.parse(given);
  return { filter, showing: { unmasked }, format };
}
