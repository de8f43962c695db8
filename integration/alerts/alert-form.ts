/** How it is written down where a person is told what goes wrong. */
import { z } from "zod";

export const alertForm = z.strictObject({
  url: z
    .url({ protocol: /^https?$/ })
    .describe("Takes a JSON POST; DRYDOCK_ALERTS_URL goes before it, for an address that is a secret."),
  digestHour: z.number().int().min(0).max(23).default(7).describe("Of the daily digest, in UTC."),
});
