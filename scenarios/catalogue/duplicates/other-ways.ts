/** One order by several ways and hands: the webhook, the reconciliation, a person. It is one order. */
import { arrived, expectDelivered, expectOne, writesOf } from "../../expectations/outcomes.ts";
import { anOrder } from "../../orders/an-order.ts";
import type { Scenario } from "../../scenario.ts";

const labels = { stage: "ledger", flow: "orders", severity: "critical", edge: "duplicates" } as const;

export const webhookAndReconciliation: Scenario = {
  id: "webhook-and-reconciliation",
  title: "An order that comes by webhook and by reconciliation is one order",
  why: "The safety net that fetches missed orders is also the best way to make every order twice.",
  given: "the shop has an order that was delivered by its webhook",
  when: "the reconciliation compares shop, ledger and NetSuite and repairs what is missing, and the webhook comes once more under another id",
  then: "nothing is missing, and there is one ledger entry and one sales order, written once",
  labels,
  covers: [4],
  async run(world) {
    const { setting, storefront, core, expect } = world;
    const order = anOrder(541)
      .withLines([{ sku: setting.knownSku, quantity: 1, price: "20.00" }])
      .updatedAt("2026-11-27T14:00:00Z");
    storefront.place(order.toJson());
    await arrived(world, order);
    const result = await core.reconcile({ repair: true, since: Date.parse("2026-11-27T00:00:00Z") });
    expect.equal(
      "orders that the reconciliation takes in",
      result.ok ? result.value.repaired.length : "none",
      0,
    );
    await arrived(world, order, { webhookId: "quite-another-delivery" });
    await expectDelivered(world, order);
    expect.equal("ledger entries", (await core.entries()).length, 1);
    expect.equal("writes of the sales order", writesOf(world, "salesOrder"), 1);
  },
};

export const serviceOffForHours: Scenario = {
  id: "service-off-for-hours",
  title: "The service was off for five hours: what the shop gave up sending is fetched",
  why: "After eight tries in four hours the shop gives up and removes the subscription; those orders are found at month end, by their customers.",
  given: "the service is down while two orders are placed, and the shop's webhooks reach nobody",
  when: "the service starts again with its scheduled reconciliation",
  then: "both orders are in NetSuite once, though the shop never sends them again",
  labels: { ...labels, stage: "intake", edge: "crashes" },
  covers: [11],
  async run(world) {
    const { setting, storefront, shop, time, core, expect } = world;
    const early = anOrder(542).withLines([{ sku: setting.knownSku, quantity: 1, price: "20.00" }]);
    await arrived(world, early);
    storefront.place(early.toJson());
    await core.kill();
    const missed = [543, 544].map((seed) =>
      anOrder(seed)
        .withLines([{ sku: setting.knownSku, quantity: 1, price: "20.00" }])
        .placedAt("2026-11-27T15:00:00Z"),
    );
    for (const order of missed) {
      storefront.place(order.toJson());
      expect.equal(`${order.name}: answer to the shop`, (await shop.send(order)).status, 0);
    }
    await time.pass(5 * 3_600_000);
    await core.start({ reconcile: { everyMinutes: 60, repair: true } });
    for (const order of missed) {
      await core.until(order, "delivered");
      await expectDelivered(world, order);
    }
    expect.equal("ledger entries", (await core.entries()).length, 3);
  },
};

export const enteredByHand: Scenario = {
  id: "entered-by-hand",
  title: "An order that somebody entered by hand is linked, not made again",
  why: "At 5 p.m. somebody types the urgent order into NetSuite; at 6 the re-run makes it a second time and two parcels leave.",
  given: "a dead letter whose order a person has entered in NetSuite by hand",
  when: "the person links the two, and later the shop sends a new edition of the order",
  then: "the entry counts as delivered under the id of the record made by hand, and no other sales order is made",
  labels: { ...labels, stage: "desk" },
  covers: [35],
  async run(world) {
    const { setting, people, netsuite, core, expect } = world;
    const order = anOrder(545).withLines([{ sku: "BY-HAND-1", quantity: 1, price: "20.00" }]);
    const dead = await arrived(world, order);
    const internalId = people.enterOrder("TYPED-BY-ANNA-17", 1);
    const decided = await core.desk.resolve({
      id: dead?.id ?? 0,
      by: "anna@acme-store.example",
      reason: "entered by hand",
      recordType: "salesOrder",
      internalId,
    });
    const entry = (await core.entriesOf(order)).at(-1);
    expect.equal("the desk has done it", decided.done, true);
    expect.equal("state and record", [entry?.state, entry?.internalId], ["delivered", internalId]);
    const edited = order.withSku(setting.knownSku).updatedAt("2026-11-28T10:00:00Z");
    await arrived(world, edited, { topic: "orders/updated" });
    expect.equal("sales orders in NetSuite", netsuite.records.list("salesOrder").length, 1);
  },
};

export const rerunByTwo: Scenario = {
  id: "rerun-by-two",
  title: "Two people press re-run at once: one run, and the other is told who was faster",
  why: "Both look at the same list after the same alarm; two runs of one entry are two writes.",
  given: "a dead letter whose cause was mended",
  when: "two people re-run it in the same moment",
  then: "it is delivered once; one of them is told the other's name",
  labels: { ...labels, stage: "desk", severity: "major" },
  covers: [34],
  async run(world) {
    const { netsuite, core, expect } = world;
    const order = anOrder(546).withLines([{ sku: "BY-TWO-1", quantity: 1, price: "20.00" }]);
    const dead = await arrived(world, order);
    netsuite.records.create("inventoryItem", { itemId: "BY-TWO-1", displayName: "New" });
    const results = await Promise.all(
      ["anna", "tom"].map((by) =>
        core.desk.rerun({
          which: { id: dead?.id ?? 0 },
          by: `${by}@acme-store.example`,
          reason: "item made",
        }),
      ),
    );
    await core.until(order, "delivered");
    expect.equal("re-runs that were begun", results.flatMap(({ entries }) => entries).length, 1);
    const told = results.flatMap(({ leftOut }) => leftOut).map(({ earlier }) => earlier?.by);
    expect.that("the other is told who was faster", told.length === 1 && told[0]?.includes("@") === true, {
      expected: "one name",
      found: told.join(", ") || "nobody",
    });
    expectOne(world, order);
    expect.equal("writes of the sales order", writesOf(world, "salesOrder"), 1);
  },
};
