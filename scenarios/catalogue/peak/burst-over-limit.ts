/** The famous 429 at peak, with a plan that promised more slots than the account has. */
import { anOrder } from "../../orders/an-order.ts";
import type { Scenario } from "../../scenario.ts";
import { salesOrdersOf } from "../../world/netsuite-view.ts";

const ORDERS = 24;
const LIMIT = 5;

export const burstOverLimit: Scenario = {
  id: "burst-over-limit",
  title: "A burst over the concurrency limit slows down and loses nothing",
  why: "“Error 429” at the peak is where naive integrations drop orders, or fill the dead letters with hundreds that are not at fault.",
  given: `the account allows ${LIMIT} requests at once, but the core believes it has ${LIMIT * 2} slots`,
  when: `${ORDERS} orders arrive in the same moment`,
  then: "NetSuite refuses what is over the limit; the core slows down, and every order arrives with none dead and no attempt spent",
  labels: { stage: "delivery", flow: "orders", severity: "critical", edge: "peak" },
  covers: [6],
  world: { account: { tier: "standard", latency: "lean" }, slots: LIMIT * 2 },
  async run({ setting, shop, netsuite, core, expect }) {
    const orders = Array.from({ length: ORDERS }, (_, n) =>
      anOrder(200 + n).withLines([{ sku: setting.knownSku, quantity: 1, price: "20.00" }]),
    );
    await Promise.all(orders.map((order) => shop.send(order)));
    await core.untilDrained();
    const counts = await core.counts();
    const { peak, rejected } = netsuite.governance();
    const entries = await core.entries();
    expect.equal("orders delivered", counts.delivered, ORDERS);
    expect.equal("dead letters", counts.dead, 0);
    expect.equal(
      "orders that are in NetSuite exactly once",
      orders.filter((order) => salesOrdersOf(netsuite, order).length === 1).length,
      ORDERS,
    );
    expect.that("NetSuite did refuse some", rejected > 0, {
      expected: "more than 0 refusals",
      found: `${rejected}`,
    });
    expect.equal("most requests NetSuite had in flight", peak, LIMIT);
    // On a slow machine it may have risen again since.
    const { lowestLimit } = core.slots();
    expect.that("the core lowered its own limit", lowestLimit < LIMIT * 2, {
      expected: `fewer than ${LIMIT * 2} slots`,
      found: `${lowestLimit}`,
    });
    expect.equal(
      "attempts an order took, refusals not counted",
      Math.max(...entries.map(({ attempts }) => attempts)),
      1,
    );
  },
};
