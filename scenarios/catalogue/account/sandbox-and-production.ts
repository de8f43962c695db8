/** What worked in the sandbox fails in production when a mapping holds internal ids. */
import { anOrder } from "../../orders/an-order.ts";
import type { Scenario } from "../../scenario.ts";
import { salesOrdersOf } from "../../world/netsuite-view.ts";

export const sandboxAndProduction: Scenario = {
  id: "sandbox-and-production",
  title: "One mapping works in the sandbox and in production, whose internal ids differ",
  why: "A mapping with internal ids passes every test in the sandbox and books to the wrong item, or to none, on the first day.",
  given: "a sandbox and a production account with the same names but other internal ids",
  when: "the same order is sent through the same mapping into each",
  then: "both hold one sales order with the same total, though no internal id is the same",
  labels: { stage: "cutover", flow: "orders", severity: "critical", edge: "account" },
  world: { account: { accountId: "1234567_SB1" } },
  async run(sandbox) {
    const { setting, expect } = sandbox;
    const production = await sandbox.another({ account: { accountId: "1234567" } });
    const order = anOrder(18).withLines([{ sku: setting.knownSku, quantity: 2, price: "15.00" }]);
    const idOf = (world: typeof sandbox) =>
      world.netsuite.records.find("inventoryItem", { itemId: setting.knownSku })?.id;
    expect.that("the same product has two internal ids", idOf(sandbox) !== idOf(production), {
      expected: "two different ids",
      found: `${idOf(sandbox)} and ${idOf(production)}`,
    });
    for (const [name, world] of [
      ["sandbox", sandbox],
      ["production", production],
    ] as const) {
      await world.shop.send(order);
      const entry = await world.core.until(order, "delivered", "dead");
      const [salesOrder, ...more] = salesOrdersOf(world.netsuite, order);
      expect.equal(`${name}: state of the ledger entry`, entry?.state, "delivered");
      expect.equal(`${name}: sales orders`, salesOrder === undefined ? 0 : 1 + more.length, 1);
      expect.equal(`${name}: total`, salesOrder?.total, order.total);
      expect.equal(`${name}: item on the line`, salesOrder?.itemIds[0], idOf(world));
    }
  },
};
