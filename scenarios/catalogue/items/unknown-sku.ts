/** The first cause of failed imports: a product that NetSuite does not know. */
import { anOrder } from "../../orders/an-order.ts";
import type { Scenario } from "../../scenario.ts";
import { salesOrdersOf } from "../../world/netsuite-view.ts";

const NEW_SKU = "NOT-YET-IN-NETSUITE-1";

export const unknownSku: Scenario = {
  id: "unknown-sku",
  title: "An unknown SKU is held for a human, fixed in NetSuite, and re-run without the shop",
  why: "A new product goes on sale before anybody creates it in NetSuite; the paid order must neither vanish nor need the customer again.",
  given: "the second of two lines has a SKU that NetSuite does not know",
  when: "the order arrives, an administrator creates the item in NetSuite and re-runs the dead letter",
  then: "the dead letter names the SKU and what to do; after the re-run there is exactly one complete order, and the shop was not asked again",
  labels: { stage: "mapping", flow: "orders", severity: "critical", edge: "items" },
  covers: [8],
  async run({ setting, shop, netsuite, core, expect }) {
    const order = anOrder(13).withLines([
      { sku: setting.knownSku, quantity: 1, price: "12.00" },
      { sku: NEW_SKU, quantity: 2, price: "30.00" },
    ]);
    await shop.send(order);
    const held = await core.until(order, "dead", "delivered");
    const letter = await core.deadLetterOf(order);
    expect.equal("state of the ledger entry", held?.state, "dead");
    expect.equal("the dead letter names the SKU", letter?.value, NEW_SKU);
    expect.that("the dead letter says what to do", (letter?.advice ?? "").includes("NetSuite"), {
      expected: "advice to create the item in NetSuite",
      found: letter?.advice ?? "no advice",
    });
    expect.equal("sales orders in NetSuite meanwhile", salesOrdersOf(netsuite, order).length, 0);

    netsuite.records.create("inventoryItem", { itemId: NEW_SKU, displayName: "The new product" });
    await core.desk.rerun({
      which: { id: held?.id ?? 0 },
      by: "anna@acme-store.example",
      reason: "item created",
    });
    const done = await core.until(order, "delivered");
    const [salesOrder, ...more] = salesOrdersOf(netsuite, order);
    expect.equal("state after the re-run", done?.state, "delivered");
    expect.equal("sales orders in NetSuite", salesOrder === undefined ? 0 : 1 + more.length, 1);
    expect.equal("total in NetSuite", salesOrder?.total, order.total);
    expect.equal("webhooks the shop had to send", shop.sent.length, 1);
  },
};
