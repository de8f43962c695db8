/** What the intake may be told. */
import { z } from "zod";

const MIB = 1024 * 1024;

/** An order has about 3 KiB a line, and Shopify sends at most 500 lines and some of their history: a few MiB hold any of them. */
const DEFAULT_MAX_BODY_MIB = 4;

export const intakeForm = z.strictObject({
  maxBodyMiB: z
    .number()
    .positive()
    .max(64)
    .default(DEFAULT_MAX_BODY_MIB)
    .describe(
      "A webhook with a larger body is refused with 413, and with it its order: rather too large than too small.",
    ),
});

export const maxBodyBytesOf = ({ maxBodyMiB }: z.output<typeof intakeForm>): number =>
  Math.floor(maxBodyMiB * MIB);
