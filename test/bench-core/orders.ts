/** Orders that the example's mapping delivers, as the shop sends them: signed, each another one. */
import { type ClosedLoopResult, type LoadRequest, runClosedLoop } from "../../loadtest/load/closed-loop.ts";
import { anOrder, webhookFor } from "../../scenarios/index.ts";
import { SECRET, SHOP } from "./core-process.ts";

export const rawOrders = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, n) => anOrder(n + 1).toJson());

export function webhookOf(raw: string): LoadRequest {
  const { headers, body } = webhookFor(raw, { secret: SECRET, shopDomain: SHOP });
  return { method: "POST", path: "/webhooks/shopify/orders", headers, body };
}

/** Each once, as fast as they are answered. */
export const sendAll = (
  url: string,
  webhooks: readonly LoadRequest[],
  connections: number,
): Promise<ClosedLoopResult> =>
  runClosedLoop({ url, connections, amount: webhooks.length, request: (n) => webhooks[n] ?? NOTHING });

/** As many requests are asked for as there are webhooks; this one is never sent. */
const NOTHING: LoadRequest = { method: "GET", path: "/", headers: {} };
