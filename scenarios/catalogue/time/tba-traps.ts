/** A signature of token-based authentication is good once, and for five minutes: four ways to run into that. */
import { arrived, expectDelivered } from "../../expectations/outcomes.ts";
import { anOrder } from "../../orders/an-order.ts";
import type { Scenario } from "../../scenario.ts";
import type { World } from "../../world/world.ts";

const labels = { stage: "login", flow: "orders", severity: "critical", edge: "time" } as const;
const MINUTE = 60_000;

const refusedLogins = ({ netsuite }: World): readonly string[] =>
  netsuite.auditTrail().flatMap(({ outcome, detail }) => (outcome === "failure" ? [detail] : []));

export const signedAnew: Scenario = {
  id: "signed-anew",
  title: "A call that is repeated is signed anew",
  why: "NetSuite takes a nonce once. A retry of the same bytes is refused as a replay, and five of them lock the user out.",
  given: "the first three calls die on the network",
  when: "the core repeats them",
  then: "the order is delivered, and NetSuite has refused no login",
  labels,
  async run(world) {
    const { setting, netsuite, expect } = world;
    netsuite.addFault({ effect: "reset-before-commit", times: 3 });
    const order = anOrder(841).withLines([{ sku: setting.knownSku, quantity: 1, price: "20.00" }]);
    await arrived(world, order);
    await expectDelivered(world, order);
    expect.equal("refused logins", refusedLogins(world), []);
  },
};

export const longQueue: Scenario = {
  id: "queue-longer-than-five-minutes",
  title: "Calls wait longer than five minutes for a slot: none is too old when it leaves",
  why: "Whoever signs when a call is queued sends stale signatures as soon as the queue is long, which is on the evening of the peak.",
  given: "one slot, and NetSuite takes a hundred seconds for each call",
  when: "five orders arrive together",
  then: "the last call leaves more than five minutes after the first, and NetSuite has refused no login",
  labels,
  world: { slots: 1 },
  async run(world) {
    const { setting, shop, netsuite, core, time, expect } = world;
    netsuite.addFault({ effect: { delayMs: 100_000 } });
    const began = time.now();
    const orders = Array.from({ length: 5 }, (_, n) =>
      anOrder(850 + n).withLines([{ sku: setting.knownSku, quantity: 1, price: "20.00" }]),
    );
    await Promise.all(orders.map((order) => shop.send(order)));
    await core.untilTrue(async () => (await core.counts()).delivered === orders.length, 60 * MINUTE);
    expect.that("it took longer than five minutes", time.now() - began > 5 * MINUTE, {
      expected: "more than 5 minutes",
      found: `${Math.round((time.now() - began) / MINUTE)} minutes`,
    });
    expect.equal("refused logins", refusedLogins(world), []);
    for (const order of orders) await expectDelivered(world, order);
  },
};

export const clockSkew: Scenario = {
  id: "clock-skew",
  title: "Our clock is ten minutes off: one alarm that says so, and orders wait until it is right",
  why: "A machine whose time service died is refused like a thief; “invalid login” sends people after the password for hours.",
  given: "NetSuite's clock and ours are ten minutes apart",
  when: "an order arrives, and later the clock is put right",
  then: "the order waits with one alarm, the audit trail names the timestamp, and it is delivered afterwards",
  labels,
  async run(world) {
    const { setting, shop, netsuite, core, alarms, expect } = world;
    netsuite.time.setSkew(10 * MINUTE);
    const order = anOrder(843).withLines([{ sku: setting.knownSku, quantity: 1, price: "20.00" }]);
    await shop.send(order);
    await core.untilTrue(() => alarms.length > 0);
    expect.equal("dead letters", (await core.counts()).dead, 0);
    expect.equal(
      "alarms",
      alarms.map(({ event }) => event),
      ["credentials-refused"],
    );
    expect.equal(
      "what the Login Audit Trail says",
      new Set(refusedLogins(world)),
      new Set(["InvalidTimestamp"]),
    );
    netsuite.time.setSkew(0);
    await expectDelivered(world, order);
  },
};

export const daylightSaving: Scenario = {
  id: "daylight-saving",
  title: "Two edits in the hour that the clocks are turned back: the later one counts",
  why: "At 1:20 for the second time that night the earlier clock time is the later edit; compared as texts, the wrong one ships.",
  given: "an order is edited at 1:40 summer time and again at 1:20 winter time, forty minutes later",
  when: "the later edit arrives first",
  then: "NetSuite has the quantity of the later edit, and the earlier one is superseded",
  labels: { ...labels, stage: "ledger" },
  world: { startsAt: "2026-11-01T07:00:00Z" },
  async run(world) {
    const { setting, expect } = world;
    const edition = (quantity: number, at: string) =>
      anOrder(844)
        .placedAt("2026-11-01T00:30:00-04:00")
        .withLines([{ sku: setting.knownSku, quantity, price: "20.00" }])
        .updatedAt(at);
    const first = edition(2, "2026-11-01T01:40:00-04:00");
    const second = edition(5, "2026-11-01T01:20:00-05:00");
    await arrived(world, second, { topic: "orders/updated" });
    const late = await arrived(world, first, { topic: "orders/updated" });
    expect.equal("state of the earlier edit", late?.state, "superseded");
    const salesOrder = await expectDelivered(world, second);
    expect.equal("pieces in NetSuite", salesOrder?.quantityOf(setting.knownSku), 5);
  },
};

export const lastMinuteOfTheMonth: Scenario = {
  id: "last-minute-of-the-month",
  title: "An order at 23:59 on the last of the month is booked on that day",
  why: "In UTC it is the next day, the next month and the next tax period; the two systems then report different revenue.",
  given: "an order placed at 23:59 on 30 November in the shop's own time zone",
  when: "it arrives",
  then: "the date of the sales order is 30 November",
  labels: { ...labels, stage: "mapping" },
  world: { startsAt: "2026-12-01T05:00:00Z" },
  async run(world) {
    const { setting, expect } = world;
    const order = anOrder(845)
      .withLines([{ sku: setting.knownSku, quantity: 1, price: "20.00" }])
      .placedAt("2026-11-30T23:59:30-05:00");
    await arrived(world, order);
    expect.equal("date of the sales order", (await expectDelivered(world, order))?.tranDate, "2026-11-30");
  },
};
