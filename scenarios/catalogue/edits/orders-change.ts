/** Orders change after they were placed: edited, cancelled, out of turn. The last state is what ships. */
import { arrived, expectDelivered, expectHeld, expectOne } from "../../expectations/outcomes.ts";
import { anOrder, type OrderBuilder } from "../../orders/an-order.ts";
import type { Scenario } from "../../scenario.ts";

const labels = { stage: "delivery", flow: "orders", severity: "critical", edge: "edits" } as const;
const LATER = "2026-11-28T08:15:40-05:00";
const UPDATED = { topic: "orders/updated" };
const CANCELLED = { topic: "orders/cancelled" };

const mugs = (seed: number, sku: string, quantity: number): OrderBuilder =>
  anOrder(seed).withLines([{ sku, quantity, price: "20.00" }]);

const cancelled = (order: OrderBuilder): OrderBuilder =>
  order.with({ cancelled_at: LATER, cancel_reason: "customer", financial_status: "voided" }).updatedAt(LATER);

export const lineAddedAndRemoved: Scenario = {
  id: "line-added-and-removed",
  title: "An edit before shipping changes the lines, and leaves the others as they are",
  why: "The warehouse picks by NetSuite's line; a line that is written anew loses its reservation, one that stays ships what was taken off.",
  given: "a delivered order with two lines, of which one is taken out and another put in",
  when: "the shop sends the edited order",
  then: "there is one sales order with the lines and the total that hold now, and the untouched line is still the same one",
  labels,
  covers: [16],
  async run(world) {
    const { setting, expect } = world;
    const sku = setting.knownSku;
    const placed = anOrder(501).withLines([
      { sku, quantity: 2, price: "20.00" },
      { sku: "", title: "Engraving", price: "5.00" },
    ]);
    await arrived(world, placed);
    const before = await expectDelivered(world, placed);
    const edited = placed
      .withLineAt(1, { currentQuantity: 0 })
      .withLine({ sku, quantity: 3, price: "11.00" })
      .updatedAt(LATER);
    await arrived(world, edited, UPDATED);
    const after = await expectDelivered(world, edited, edited.toOrder().current_total_price);
    expect.equal("products", after?.products, [`2 x ${sku}`, `3 x ${sku}`]);
    expect.equal(
      "NetSuite's own number of the untouched line",
      after?.lines[0]?.line,
      before?.lines[0]?.line,
    );
  },
};

export const updateBeforeCreate: Scenario = {
  id: "update-before-create",
  title: "The edit of an order arrives before the order",
  why: "Shopify keeps no order among webhooks. Whoever drops an update of an unknown order loses the edit, and ships the first version.",
  given: "an order is placed and edited within a second",
  when: "the webhook of the edit comes first and that of the creation after it",
  then: "there is one sales order with the edited quantity, and the late creation is on record as superseded",
  labels: { ...labels, stage: "ledger" },
  covers: [18],
  async run(world) {
    const { setting, expect, core } = world;
    const placed = mugs(502, setting.knownSku, 1);
    const edited = mugs(502, setting.knownSku, 4).updatedAt(LATER);
    await arrived(world, edited, UPDATED);
    const last = await arrived(world, placed);
    const salesOrder = expectOne(world, edited);
    expect.equal("state of the late creation", last?.state, "superseded");
    expect.equal("pieces in NetSuite", salesOrder?.quantityOf(setting.knownSku), 4);
    expect.equal("dead letters", (await core.counts()).dead, 0);
  },
};

export const cancelledBeforeShipping: Scenario = {
  id: "cancelled-before-shipping",
  title: "An order that is cancelled before it ships is closed in NetSuite",
  why: "An open sales order is picked and shipped to somebody who has his money back.",
  given: "a delivered order of which nothing has shipped",
  when: "the shop cancels it",
  then: "there is one sales order, every line of it is closed, and it says that the shop cancelled it",
  labels,
  covers: [14],
  async run(world) {
    const { setting, expect } = world;
    const order = mugs(503, setting.knownSku, 2);
    await arrived(world, order);
    await arrived(world, cancelled(order), CANCELLED);
    const salesOrder = expectOne(world, order);
    expect.equal("status of the sales order (H is closed)", salesOrder?.status, "H");
    expect.equal(
      "lines that are open",
      (salesOrder?.lines ?? []).filter(({ isClosed }) => !isClosed).length,
      0,
    );
    expect.that("it says why", salesOrder?.memo.includes("CANCELLED") === true, {
      expected: "a memo that says cancelled",
      found: salesOrder?.memo ?? "no sales order",
    });
  },
};

