/**
 * A refund of lines that are not billed has two ways into NetSuite: the order's next edition, which takes the lines off, and a
 * refund of its own. Whatever comes first, and whenever NetSuite bills, it takes exactly one.
 */
import { expect, onTestFinished, test } from "vitest";
import { aRefund } from "../scenarios/index.ts";
import { exampleCore } from "./example-core.ts";
import { startExampleNetSuite } from "./example-netsuite.ts";
import {
  bill,
  type Core,
  delivered,
  LATER,
  type Order,
  placed,
  salesOrderOf,
  totalOf,
} from "./order-on-its-way.ts";

/** One of three mugs goes back: the refund, and the order as the shop sends it again. */
function returned(order: Order) {
  const edition = order.withLineAt(0, { currentQuantity: 2 }).updatedAt(LATER).refunded();
  return { edition, refund: aRefund(edition) };
}

const total = (core: Core, order: Order): string =>
  Number(salesOrderOf(core, order)?.fields["total"]).toFixed(2);

/** The refund has come and waits for the edition. */
async function refundWaits(core: Core, refund: ReturnType<typeof aRefund>): Promise<void> {
  expect(await core.send(refund.toJson(), "refunds/create")).toBe(200);
  await expect
    .poll(async () => (await core.entriesOf(refund.key))[0]?.failure?.code)
    .toBe("WAITS_BY_MAPPING");
}

const refundsIn = (core: Core) => [...core.recordsOf("cashRefund"), ...core.recordsOf("returnAuthorization")];

test("the refund waits for the edition; when that has taken the lines off, it is no document", async () => {
  const core = await exampleCore();
  const order = placed(38);
  const { edition, refund } = returned(order);
  await delivered(core, order);
  await refundWaits(core, refund);
  await core.send(edition.toJson(), "orders/updated");
  await core.until(refund.key, "skipped");
  expect(total(core, order)).toBe(edition.toOrder().current_total_price);
  expect(refundsIn(core)).toEqual([]);
});

test("what goes back beside lines that the edition has taken off is paid back alone", async () => {
  const core = await exampleCore();
  const order = placed(45);
  const { edition } = returned(order);
  const refund = aRefund(edition, { shipping: "4.00" });
  await delivered(core, order);
  await refundWaits(core, refund);
  await core.send(edition.toJson(), "orders/updated");
  await core.until(refund.key, "delivered");
  expect(total(core, order)).toBe(edition.toOrder().current_total_price);
  expect(totalOf(core, "cashRefund", refund.digits)).toBe("4.00");
});

test("when NetSuite ships and bills the whole order while the refund waits, the edition is skipped and the refund is made, once", async () => {
  const core = await exampleCore();
  const order = placed(40);
  const { edition, refund } = returned(order);
  await delivered(core, order);
  await refundWaits(core, refund);
  await bill(core, order);
  await core.send(edition.toJson(), "orders/updated");
  await core.until(order.key, "skipped");
  await core.until(refund.key, "delivered");
  expect(total(core, order)).toBe(order.total);
  // A return authorization, when it was looked at between the shipment and the bill.
  const totals = ["cashRefund", "returnAuthorization"].map((type) => totalOf(core, type, refund.digits));
  expect(totals.toSorted()).toEqual(["", refund.money]);
});

test("when NetSuite bills before the refund comes, the refund is made at once, and the edition changes nothing", async () => {
  const core = await exampleCore();
  const order = placed(41);
  const { edition, refund } = returned(order);
  await delivered(core, order);
  await bill(core, order);
  await core.send(refund.toJson(), "refunds/create");
  await core.until(refund.key, "delivered");
  await core.send(edition.toJson(), "orders/updated");
  await core.until(order.key, "skipped");
  expect(total(core, order)).toBe(order.total);
  expect(totalOf(core, "cashRefund", refund.digits)).toBe(refund.money);
});

test("a refund that comes after the edition, and after NetSuite has billed what was left, pays nothing back twice", async () => {
  const core = await exampleCore();
  const order = placed(42);
  const { edition, refund } = returned(order);
  await delivered(core, order);
  await core.send(edition.toJson(), "orders/updated");
  await expect.poll(() => total(core, order)).toBe(edition.toOrder().current_total_price);
  await bill(core, order);
  await core.send(refund.toJson(), "refunds/create");
  await core.until(refund.key, "skipped");
  expect(refundsIn(core)).toEqual([]);
});

test("an edition that does not hold the refund decides nothing", async () => {
  const core = await exampleCore();
  const order = placed(43);
  const { edition, refund } = returned(order);
  await delivered(core, order);
  await refundWaits(core, refund);
  const noted = order.with({ note: "ring twice" }).updatedAt("2026-11-28T08:15:00-05:00");
  await core.send(noted.toJson(), "orders/updated");
  await expect.poll(() => salesOrderOf(core, order)?.fields["memo"]).toBe("ring twice");
  expect((await core.entriesOf(refund.key))[0]?.state).not.toBe("skipped");
  await core.send(edition.toJson(), "orders/updated");
  await core.until(refund.key, "skipped");
  expect(refundsIn(core)).toEqual([]);
});

test("an order that NetSuite had before the core did is refunded, though the ledger knows only an edition that was skipped", async () => {
  const into = await startExampleNetSuite();
  onTestFinished(() => into.door.close());
  const before = await exampleCore({ into });
  const order = placed(44);
  const { edition, refund } = returned(order);
  await delivered(before, order);
  await bill(before, order);
  const core = await exampleCore({ into });
  await core.send(edition.toJson(), "orders/updated");
  await core.until(order.key, "skipped");
  await core.send(refund.toJson(), "refunds/create");
  await core.until(refund.key, "delivered");
  expect(totalOf(core, "cashRefund", refund.digits)).toBe(refund.money);
});
