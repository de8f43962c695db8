/** An order whose parts are not its total: some app has changed it behind the shop's back. */
import { arrived, expectHeld, writesOf } from "../../expectations/outcomes.ts";
import { anOrder } from "../../orders/an-order.ts";
import type { Scenario } from "../../scenario.ts";

export const doesNotAddUp: Scenario = {
  id: "does-not-add-up",
  title: "An order whose lines do not add up to its total is held, not booked with a guess",
  why: "The difference would be booked as tax, silently, and found by an auditor.",
  given: "an order whose total is $25.00 more than its lines, shipping, discount and tax",
  when: "the shop sends the order",
  then: "a dead letter says that it does not add up; no sales order is made",
  labels: { stage: "mapping", flow: "orders", severity: "critical", edge: "money" },
  covers: [12],
  async run(world) {
    const order = anOrder(410)
      .withLines([{ sku: world.setting.knownSku, quantity: 1, price: "60.00" }])
      .withTax({ title: "State tax", rate: "0.08" });
    const more = (Number(order.total) + 25).toFixed(2);
    const toJson = (): string => order.toJson().replaceAll(`"${order.total}"`, `"${more}"`);
    await arrived(world, { key: order.key, toJson });
    await expectHeld(world, order, { code: "HELD_BY_MAPPING", names: "do not add up" });
    world.expect.equal("writes of a sales order", writesOf(world, "salesOrder"), 0);
  },
};
