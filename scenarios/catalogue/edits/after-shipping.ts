/** The shop changes what has left the house or was billed: nothing is forced, and a person is told what to do. */
import { arrived, expectOne } from "../../expectations/outcomes.ts";
import { anOrder, type OrderBuilder } from "../../orders/an-order.ts";
import type { Scenario } from "../../scenario.ts";
import type { World } from "../../world/world.ts";

const labels = { stage: "delivery", flow: "orders", severity: "critical", edge: "edits" } as const;
const LATER = "2026-11-28T08:15:40-05:00";

const threeMugs = (seed: number, { setting }: World): OrderBuilder =>
  anOrder(seed).withLines([{ sku: setting.knownSku, quantity: 3, price: "20.00" }]);

const cancelled = (order: OrderBuilder): OrderBuilder =>
  order.with({ cancelled_at: LATER, cancel_reason: "customer", financial_status: "voided" }).updatedAt(LATER);

/** Sends what the shop says now; it is a dead letter with a proposal, and the sales order stays as it was. */
async function expectHandedOver(world: World, changed: OrderBuilder, topic: string): Promise<void> {
  const { core, expect } = world;
  const before = expectOne(world, changed);
  const entry = await arrived(world, changed, { topic });
  const letter = await core.deadLetterOf(changed);
  expect.equal("state of the change", entry?.state, "dead");
  expect.that("the dead letter says why", /shipped|billed/.test(letter?.reason ?? ""), {
    expected: "that NetSuite has shipped or billed some of it",
    found: letter?.reason ?? "nothing",
  });
  expect.that("it says what to do", letter?.advice?.includes("by hand") === true, {
    expected: "advice for a person",
    found: letter?.advice ?? "nothing",
  });
  const after = expectOne(world, changed);
  expect.equal(
    "status and lines of the sales order",
    [after?.status, after?.products],
    [before?.status, before?.products],
  );
}

export const cancelledAfterShipping: Scenario = {
  id: "cancelled-after-shipping",
  title: "A cancellation after goods have left is not forced: a person decides",
  why: "Closing a shipped order hides that goods are on the road which nobody will pay for.",
  given: "an order of which a parcel has left",
  when: "the shop cancels it",
  then: "a dead letter says that NetSuite has shipped some of it and what to do; the sales order stays open",
  labels,
  covers: [15],
  async run(world) {
    const order = threeMugs(504, world);
    const { internalId } = (await arrived(world, order)) ?? {};
    await world.people.ship(internalId ?? "", 1);
    await expectHandedOver(world, cancelled(order), "orders/cancelled");
  },
};

export const cancelledAfterBilling: Scenario = {
  id: "cancelled-after-billing",
  title: "A cancellation after the order was billed is not forced: a person decides",
  why: "The bill stands in the books; an order that is closed under it is revenue that nobody can explain.",
  given: "an order that was shipped and billed",
  when: "the shop cancels it",
  then: "a dead letter says that NetSuite has billed it and what to do; the sales order stays as it was billed",
  labels,
  covers: [15],
  async run(world) {
    const order = threeMugs(509, world);
    const { internalId } = (await arrived(world, order)) ?? {};
    await world.people.ship(internalId ?? "", 3);
    await world.people.bill(internalId ?? "");
    await expectHandedOver(world, cancelled(order), "orders/cancelled");
  },
};

export const editedAfterShipping: Scenario = {
  id: "edited-after-shipping",
  title: "An edit that takes goods out of an order of which some have left waits for a person",
  why: "The second parcel may be packed already; an order that is changed under the packer's hands ships what nobody pays for.",
  given: "an order of three mugs of which one has left, so that NetSuite would take the edit",
  when: "the shop takes one of the other two out of the order",
  then: "a dead letter says that NetSuite has shipped some of it and what to do; the sales order still has three",
  labels,
  covers: [15],
  async run(world) {
    const order = threeMugs(510, world);
    const { internalId } = (await arrived(world, order)) ?? {};
    await world.people.ship(internalId ?? "", 1);
    const edited = order.withLineAt(0, { currentQuantity: 2 }).updatedAt(LATER);
    await expectHandedOver(world, edited, "orders/updated");
  },
};