export const cancelledWhileDead: Scenario = {
  id: "cancelled-while-dead",
  title: "An order is cancelled while it waits as a dead letter: nothing ships after the re-run",
  why: "Somebody mends the item a day later and re-runs the list; an order that was cancelled in between must not leave the house.",
  given: "an order is held for an unknown SKU, and the customer cancels it meanwhile",
  when: "the item is made in NetSuite and what is dead is re-run",
  then: "the first edition is superseded, and whatever NetSuite has of the order is closed",
  labels: { ...labels, stage: "desk" },
  covers: [13],
  async run(world) {
    const { netsuite, core, expect } = world;
    const order = mugs(505, "NOT-YET-IN-NETSUITE-2", 1);
    await arrived(world, order);
    await expectHeld(world, order, { code: "LOOKUP_NOT_FOUND", names: "NOT-YET-IN-NETSUITE-2" });
    await arrived(world, cancelled(order), CANCELLED);
    netsuite.records.create("inventoryItem", { itemId: "NOT-YET-IN-NETSUITE-2", displayName: "New" });
    await core.desk.rerun({ which: { filter: {} }, by: "anna@acme-store.example", reason: "item created" });
    await core.settled(order);
    const states = (await core.entriesOf(order)).map(({ state }) => state);
    expect.equal("ledger entries, as they arrived", states, ["superseded", "delivered"]);
    expect.equal("status of the sales order (H is closed)", expectOne(world, order)?.status, "H");
  },
};

export const correctedWhileDead: Scenario = {
  id: "corrected-while-dead",
  title: "An order that is corrected in the shop takes the place of its dead letter, and holds nobody up",
  why: "The shop's own people mend an order; if the old version is re-run later it must not undo what they mended.",
  given: "an order is held for a misspelt SKU while another one waits behind it",
  when: "the shop sends the corrected order",
  then: "it is delivered, the dead letter is superseded, and the other order was never held up",
  labels: { ...labels, stage: "ledger" },
  covers: [19],
  async run(world) {
    const { setting, core, expect } = world;
    const wrong = mugs(506, "ACME-MUGG-RED", 1);
    await arrived(world, wrong);
    const other = mugs(507, setting.knownSku, 1);
    await arrived(world, other);
    await expectDelivered(world, other);
    const corrected = mugs(506, setting.knownSku, 1).updatedAt(LATER);
    await arrived(world, corrected, UPDATED);
    await expectDelivered(world, corrected);
    expect.equal(
      "ledger entries of the corrected order",
      (await core.entriesOf(wrong)).map(({ state }) => state),
      ["superseded", "delivered"],
    );
  },
};

export const ownWriteComesBack: Scenario = {
  id: "nothing-changed",
  title: "A webhook that says nothing new changes nothing",
  why: "Shops send an order again for a tag, or because we wrote to it; a loop of such webhooks eats the concurrency of the whole account.",
  given: "a delivered order that the shop touches without changing it",
  when: "its webhook comes again with a later time",
  then: "the webhook is on record as skipped; there is still one sales order, with the same lines, and the shop was written to not once",
  labels: { ...labels, severity: "major" },
  covers: [59],
  async run(world) {
    const { setting, storefront, expect } = world;
    const order = mugs(508, setting.knownSku, 2);
    await arrived(world, order);
    const before = await expectDelivered(world, order);
    const again = await arrived(world, order.updatedAt(LATER), UPDATED);
    expect.equal("state of what says nothing new", again?.state, "skipped");
    const after = await expectDelivered(world, order);
    expect.equal(
      "NetSuite's own numbers of the lines",
      after?.lines.map(({ line }) => line),
      before?.lines.map(({ line }) => line),
    );
    expect.equal("writes to the shop", storefront.operations.length, 0);
  },
};
