/** Credentials fail for every order alike: that is one alarm, not hundreds of dead letters. */
import { anOrder } from "../../orders/an-order.ts";
import type { Scenario } from "../../scenario.ts";
import { salesOrdersOf } from "../../world/netsuite-view.ts";

export const tokenRevoked: Scenario = {
  id: "token-revoked",
  title: "The token stops working in mid-run: orders wait, nobody wakes up to 300 dead letters",
  why: "Tokens are tied to a person and a role: somebody leaves, and the shop keeps selling. Orders taken meanwhile must wait safely.",
  given: "orders are flowing and an administrator switches the token off",
  when: "more orders arrive, and later the token is switched on again",
  then: "the shop is still answered with 200, one alarm is raised, no order becomes a dead letter, and all are delivered afterwards",
  labels: { stage: "login", flow: "orders", severity: "critical", edge: "credentials" },
  covers: [10],
  async run({ setting, shop, netsuite, core, alarms, expect }) {
    const orders = Array.from({ length: 12 }, (_, n) =>
      anOrder(300 + n).withLines([{ sku: setting.knownSku, quantity: 1, price: "11.00" }]),
    );
    const [before, ...after] = orders;
    if (before === undefined) return;
    await shop.send(before);
    await core.until(before, "delivered");

    netsuite.setTokenActive(false);
    const answers = await Promise.all(after.map((order) => shop.send(order)));
    await core.untilTrue(() => alarms.length > 0);
    const meanwhile = await core.counts();
    expect.equal("answers to the shop", new Set(answers.map(({ status }) => status)), new Set([200]));
    expect.equal("dead letters", meanwhile.dead, 0);
    expect.equal("orders that wait", meanwhile.queued + meanwhile.running + meanwhile.verify, after.length);
    expect.equal(
      "alarms so far",
      alarms.map(({ event }) => event),
      ["credentials-refused"],
    );
    expect.equal("what the Login Audit Trail says", netsuite.auditTrail().at(-1)?.detail, "token_rejected");

    netsuite.setTokenActive(true);
    await core.untilDrained();
    const { delivered, dead } = await core.counts();
    expect.equal("orders delivered in the end", { delivered, dead }, { delivered: orders.length, dead: 0 });
    expect.equal(
      "orders that are in NetSuite exactly once",
      orders.filter((order) => salesOrdersOf(netsuite, order).length === 1).length,
      orders.length,
    );
    expect.equal(
      "alarms in all",
      alarms.map(({ event }) => event),
      ["credentials-refused", "credentials-restored"],
    );
  },
};
