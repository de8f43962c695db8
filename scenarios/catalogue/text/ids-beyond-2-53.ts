/** Shopify's ids are longer than a JavaScript number is exact. */
import { expectDelivered } from "../../expectations/outcomes.ts";
import { anOrder } from "../../orders/an-order.ts";
import { ID_BEYOND_2_53, NEIGHBOUR_BEYOND_2_53 } from "../../orders/edge-cases/life-cases.ts";
import type { Scenario } from "../../scenario.ts";

export const idsBeyond253: Scenario = {
  id: "ids-beyond-2-53",
  title: "Two neighbouring order ids of eighteen digits stay two orders",
  why: "For JSON.parse they are the same number: the second order would overwrite the first, and one customer gets nothing.",
  given: "two orders whose ids differ in the last digit only",
  when: "the shop sends both",
  then: "there are two ledger entries and two sales orders, each under its exact digits",
  labels: { stage: "intake", flow: "orders", severity: "critical", edge: "text" },
  covers: [46],
  async run(world) {
    const { setting, shop, core, expect } = world;
    const of = (id: bigint, price: string) =>
      anOrder(470)
        .withId(id)
        .withLines([{ sku: setting.knownSku, quantity: 1, price }]);
    const first = of(ID_BEYOND_2_53, "20.00");
    const second = of(NEIGHBOUR_BEYOND_2_53, "30.00");
    await shop.send(first);
    await shop.send(second);
    await expectDelivered(world, first);
    await expectDelivered(world, second);
    expect.equal("ledger entries", (await core.entries()).length, 2);
  },
};
