/** The shop's own list of its orders, by when they last changed. */
import { z } from "zod";
import type { Result } from "../failure.ts";
import type { Operation, Shopify } from "./shopify.ts";

const shopOrder = z.object({
  /** `gid://shopify/Order/<digits>`: the key of its ledger entries. */
  id: z.string(),
  name: z.string(),
  updatedAt: z.string(),
  cancelledAt: z.string().nullable(),
  test: z.boolean(),
});

export type ShopOrder = z.output<typeof shopOrder>;

const page = z.object({
  orders: z.object({
    nodes: z.array(shopOrder),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

const LIST_ORDERS: Operation<z.output<typeof page>> = {
  name: "DrydockOrders",
  kind: "read",
  text: `query DrydockOrders($query: String!, $after: String) {
    orders(first: 250, after: $after, query: $query, sortKey: UPDATED_AT) {
      nodes { id name updatedAt cancelledAt test }
      pageInfo { hasNextPage endCursor }
    }
  }`,
  answer: page,
};

/** Orders that changed at or after this time (milliseconds since 1970), in this order; an order may change while we read. */
export async function ordersChangedSince(
  shopify: Shopify,
  since: number,
): Promise<Result<readonly ShopOrder[]>> {
  const query = `updated_at:>='${new Date(since).toISOString().replace(/\.\d+Z$/, "Z")}'`;
  const orders = new Map<string, ShopOrder>();
  let after: string | null = null;
  do {
    const read: Result<z.output<typeof page>> = await shopify.ask(LIST_ORDERS, { query, after });
    if (!read.ok) return read;
    const found: z.output<typeof page>["orders"] = read.value.orders;
    for (const order of found.nodes) orders.set(order.id, order);
    after = found.pageInfo.hasNextPage ? found.pageInfo.endCursor : null;
  } while (after !== null);
  return { ok: true, value: [...orders.values()] };
}
