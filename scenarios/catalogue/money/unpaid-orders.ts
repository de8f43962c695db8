/** Orders whose money is not there yet, or only in part: nobody ships on credit without having decided to. */
import { oneOrder } from "../../expectations/one-order.ts";
import { arrived, expectDelivered, expectOne } from "../../expectations/outcomes.ts";
import { anOrder, type OrderBuilder } from "../../orders/an-order.ts";
import type { Scenario } from "../../scenario.ts";
import type { SalesOrderView } from "../../world/netsuite-view.ts";
import type { World } from "../../world/world.ts";

const labels = { stage: "mapping", flow: "orders", severity: "critical", edge: "money" } as const;
const covers = [28];
const LATER = "2026-11-28T08:15:40-05:00";
const CASH_ON_DELIVERY = ["Cash on Delivery (COD)"];

const mugs = (seed: number, sku: string): OrderBuilder =>
  anOrder(seed).withLines([{ sku, quantity: 2, price: "20.00" }]);

const statusIs =
  (name: string, status: string) =>
  ({ expect }: World, salesOrder: SalesOrderView | undefined): void =>
    expect.equal(`status of the sales order (${name})`, salesOrder?.status, status);
const waitsForApproval = statusIs("A is pending approval", "A");
const mayShip = statusIs("B is pending fulfilment", "B");

const pendingThenPaid: Scenario = {
  id: "pending-then-paid",
  title: "An order by bank transfer waits for approval until the money is there",
  why: "Half of the transfers that are announced never come. Goods that left before them are given away.",
  given: "an order by bank transfer, which the shop calls pending",
  when: "the shop sends it, and a day later that it is paid",
  then: "it is pending approval first and may ship after; it is one sales order all the time",
  labels,
  covers,
  async run(world) {
    const order = mugs(421, world.setting.knownSku).with({
      financial_status: "pending",
      payment_gateway_names: ["Bank Deposit"],
    });
    await arrived(world, order);
    waitsForApproval(world, await expectDelivered(world, order));
    const paid = order.with({ financial_status: "paid" }).updatedAt(LATER);
    await arrived(world, paid, { topic: "orders/paid" });
    mayShip(world, await expectDelivered(world, paid));
  },
};

const paidAfterShipping: Scenario = {
  id: "paid-after-shipping",
  title: "Cash on delivery ships at once, and its payment does not turn the order back",
  why: "The carrier collects at the door: whoever waits for the money never ships. Whoever approves again what has left ships it twice.",
  given: "an order that is paid to the carrier, which the shop calls pending",
  when: "it ships, and the shop sends later that it is paid",
  then: "it may ship at once, and stays shipped when the money comes",
  labels,
  covers,
  async run(world) {
    const { setting, people } = world;
    const order = mugs(422, setting.knownSku).with({
      financial_status: "pending",
      payment_gateway_names: CASH_ON_DELIVERY,
    });
    const { internalId } = (await arrived(world, order)) ?? {};
    mayShip(world, await expectDelivered(world, order));
    await people.ship(internalId ?? "", 2);
    const shipped = expectOne(world, order)?.status ?? "?";
    const paid = order.with({ financial_status: "paid", note: "Paid to the carrier" }).updatedAt(LATER);
    await arrived(world, paid, { topic: "orders/paid" });
    statusIs("as the warehouse left it", shipped)(world, await expectDelivered(world, paid));
  },
};

const scenario = oneOrder(labels);

export const UNPAID_ORDERS: readonly Scenario[] = [
  pendingThenPaid,
  paidAfterShipping,
  scenario({
    id: "authorised-only",
    title: "A card that is only authorised has not paid yet",
    why: "An authorisation runs out after a week, and with it the claim on the money; goods that left on it are not paid for.",
    given: "an order whose card is authorised and not charged",
    then: "it is in NetSuite with its whole total, pending approval",
    covers,
    order: ({ knownSku }) => mugs(424, knownSku).with({ financial_status: "authorized" }),
    and: waitsForApproval,
  }),
  scenario({
    id: "paid-in-part",
    title: "An order that is paid in part waits for the rest",
    why: "A deposit on a tent is not the price of a tent; shipped for it, the rest has to be asked for in letters.",
    given: "an order of which the customer has paid half",
    then: "it is in NetSuite with its whole total, pending approval",
    covers,
    order: ({ knownSku }) => mugs(425, knownSku).with({ financial_status: "partially_paid" }),
    and: waitsForApproval,
  }),
  scenario({
    id: "two-gateways",
    title: "An order that two payments cover together is paid",
    why: "A rule that looks at the first payment alone keeps orders from shipping that are paid to the cent.",
    given: "an order that PayPal and a gift card pay together",
    then: "it is in NetSuite with its whole total, and may ship",
    covers,
    order: ({ knownSku }) =>
      mugs(426, knownSku).with({
        financial_status: "paid",
        payment_gateway_names: ["paypal", "gift_card"],
      }),
    and: mayShip,
  }),
];
