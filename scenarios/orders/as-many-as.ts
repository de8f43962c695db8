/** As many orders as a load test needs: a file's own orders first, then the same again under new identities. */
import { ordersIn, type RawOrder } from "./orders-file.ts";
import { rekeyed } from "./rekeyed.ts";

export function asManyAs(wanted: number, orders: readonly RawOrder[]): readonly RawOrder[] {
  const rounds = Math.ceil(wanted / orders.length);
  return Array.from({ length: rounds }, (_, copy) => orders.map((order) => copyOf(order, copy)))
    .flat()
    .slice(0, wanted);
}

function copyOf(order: RawOrder, copy: number): RawOrder {
  if (copy === 0) return order;
  const [copied] = ordersIn(rekeyed(order.raw, copy), `copy-${copy}.json`);
  return { ...order, ...copied };
}
