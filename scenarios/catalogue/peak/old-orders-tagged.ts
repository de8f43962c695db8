/** The shop touches its whole past at once: what changes nothing costs nothing, and today's orders do not wait for it. */
import { expectDelivered, writesOf } from "../../expectations/outcomes.ts";
import { anOrder, type OrderBuilder } from "../../orders/an-order.ts";
import type { Scenario } from "../../scenario.ts";

const IN_AUGUST = "2026-08-14T10:00:00-04:00";
const TODAY = "2026-11-27T09:30:05-05:00";

export const oldOrdersTagged: Scenario = {
  id: "old-orders-tagged",
  title: "Old orders by the thousand are tagged at once, and today's orders do not wait for them",
  why: "Somebody tags last summer's twenty thousand orders in an afternoon; the warehouse gets none of today's until the queue is through.",
  given:
    "forty orders of August (twenty thousand in the field), half of them delivered, half from before the integration's time",
  when: "the shop tags them all, and a customer orders in the middle of it",
  then: "the customer's order is delivered while most of the old ones still wait; those that NetSuite has as they are, are recorded as skipped and not written again",
  labels: { stage: "ledger", flow: "orders", severity: "major", edge: "peak" },
  covers: [60],
  world: { account: { tier: "standard", latency: "lean" }, slots: 4 },
  async run(world) {
    const { setting, shop, core, expect } = world;
    const bought = (seed: number): OrderBuilder =>
      anOrder(seed).withLines([{ sku: setting.knownSku, quantity: 1, price: "20.00" }]);
    const old = (first: number) =>
      Array.from({ length: 20 }, (_, n) => bought(first + n).placedAt(IN_AUGUST));
    const known = old(810);
    const strange = old(830);
    const tag = (orders: readonly OrderBuilder[]) =>
      Promise.all(
        orders.map((order) =>
          shop.send(order.with({ tags: "summer" }).updatedAt(TODAY), { topic: "orders/updated" }),
        ),
      );
    await Promise.all(known.map((order) => shop.send(order)));
    await core.untilDrained();
    const today = bought(850);
    await tag(strange);
    await shop.send(today);
    await tag(known);
    await core.until(today, "delivered");
    const queued = new Set((await core.entries({ states: ["queued"] })).map(({ key }) => key));
    const waiting = strange.filter(({ key }) => queued.has(key)).length;
    expect.that("most of those that are to be written still wait", waiting > strange.length / 2, {
      expected: `more than ${strange.length / 2} in the queue`,
      found: `${waiting}`,
    });
    await core.untilDrained();
    await expectDelivered(world, today);
    const { delivered, skipped } = await core.counts();
    const all = known.length + strange.length + 1;
    const written = writesOf(world, "salesOrder");
    expect.equal(
      "delivered, skipped, and writes of sales orders",
      { delivered, skipped, written },
      { delivered: all, skipped: known.length, written: all },
    );
  },
};
