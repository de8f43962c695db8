/** How a flow is written down: its kind, its mapping, and what that kind needs. A new kind is one file and one line here. */
import { z } from "zod";
import { SHOPIFY_ORDERS } from "./shopify-orders.ts";
import { SHOPIFY_REFUNDS } from "./shopify-refunds.ts";
import { SIGNED_WEBHOOK } from "./signed-webhook.ts";
import { NETSUITE_FULFILMENTS } from "./to-shop/fulfilment-flow.ts";
import { NETSUITE_INVENTORY } from "./to-shop/inventory-flow.ts";
import { NETSUITE_PRICES } from "./to-shop/price-flow.ts";
import { PACE } from "./to-shop/to-shop-parts.ts";

/** A configuration names the mapping's file; the core is given its text. */
export const flowForm = <Mapping extends z.ZodType>(mapping: Mapping) =>
  z.discriminatedUnion("kind", [
    z.strictObject({ ...SHOPIFY_ORDERS, mapping }),
    z.strictObject({ ...SHOPIFY_REFUNDS, mapping }),
    z.strictObject({ ...NETSUITE_INVENTORY, ...PACE, mapping }),
    z.strictObject({ ...NETSUITE_PRICES, ...PACE, mapping }),
    z.strictObject({ ...NETSUITE_FULFILMENTS, ...PACE, mapping }),
    z.strictObject({ ...SIGNED_WEBHOOK, mapping }),
  ]);

/** The mapping file's text and its name for error messages. */
export const mappingText = z.strictObject({ text: z.string(), file: z.string() });

export type FlowConfig = z.output<ReturnType<typeof flowForm<typeof mappingText>>>;
