/** Money that goes back: the right amount, once, and never before the order it belongs to. */
import { arrived, expectDelivered, expectOne } from "../../expectations/outcomes.ts";
import { aRefund, type BuiltRefund } from "../../orders/a-refund.ts";
import { anOrder, type OrderBuilder } from "../../orders/an-order.ts";
import type { Scenario } from "../../scenario.ts";
import { cashRefundsOf, type LineView, onHandOf } from "../../world/netsuite-view.ts";
import type { World } from "../../world/world.ts";

const labels = { stage: "mapping", flow: "refunds", severity: "critical", edge: "refunds" } as const;
const REFUND = { topic: "refunds/create" };

const mugs = (seed: number, sku: string): OrderBuilder =>
  anOrder(seed).withLines([{ sku, quantity: 3, price: "20.00" }]);

/** An order that has arrived, was shipped and billed. */
async function billed(world: World, order: OrderBuilder): Promise<void> {
  const entry = await arrived(world, order);
  const id = entry?.internalId ?? "";
  await world.people.ship(id, 3);
  await world.people.bill(id);
}

const cashRefunds = ({ netsuite }: World, { digits }: BuiltRefund) => cashRefundsOf(netsuite, digits);

const onShelf = ({ netsuite, setting }: World): number => onHandOf(netsuite, setting.knownSku);

/** Of the lines that are worth so much, the item's name. */
const itemsOf = (lines: readonly LineView[] | undefined, worth: number): readonly string[] =>
  (lines ?? []).filter(({ amount }) => amount === worth).map(({ item }) => item);

/** There is exactly one, of the money that went back. */
function expectOneCashRefund(world: World, refund: BuiltRefund) {
  const [made, ...more] = cashRefunds(world, refund);
  world.expect.equal("cash refunds", [made?.total, more.length], [refund.money, 0]);
  return made;
}

export const partialRefund: Scenario = {
  id: "partial-refund",
  title: "A partial refund without return pays back the right amount and moves no stock",
  why: "Money back without goods back: booked as a return it puts a mug on the shelf that is in somebody's kitchen.",
  given: "a billed order of three mugs, of which one is paid back and not restocked",
  when: "the shop sends the refund, and sends it again",
  then: "there is one cash refund of exactly the money that went back, which names its order; the shelf is as it was",
  labels,
  covers: [24],
  async run(world) {
    const { setting, people, expect } = world;
    people.adjustStock(10);
    const order = mugs(521, setting.knownSku);
    await billed(world, order);
    const before = onShelf(world);
    const refund = aRefund(order.withLineAt(0, { currentQuantity: 2 }), { restockType: "no_restock" });
    const entry = await arrived(world, refund, REFUND);
    await arrived(world, refund, REFUND);
    expect.equal("state of the ledger entry", entry?.state, "delivered");
    const made = expectOneCashRefund(world, refund);
    expect.equal("mugs on the shelf", [before, onShelf(world)], [7, 7]);
    expect.that("it names its order", made?.memo.includes(order.name) === true, {
      expected: `a memo with ${order.name}`,
      found: made?.memo ?? "no cash refund",
    });
  },
};

export const refundWithShipping: Scenario = {
  id: "refund-with-shipping",
  title: "A refund with restock, shipping and a difference is the money that went back",
  why: "A refund is not the sum of its lines; shipping and goodwill are parts of their own, and every cent of difference is a call from the bank.",
  given: "a billed order of which one mug comes back, with $4.00 of shipping and $1.50 kept for the repair",
  when: "the shop sends the refund",
  then: "the cash refund is exactly the money that the customer got; shipping, difference and the mug each stand on an item of their own, and the mug is back on the shelf",
  labels,
  covers: [25, 47],
  async run(world) {
    const { setting, people, expect } = world;
    people.adjustStock(10);
    const order = mugs(522, setting.knownSku).withShipping("9.00");
    await billed(world, order);
    const before = onShelf(world);
    const returned = order.withLineAt(0, { currentQuantity: 2 });
    const refund = aRefund(returned, { shipping: "4.00", difference: "-1.50", restockType: "return" });
    await arrived(world, refund, REFUND);
    const made = expectOneCashRefund(world, refund);
    const shipping = itemsOf(expectOne(world, order)?.lines, 9);
    expect.equal("item of the shipping, as on the order", itemsOf(made?.lines, 4), shipping);
    expect.that(
      "the difference is on no stocked item",
      !itemsOf(made?.lines, -1.5).includes(setting.knownSku),
      {
        expected: "another item than the mug",
        found: itemsOf(made?.lines, -1.5).join() || "no line of -1.50",
      },
    );
    expect.equal("item of the goods", itemsOf(made?.lines, 20), [setting.knownSku]);
    expect.equal("mugs on the shelf", [before, onShelf(world)], [7, 8]);
  },
};

export const refundBeforeOrder: Scenario = {
  id: "refund-before-order",
  title: "A refund that arrives before its order waits for it",
  why: "Dropped, the money is never booked; dead-lettered, a person looks every day at something that would have come right by itself.",
  given: "a refund whose order NetSuite does not have yet",
  when: "the order arrives ten minutes later, and is shipped and billed",
  then: "the refund is made then, once, and was never a dead letter",
  labels: { ...labels, stage: "ledger" },
  covers: [26],
  async run(world) {
    const { setting, shop, time, core, expect } = world;
    const order = mugs(523, setting.knownSku);
    const refund = aRefund(order.withLineAt(0, { currentQuantity: 2 }), { difference: "1.00" });
    await shop.send(refund, REFUND);
    await time.pass(10 * 60_000);
    expect.equal("dead letters meanwhile", (await core.counts()).dead, 0);
    expect.equal("cash refunds meanwhile", cashRefunds(world, refund).length, 0);
    await billed(world, order);
    await expectDelivered(world, order);
    await core.settled(refund);
    expectOneCashRefund(world, refund);
  },
};

export const closedPeriod: Scenario = {
  id: "closed-period",
  title: "A refund into a closed period is held with NetSuite's own words",
  why: "Accounting has closed November; a refund that silently moves into December makes two months wrong.",
  given: "a billed order, and the accounting period of the refund was closed meanwhile",
  when: "the shop sends the refund, and accounting opens the period again for the re-run",
  then: "it is a dead letter at the first attempt that says so; after the re-run it is made once",
  labels: { ...labels, stage: "delivery" },
  covers: [31],
  async run(world) {
    const { setting, netsuite, people, core, expect } = world;
    const order = mugs(524, setting.knownSku);
    await billed(world, order);
    const period = people.closeNovember();
    const refund = aRefund(order.withLineAt(0, { currentQuantity: 2 }), { difference: "1.00" });
    const entry = await arrived(world, refund, REFUND);
    expect.equal("state of the ledger entry", entry?.state, "dead");
    expect.equal("attempts", entry === undefined ? 0 : (await core.attemptsOf(entry)).length, 1);
    expect.that("the dead letter speaks of the period", /period/i.test(entry?.failure?.message ?? ""), {
      expected: "NetSuite's words about the period",
      found: entry?.failure?.message ?? "nothing",
    });
    netsuite.records.update("accountingPeriod", period, { closed: false });
    await core.desk.rerun({ which: { id: entry?.id ?? 0 }, by: "tom@acme-store.example", reason: "opened" });
    await core.settled(refund);
    expectOneCashRefund(world, refund);
  },
};
