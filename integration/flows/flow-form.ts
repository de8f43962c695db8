/** How a flow is written down: its kind, its mapping, and what that kind needs. A new kind is one file and one line here. */
import { z } from "zod";
import { SHOPIFY_ORDERS } from "./shopify-orders.ts";
import { SHOPIFY_REFUNDS } from "./shopify-refunds.ts";

/** A configuration names the mapping's file; the core is given its text. */
export const flowForm = <Mapping extends z.ZodType>(mapping: Mapping) =>
  z.discriminatedUnion("kind", [
    z.strictObject({ ...SHOPIFY_ORDERS, mapping }),
    z.strictObject({ ...SHOPIFY_REFUNDS, mapping }),
  ]);

/** The mapping file's text and its name for error messages. */
export const mappingText = z.strictObject({ text: z.string(), file: z.string() });

export type FlowConfig = z.output<ReturnType<typeof flowForm<typeof mappingText>>>;
