/** What becomes of an order after it was placed: cancelled, refunded, and both out of turn. Real sockets, the example's mappings. */
import { expect, test } from "vitest";
import { type anOrder, aRefund } from "../scenarios/index.ts";
import { exampleCore } from "./example-core.ts";
import { bill, delivered, LATER, placed, salesOrderOf, totalOf } from "./order-on-its-way.ts";

const cancelled = (order: ReturnType<typeof anOrder>) =>
  order.with({ cancelled_at: LATER, cancel_reason: "customer", financial_status: "voided" }).updatedAt(LATER);

test("a cancelled order is closed in NetSuite, whole, though nothing of it is left in the shop", async () => {
  const core = await exampleCore();
  const order = placed(31);
  const id = await delivered(core, order);
  const emptied = cancelled(order)
    .withLineAt(0, { currentQuantity: 0 })
    .withLineAt(1, { currentQuantity: 0 });
  await core.send(emptied.toJson(), "orders/cancelled");
  await expect.poll(() => salesOrderOf(core, order)?.fields["orderStatus"]).toMatchObject({ id: "H" });
  const [salesOrder, ...more] = core.recordsOf("salesOrder");
  expect([salesOrder?.id, more.length]).toEqual([id, 0]);
  expect(Number(salesOrder?.fields["total"]).toFixed(2)).toBe(order.total);
});

test("an order that was cancelled before it was delivered is on record, closed, and its late creation changes nothing", async () => {
  const core = await exampleCore();
  const order = placed(32);
  await core.send(cancelled(order).toJson(), "orders/cancelled");
  await core.until(order.key, "delivered");
  await core.send(order.toJson(), "orders/create");
  await core.until(order.key, "superseded");
  expect(salesOrderOf(core, order)?.fields["orderStatus"]).toMatchObject({ id: "H" });
});

test("by a rule of the mapping such an order is not created at all, and neither is its refund", async () => {
  const rule = `skipWhen:
  - when: $absent(cancelled_at) = false
    inNetSuite: $absent(id)
    reason: Cancelled before it ever reached NetSuite.
`;
  const core = await exampleCore({
    flows: (flows) =>
      flows.map((flow) => ({
        ...flow,
        mapping: {
          ...flow.mapping,
          text: flow.mapping.text.replace(
            "skipWhen:\n",
            flow.kind === "shopify-orders" ? rule : "skipWhen:\n",
          ),
        },
      })),
  });
  const order = placed(33);
  const taken = cancelled(order).withLineAt(0, { currentQuantity: 0 });
  await core.send(taken.toJson(), "orders/cancelled");
  const entry = await core.until(order.key, "skipped");
  expect(entry.warnings).toEqual(["Cancelled before it ever reached NetSuite."]);
  const refund = aRefund(taken);
  await core.send(refund.toJson(), "refunds/create");
  await core.until(refund.key, "skipped");
  expect(core.recordsOf("salesOrder")).toEqual([]);
  expect(core.recordsOf("cashRefund")).toEqual([]);
});

test("a cancellation after goods were shipped is not forced: a person sees it, and the order stays", async () => {
  const core = await exampleCore();
  const order = placed(34);
  const id = await delivered(core, order);
  await core.netsuite(`salesOrder/${id}/!transform/itemFulfillment`);
  await core.send(cancelled(order).toJson(), "orders/cancelled");
  const entry = await core.until(order.key, "dead");
  expect(entry.failure).toMatchObject({ code: "HELD_BY_MAPPING", message: expect.stringMatching(/shipped/) });
  expect(salesOrderOf(core, order)?.fields["orderStatus"]).not.toMatchObject({ id: "H" });
});

test("a refund of a billed order is a cash refund of what went back, shipping and differences included", async () => {
  const core = await exampleCore();
  const order = placed(35);
  await delivered(core, order);
  await bill(core, order);
  const returned = order.withLineAt(0, { currentQuantity: 2 }).updatedAt(LATER);
  const refund = aRefund(returned, { shipping: "4.00", difference: "-1.50" });
  await core.send(refund.toJson(), "refunds/create");
  await core.until(refund.key, "delivered");
  expect(totalOf(core, "cashRefund", refund.digits)).toBe(refund.money);

  // The shop sends the order again, less what went back: NetSuite's order stays as it was shipped.
  await core.send(returned.refunded().toJson(), "orders/updated");
  await core.until(order.key, "skipped");
  expect(Number(salesOrderOf(core, order)?.fields["total"]).toFixed(2)).toBe(order.total);
});

test("what was not restocked is paid back without touching an item's stock", async () => {
  const core = await exampleCore();
  const order = placed(36);
  await delivered(core, order);
  await bill(core, order);
  const refund = aRefund(order.withLineAt(0, { currentQuantity: 1 }), { restockType: "no_restock" });
  await core.send(refund.toJson(), "refunds/create");
  await core.until(refund.key, "delivered");
  const mug = core.account.records.find("inventoryItem", { itemId: "ACME-MUG-RED" })?.id;
  const [cashRefund] = core.recordsOf("cashRefund");
  expect(JSON.stringify(cashRefund?.fields["item"])).not.toContain(`"item":{"id":"${mug}"`);
  expect(totalOf(core, "cashRefund", refund.digits)).toBe(refund.money);
});

test("a refund of goods that were shipped and not billed yet is a return authorization", async () => {
  const core = await exampleCore();
  const order = placed(37);
  const id = await delivered(core, order);
  await core.netsuite(`salesOrder/${id}/!transform/itemFulfillment`);
  const refund = aRefund(order.withLineAt(0, { currentQuantity: 2 }));
  await core.send(refund.toJson(), "refunds/create");
  await core.until(refund.key, "delivered");
  expect(totalOf(core, "returnAuthorization", refund.digits)).toBe(refund.money);
});

test("a refund never overtakes its order: it waits, in the ledger and for NetSuite, and is made once", async () => {
  const core = await exampleCore();
  const order = placed(39).withSku("GHOST-4711");
  const edition = order.withLineAt(0, { currentQuantity: 2 }).updatedAt(LATER).refunded();
  const refund = aRefund(edition, { difference: "1.00" });
  await core.send(refund.toJson(), "refunds/create");
  await expect
    .poll(async () => (await core.entriesOf(refund.key))[0]?.failure?.code)
    .toBe("FOLLOWED_RECORD_MISSING");
  await core.send(order.toJson(), "orders/create");
  const dead = await core.until(order.key, "dead");
  const waiting = await core.until(refund.key, "queued");
  expect((await core.desk.show(waiting.id))?.blockedBy).toBe(dead.id);

  await core.netsuite("inventoryItem", {
    itemId: "GHOST-4711",
    subsidiary: { items: [{ refName: "ACME Store Inc." }] },
  });
  await core.desk.rerun({ which: { id: dead.id }, by: "anna", reason: "item made" });
  await core.until(order.key, "delivered");
  await core.send(edition.toJson(), "orders/updated");
  await core.until(refund.key, "delivered");
  await core.send(refund.toJson(), "refunds/create");
  expect(await core.entriesOf(refund.key)).toHaveLength(1);
  expect(totalOf(core, "cashRefund", refund.digits)).toBe("1.00");
});
