/** Many at once: nobody waits behind one who is stuck, and old work never goes before new orders. */
import { expectDelivered, expectHeld } from "../../expectations/outcomes.ts";
import { anOrder } from "../../orders/an-order.ts";
import type { Scenario } from "../../scenario.ts";

const labels = { stage: "delivery", flow: "orders", severity: "major", edge: "peak" } as const;

export const oneBadAmongMany: Scenario = {
  id: "one-bad-among-many",
  title: "One bad order among twenty holds nobody up",
  why: "A queue that stops at its first problem stops the whole shop for one misspelt SKU.",
  given: "twenty orders of which the third has a SKU that NetSuite does not know",
  when: "they arrive together",
  then: "nineteen are delivered and one is a dead letter",
  labels,
  covers: [20],
  world: { slots: 2 },
  async run(world) {
    const { setting, shop, core, expect } = world;
    const orders = Array.from({ length: 20 }, (_, n) =>
      anOrder(700 + n).withLines([
        { sku: n === 2 ? "NOBODY-KNOWS-1" : setting.knownSku, quantity: 1, price: "20.00" },
      ]),
    );
    await Promise.all(orders.map((order) => shop.send(order)));
    await core.untilDrained();
    const { delivered, dead } = await core.counts();
    expect.equal("delivered and dead", { delivered, dead }, { delivered: 19, dead: 1 });
    const [, , bad] = orders;
    if (bad !== undefined)
      await expectHeld(world, bad, { code: "LOOKUP_NOT_FOUND", names: "NOBODY-KNOWS-1" });
  },
};

export const bulkRerunAndLiveOrders: Scenario = {
  id: "bulk-rerun-and-live-orders",
  title: "A bulk re-run after an outage does not slow the orders of today",
  why: "Three hundred old orders in front of the queue make tonight's customers wait for yesterday's mistake.",
  given: "thirty dead letters whose item is there now, and an account that answers in about a second",
  when: "somebody re-runs them all, after a dry run, while a new order arrives",
  then: "the dry run counts them and moves none; they take half of the slots at most, and whoever re-runs them sees how far it is; the new order is delivered while most of the old ones still wait; in the end all are there",
  labels: { ...labels, stage: "desk" },
  covers: [36],
  world: { account: { tier: "standard", latency: "lean" }, slots: 4 },
  async run(world) {
    const { setting, shop, netsuite, core, expect } = world;
    const old = Array.from({ length: 30 }, (_, n) =>
      anOrder(720 + n).withLines([{ sku: "CAME-LATE-1", quantity: 1, price: "20.00" }]),
    );
    await Promise.all(old.map((order) => shop.send(order)));
    await core.untilDrained();
    netsuite.records.create("inventoryItem", { itemId: "CAME-LATE-1", displayName: "New" });
    const request = { which: { filter: {} }, by: "anna@acme-store.example", reason: "item made" };
    const dryRun = await core.desk.rerun({ ...request, dryRun: true });
    expect.equal("the dry run counts", dryRun.entries.length, old.length);
    expect.equal("dead letters after the dry run", (await core.counts()).dead, old.length);
    const progress: number[] = [];
    await core.desk.rerun({ ...request, onProgress: ({ done }) => progress.push(done) });
    expect.equal("what is said of the progress", progress, [old.length]);
    const inFlight = new Set<number>();
    await core.untilTrue(async () => {
      inFlight.add(core.slots().inFlight);
      return (await core.counts()).delivered >= 5;
    });
    expect.equal("most slots that they take at once, of four", Math.max(...inFlight), 2);
    const live = anOrder(790).withLines([{ sku: setting.knownSku, quantity: 1, price: "20.00" }]);
    await shop.send(live);
    await core.until(live, "delivered");
    const waiting = (await core.counts()).queued;
    expect.that("most of the old ones still wait", waiting > old.length / 2, {
      expected: `more than ${old.length / 2} in the queue`,
      found: `${waiting}`,
    });
    await core.untilDrained();
    expect.equal("delivered in the end", (await core.counts()).delivered, old.length + 1);
    await expectDelivered(world, live);
  },
};

export const sharedAccount: Scenario = {
  id: "shared-account",
  title: "Another integration takes the slots that were planned for us",
  why: "The limit is the account's, not ours. At month end the finance tool takes its share and our calls are refused.",
  given: "an account with five slots of which another integration holds four for a minute",
  when: "ten orders arrive",
  then: "refusals slow the core down and cost no attempt; every order arrives, none is a dead letter",
  labels,
  covers: [6],
  world: { account: { tier: "standard", latency: "lean" } },
  async run(world) {
    const { setting, shop, netsuite, core, expect } = world;
    netsuite.occupySlots(4, 60_000);
    const orders = Array.from({ length: 10 }, (_, n) =>
      anOrder(800 + n).withLines([{ sku: setting.knownSku, quantity: 1, price: "20.00" }]),
    );
    await Promise.all(orders.map((order) => shop.send(order)));
    await core.untilDrained();
    const entries = await core.entries();
    expect.equal(
      "states and attempts",
      new Set(entries.map(({ state, attempts }) => `${state} after ${attempts}`)),
      new Set(["delivered after 1"]),
    );
    expect.that("NetSuite did refuse some", netsuite.governance().rejected > 0, {
      expected: "more than 0 refusals",
      found: `${netsuite.governance().rejected}`,
    });
  },
};
