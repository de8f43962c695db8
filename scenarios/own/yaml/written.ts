/** Small pieces of what people write in a scenario's YAML. */
import { z } from "zod";

/** Says that something is not there at all. */
export const NONE = z.literal("none");

/** What stands there when something stands there. */
export type Written<T> = Exclude<T, undefined>;

const UNITS = { s: 1_000, min: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** "90 s", "30 min", "2 h" or "3 d", in milliseconds. */
export const duration = z
  .string()
  .regex(/^\d+(\.\d+)? ?(s|min|h|d)$/, "is no length of time; write it as in 90 s, 30 min, 2 h or 3 d")
  .transform((text) => {
    const unit = /[a-z]+$/.exec(text)?.[0] as keyof typeof UNITS;
    return Math.round(Number.parseFloat(text) * UNITS[unit]);
  });
