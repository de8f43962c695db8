/** Orders that the example's mapping delivers, as the shop sends them: signed, each another one. */
import { type ClosedLoopResult, type LoadRequest, runClosedLoop } from "../../loadtest/load/closed-loop.ts";
import { anOrder, webhookFor } from "../../scenarios/index.ts";
import { SECRET, SHOP } from "../example-netsuite.ts";

export const rawOrders = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, n) => anOrder(n + 1).toJson());

/** One order of one line, 8 KB, under so many ids: quickly made, where only the door looks at it. */
export function numberedOrders(count: number): readonly string[] {
  const full = anOrder(1);
  const order = full.withLines(full.draft.lines.slice(0, 1));
  const [raw, id] = [order.toJson(), BigInt(order.externalIdDigits)];
  return Array.from({ length: count }, (_, n) => raw.replaceAll(String(id), String(id + BigInt(n))));
}

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
