/** What most scenarios expect of an order: it is in NetSuite once and to the cent, or it is held and says why. */
import type { DeadLetterFile, LedgerEntry } from "../../integration/index.ts";
import type { OrderBuilder } from "../orders/an-order.ts";
import { type SalesOrderView, salesOrdersOf } from "../world/netsuite-view.ts";
import type { SendableOrder, SendOptions } from "../world/shop.ts";
import type { World } from "../world/world.ts";

/** Sends the record and waits until all its ledger entries have come to an end; gives the last one. */
export async function arrived(
  { shop, core, expect }: World,
  record: SendableOrder,
  options: SendOptions = {},
): Promise<LedgerEntry | undefined> {
  const { status } = await shop.send(record, options);
  expect.equal("the shop is told that it was accepted", status, 200);
  return core.settled(record);
}

/** Sends the order; what happens to the core happens in the instant in which NetSuite has saved it, its answer still on the way. */
export async function whenSaved(world: World, order: SendableOrder, happens: () => void): Promise<void> {
  const { shop, netsuite, core } = world;
  const happened = netsuite.nextExchange({ recordType: "salesOrder", method: "PUT" }).then(happens);
  const sent = shop.send(order).then(() => core.untilTrue(() => writesOf(world, "salesOrder") > 0));
  await Promise.all([happened, sent]);
}

/** One sales order, delivered as the ledger says, with the total that the customer pays. */
export async function expectDelivered(
  world: World,
  order: OrderBuilder,
  total: string = order.total,
): Promise<SalesOrderView | undefined> {
  const { core, expect } = world;
  const last = await core.settled(order);
  const entry = (await core.entriesOf(order)).findLast(({ state }) => state === "delivered") ?? last;
  expect.equal(`${order.name}: state of the ledger entry`, stateOf(entry), "delivered");
  const salesOrder = expectOne(world, order);
  expect.equal(`${order.name}: total in NetSuite`, salesOrder?.total, total);
  expect.equal(
    `${order.name}: the ledger knows NetSuite's internal id`,
    entry?.internalId,
    salesOrder?.id ?? "one",
  );
  return salesOrder;
}

/** Exactly one sales order of this order. */
export function expectOne({ netsuite, expect }: World, order: OrderBuilder): SalesOrderView | undefined {
  const found = salesOrdersOf(netsuite, order);
  expect.equal(`${order.name}: sales orders in NetSuite`, found.length, 1);
  return found[0];
}

export interface Held {
  readonly code: string;
  /** What the dead letter must name, such as the SKU. */
  readonly names?: string;
}

/** A dead letter with this code that names what is wrong, and nothing of the order in NetSuite. */
export async function expectHeld(
  world: World,
  order: OrderBuilder,
  { code, names }: Held,
): Promise<DeadLetterFile | undefined> {
  const { core, netsuite, expect } = world;
  const entry = await core.settled(order);
  const letter = await core.deadLetterOf(order);
  expect.equal(`${order.name}: state of the ledger entry`, stateOf(entry), "dead");
  expect.equal(`${order.name}: code of the dead letter`, letter?.code, code);
  if (names !== undefined) {
    const says = `${letter?.reason} ${letter?.value} ${letter?.field}`;
    expect.that(`${order.name}: the dead letter names what is wrong`, says.includes(names), {
      expected: `a reason that names ${names}`,
      found: letter === undefined ? "no dead letter" : says,
    });
  }
  expect.equal(`${order.name}: sales orders in NetSuite`, salesOrdersOf(netsuite, order).length, 0);
  return letter;
}

const stateOf = (entry: LedgerEntry | undefined): string =>
  entry === undefined ? "not in the ledger" : describe(entry);

const describe = ({ state, failure }: LedgerEntry): string =>
  state === "delivered" || state === "dead" || failure === null ? state : `${state} (${failure.message})`;

/** How often NetSuite was asked to write a record of this type. */
export const writesOf = ({ netsuite }: World, recordType: string): number =>
  netsuite.journal().filter((line) => line.method !== "GET" && line.recordType === recordType).length;
