/** Two workers share a ledger, and the line to it breaks: whoever was away too long has nothing more to say. */
import { expectDelivered, whenSaved, writesOf } from "../../expectations/outcomes.ts";
import { anOrder } from "../../orders/an-order.ts";
import type { Scenario } from "../../scenario.ts";

export const cutOffInMidCall: Scenario = {
  id: "cut-off-in-mid-call",
  title: "A worker is cut off from its database in mid-call, and another one takes over",
  why: "Two machines that each believe an order to be theirs ship it twice; the one that comes back late undoes what the other has done.",
  given: "a worker whose line to the ledger breaks in the instant in which NetSuite has saved its order",
  when: "another worker takes over, and the first one is joined again and says at last what it has done",
  then: "the second looks the order up and finds it, there is one sales order, written once; what the first one says late is not taken",
  labels: { stage: "ledger", flow: "orders", severity: "critical", edge: "crashes" },
  covers: [61],
  async run(world) {
    const { setting, core, time, expect } = world;
    const order = anOrder(673).withLines([{ sku: setting.knownSku, quantity: 1, price: "20.00" }]);
    await whenSaved(world, order, core.cutOff);
    await core.startAnother();
    const entry = await core.settled(order);
    await expectDelivered(world, order);
    expect.equal("claims of the ledger entry", entry?.claims, 2);
    core.rejoin();
    await time.pass(60_000);
    const attempts = entry === undefined ? [] : await core.attemptsOf(entry);
    expect.equal(
      "attempts on record, by their claims",
      attempts.map(({ number }) => number),
      [2],
    );
    await expectDelivered(world, order);
    expect.equal("writes of the sales order", writesOf(world, "salesOrder"), 1);
  },
};
