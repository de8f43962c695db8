/** The machine loses its power, or is deployed anew, at the worst moment: nothing is lost, nothing is done twice. */
import { arrived, expectDelivered, writesOf } from "../../expectations/outcomes.ts";
import { anOrder } from "../../orders/an-order.ts";
import type { Scenario } from "../../scenario.ts";

const labels = { stage: "ledger", flow: "orders", severity: "critical", edge: "crashes" } as const;

export const diedAfterAnswer: Scenario = {
  id: "died-after-answer",
  title: "The service dies right after it told the shop that it has the order",
  why: "The shop never sends it again. An order that was only in memory is gone, and nobody will ever know.",
  given: "the shop's webhook was answered with 200",
  when: "the machine loses its power in that instant, and starts again",
  then: "the order is on the disk and is delivered, though the shop sent it once",
  labels: { ...labels, stage: "intake" },
  covers: [9],
  async run(world) {
    const { setting, shop, core, expect } = world;
    const order = anOrder(661).withLines([{ sku: setting.knownSku, quantity: 1, price: "20.00" }]);
    expect.equal("answer to the shop", (await shop.send(order)).status, 200);
    await core.kill();
    await core.start();
    await expectDelivered(world, order);
    expect.equal("webhooks the shop had to send", shop.sent.length, 1);
  },
};

export const diedAfterCommit: Scenario = {
  id: "died-after-commit",
  title: "The worker dies between NetSuite's commit and its own",
  why: "NetSuite has the order and the ledger does not know. Whoever simply goes on where the ledger stands makes it twice.",
  given: "NetSuite has saved the sales order and its answer is on the way",
  when: "the machine loses its power, and starts again",
  then: "the order is looked up before anything is sent, there is one sales order, written once",
  labels,
  covers: [2],
  async run(world) {
    const { setting, shop, netsuite, core, expect } = world;
    const order = anOrder(662).withLines([{ sku: setting.knownSku, quantity: 1, price: "20.00" }]);
    const saved = netsuite.nextExchange({ recordType: "salesOrder", method: "PUT" }).then(() => core.kill());
    await shop.send(order);
    await core.untilTrue(() => writesOf(world, "salesOrder") === 1);
    await saved;
    await core.start();
    const entry = await core.settled(order);
    await expectDelivered(world, order);
    expect.equal("writes of the sales order", writesOf(world, "salesOrder"), 1);
    expect.equal("claims of the ledger entry", entry?.claims, 2);
  },
};

export const deployedInMidCall: Scenario = {
  id: "deployed-in-mid-call",
  title:
    "A deployment in the middle of the work: calls are finished, and old orders run under the new mapping",
  why: "A release at noon must not cost an order; and what waits must not wait for its old mapping for ever.",
  given: "six orders are on their way, with calls in flight, and one is held for an unknown SKU",
  when: "the service is stopped in order and started with a mapping that knows the SKU under another name",
  then: "every order is in NetSuite once, and the held one goes through its re-run under the new mapping",
  labels: { ...labels, stage: "cutover" },
  covers: [62],
  world: { account: { latency: "lean" }, slots: 2 },
  async run(world) {
    const { setting, shop, core, flows, time, expect } = world;
    const held = anOrder(663).withLines([{ sku: "RENAMED-SKU", quantity: 1, price: "20.00" }]);
    const dead = await arrived(world, held);
    const orders = [664, 665, 666, 667, 668, 669].map((seed) =>
      anOrder(seed).withLines([{ sku: setting.knownSku, quantity: 1, price: "20.00" }]),
    );
    await Promise.all(orders.map((order) => shop.send(order)));
    await time.pass(500);
    await core.restart({
      flows: flows.map(({ mapping: { file, text }, ...flow }) => ({
        ...flow,
        mapping: {
          file,
          text: text.replaceAll(
            '"sku": $words(sku)',
            `"sku": $words(sku) = "RENAMED-SKU" ? "${setting.knownSku}" : $words(sku)`,
          ),
        },
      })),
    });
    await core.untilDrained();
    for (const order of orders) await expectDelivered(world, order);
    const entries = await core.entries({ states: ["delivered"] });
    expect.equal("attempts an order took", Math.max(...entries.map(({ attempts }) => attempts)), 1);
    await core.desk.rerun({
      which: { id: dead?.id ?? 0 },
      by: "anna@acme-store.example",
      reason: "new mapping",
    });
    const salesOrder = await expectDelivered(world, held);
    expect.equal("pieces under the new mapping", salesOrder?.quantityOf(setting.knownSku), 1);
  },
};
