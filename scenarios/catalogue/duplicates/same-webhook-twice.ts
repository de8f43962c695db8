/** Shopify delivers at least once; NetSuite must see it once. */
import { anOrder } from "../../orders/an-order.ts";
import type { Scenario } from "../../scenario.ts";
import { salesOrdersOf } from "../../world/netsuite-view.ts";

export const sameWebhookTwice: Scenario = {
  id: "same-webhook-twice",
  title: "The same webhook twice makes one order",
  why: "Shopify repeats a webhook whenever an answer is late: each repetition that becomes an order ships the goods again.",
  given: "the shop did not see our answer in time",
  when: "it sends the same order again, twice in the same moment and once after delivery",
  then: "every delivery is acknowledged, and there is one ledger entry and one sales order",
  labels: { stage: "intake", flow: "orders", severity: "critical", edge: "duplicates" },
  covers: [3],
  async run({ setting, shop, netsuite, core, expect }) {
    const order = anOrder(16).withLines([{ sku: setting.knownSku, quantity: 1, price: "45.00" }]);
    const webhookId = "the-one-delivery";
    const first = await Promise.all([shop.send(order, { webhookId }), shop.send(order, { webhookId })]);
    await core.until(order, "delivered", "dead");
    const late = await shop.send(order, { webhookId });
    await core.untilDrained();
    expect.equal(
      "answers to the shop",
      [...first, late].map(({ status }) => status),
      [200, 200, 200],
    );
    expect.equal(
      "ledger entries",
      (await core.entriesOf(order)).map(({ state }) => state),
      ["delivered"],
    );
    expect.equal("sales orders in NetSuite", salesOrdersOf(netsuite, order).length, 1);
    expect.equal(
      "writes of the sales order that NetSuite received",
      netsuite.journal().filter(({ method, recordType }) => method !== "GET" && recordType === "salesOrder")
        .length,
      1,
    );
  },
};
