/** The configuration's schema for editors: `docs/drydock.schema.json` is made from it. */
import { z } from "zod";
import { configSchema } from "./config.ts";

export function configJsonSchema(): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(configSchema, { io: "input" });
}
