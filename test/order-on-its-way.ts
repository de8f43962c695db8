/** What happens to an order on its way: placed in the shop, delivered, shipped and billed in NetSuite. */
import { expect } from "vitest";
import { anOrder } from "../scenarios/index.ts";
import type { exampleCore } from "./example-core.ts";

export type Core = Awaited<ReturnType<typeof exampleCore>>;
export type Order = ReturnType<typeof anOrder>;

export const LATER = "2026-11-28T08:15:40-05:00";

export const placed = (seed: number): Order =>
  anOrder(seed).withLines([{ sku: "ACME-MUG-RED", quantity: 3, price: "20.00" }, { sku: "HOODIE-M" }]);

export const salesOrderOf = (core: Core, order: { readonly externalIdDigits: string }) =>
  core.recordsOf("salesOrder").find(({ externalId }) => externalId === `SHOP-${order.externalIdDigits}`);

export async function delivered(core: Core, order: Order): Promise<string> {
  expect(await core.send(order.toJson(), "orders/create")).toBe(200);
  return (await core.until(order.key, "delivered")).internalId ?? "";
}

/** Ships and bills whatever the sales order has on it. */
export async function bill(core: Core, order: Order): Promise<void> {
  const id = salesOrderOf(core, order)?.id;
  await core.netsuite(`salesOrder/${id}/!transform/itemFulfillment`);
  await core.netsuite(`salesOrder/${id}/!transform/cashSale`);
  expect(salesOrderOf(core, order)?.fields["orderStatus"]).toMatchObject({ id: "G" });
}

/** Of the refund's record in NetSuite; empty when there is none. */
export const totalOf = (core: Core, recordType: string, digits: string): string => {
  const found = core.recordsOf(recordType).filter(({ externalId }) => externalId === `SHOP-R-${digits}`);
  return found.map(({ fields }) => Number(fields["total"]).toFixed(2)).join();
};
