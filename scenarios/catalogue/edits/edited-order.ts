/** Webhooks come late, twice and out of order: the last state of the order is the one that ships. */
import { anOrder } from "../../orders/an-order.ts";
import type { Scenario } from "../../scenario.ts";
import { salesOrdersOf } from "../../world/netsuite-view.ts";

export const editedOrder: Scenario = {
  id: "edited-order",
  title: "An order is edited: NetSuite holds its last state, whatever order the webhooks arrive in",
  why: "A customer adds a mug and pays for it. If the first webhook arrives after the second, the warehouse ships the old order and the mug is missing.",
  given: "an order is delivered, then edited twice in the shop",
  when: "the second edit arrives before the first, which comes late",
  then: "there is still one sales order; it has the quantity and the total of the last edit, and the late webhook is recorded as superseded",
  labels: { stage: "ledger", flow: "orders", severity: "critical", edge: "edits" },
  covers: [17],
  async run({ setting, shop, netsuite, core, expect }) {
    const placed = anOrder(19).withLines([{ sku: setting.knownSku, quantity: 1, price: "20.00" }]);
    const edition = (quantity: number, at: string) =>
      placed.withLines([{ sku: setting.knownSku, quantity, price: "20.00" }]).updatedAt(at);
    const firstEdit = edition(2, "2026-11-27T15:00:00-05:00");
    const lastEdit = edition(3, "2026-11-27T15:00:01-05:00");
    await shop.send(placed);
    await core.until(placed, "delivered", "dead");

    await shop.send(lastEdit);
    const late = await shop.send(firstEdit);
    await core.untilDrained();
    const [salesOrder, ...more] = salesOrdersOf(netsuite, placed);
    const entries = await core.entriesOf(placed);
    expect.equal("the late webhook is answered", late.status, 200);
    expect.equal("sales orders in NetSuite", salesOrder === undefined ? 0 : 1 + more.length, 1);
    expect.equal("pieces in NetSuite", salesOrder?.quantityOf(setting.knownSku), 3);
    expect.equal("total in NetSuite", salesOrder?.total, lastEdit.total);
    expect.equal(
      "ledger entries, as they arrived",
      entries.map(({ state }) => state),
      ["delivered", "delivered", "superseded"],
    );
  },
};
