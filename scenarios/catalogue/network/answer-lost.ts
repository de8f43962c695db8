/** NetSuite committed and nobody heard: the source of most duplicate orders in the field. */
import { anOrder } from "../../orders/an-order.ts";
import type { Scenario } from "../../scenario.ts";
import { salesOrdersOf } from "../../world/netsuite-view.ts";

export const answerLost: Scenario = {
  id: "answer-lost",
  title: "The answer is lost after NetSuite committed: still exactly one order",
  why: "A time-out says nothing about whether the order was made. Whoever simply sends it again ships and charges twice.",
  given: "NetSuite stores the sales order and the connection breaks before its answer arrives",
  when: "the core notices that it does not know the outcome",
  then: "it looks the order up before it sends anything again, finds it, and there is one sales order, written once",
  labels: { stage: "delivery", flow: "orders", severity: "critical", edge: "network" },
  covers: [1],
  async run({ setting, shop, netsuite, core, expect }) {
    netsuite.addFault({
      match: { method: "PUT", recordType: "salesOrder" },
      effect: "reset-after-commit",
      times: 1,
    });
    const order = anOrder(17).withLines([{ sku: setting.knownSku, quantity: 1, price: "99.00" }]);
    await shop.send(order);
    const entry = await core.until(order, "delivered", "dead");
    const attempts = entry === undefined ? [] : await core.attemptsOf(entry);
    const [salesOrder, ...more] = salesOrdersOf(netsuite, order);
    expect.equal("state of the ledger entry", entry?.state, "delivered");
    expect.equal(
      "outcomes of the attempts",
      attempts.map(({ outcome }) => outcome),
      ["verify", "delivered"],
    );
    expect.equal("sales orders in NetSuite", salesOrder === undefined ? 0 : 1 + more.length, 1);
    expect.equal("the ledger has NetSuite's internal id", entry?.internalId, salesOrder?.id);
    expect.equal(
      "writes of the sales order that NetSuite received",
      netsuite.journal().filter(({ method, recordType }) => method !== "GET" && recordType === "salesOrder")
        .length,
      1,
    );
  },
};
