/** A $0 order is still an order. */
import { anOrder } from "../../orders/an-order.ts";
import type { Scenario } from "../../scenario.ts";
import { salesOrdersOf } from "../../world/netsuite-view.ts";

export const zeroTotalOrder: Scenario = {
  id: "zero-total-order",
  title: "A $0 order is created, not skipped",
  why: "Goods given away for free still leave the warehouse: an order that is skipped is stock that vanishes.",
  given: "a voucher covers the whole order, shipping included",
  when: "the shop sends the order with a total of 0.00",
  then: "NetSuite holds one sales order with the goods on it and a total of 0.00",
  labels: { stage: "mapping", flow: "orders", severity: "critical", edge: "money" },
  covers: [30],
  async run({ setting, shop, netsuite, core, expect }) {
    const order = anOrder(12)
      .withLines([{ sku: setting.knownSku, quantity: 3, price: "24.00" }])
      .withShipping("6.50")
      .withTotal("0.00");
    await shop.send(order);

    const entry = await core.until(order, "delivered", "dead");
    expect.equal("state of the ledger entry", entry?.state, "delivered");
    const [salesOrder, ...more] = salesOrdersOf(netsuite, order);
    expect.equal("sales orders in NetSuite", salesOrder === undefined ? 0 : 1 + more.length, 1);
    expect.equal("total in NetSuite", salesOrder?.total, "0.00");
    expect.equal("pieces ordered of the product", salesOrder?.quantityOf(setting.knownSku), 3);
  },
};
