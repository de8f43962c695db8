/** One person, several orders or several accounts: each is who the shop says. */
import { arrived, expectDelivered, expectOne } from "../../expectations/outcomes.ts";
import { anOrder, type OrderBuilder } from "../../orders/an-order.ts";
import type { Scenario } from "../../scenario.ts";

const labels = { stage: "delivery", flow: "orders", severity: "major", edge: "customers" } as const;
const SHOPPER = { firstName: "Ada", lastName: "Example", phone: null };

export const twoFirstOrders: Scenario = {
  id: "two-first-orders",
  title: "Two first orders of one new customer make one customer",
  why: "A new customer orders twice within a second; two customer records split their history, their credit and their returns.",
  given: "a customer whom NetSuite does not know",
  when: "two of her orders arrive in the same moment",
  then: "there is one customer with two sales orders",
  labels,
  covers: [5],
  world: { account: { latency: "lean" } },
  async run(world) {
    const { setting, shop, netsuite, expect } = world;
    const customer = { ...SHOPPER, id: 7_123_456_789n, email: "ada@shopper.example" };
    const orders = [451, 452].map((seed) =>
      anOrder(seed)
        .withLines([{ sku: setting.knownSku, quantity: 1, price: "20.00" }])
        .withCustomer(customer),
    );
    await Promise.all(orders.map((order) => shop.send(order)));
    const found = [];
    for (const order of orders) found.push(await expectDelivered(world, order));
    const hers = netsuite.records.list("customer").filter(({ fields }) => fields["email"] === customer.email);
    expect.equal("customers with her e-mail address", hers.length, 1);
    expect.equal(
      "customers of the two orders",
      found.map((salesOrder) => salesOrder?.customer?.id),
      [hers[0]?.id, hers[0]?.id],
    );
  },
};

export const sharedEmail: Scenario = {
  id: "shared-email",
  title: "Two customers who share an e-mail address stay two, whatever its case",
  why: "A couple shops with one mailbox. Whoever matches by e-mail gives one of them the other's invoices and returns.",
  given: "two customers of the shop whose e-mail addresses differ in case only",
  when: "each of them orders",
  then: "each order is on the account of the one who placed it",
  labels: { ...labels, stage: "mapping" },
  covers: [51],
  async run(world) {
    const { setting, shop, expect } = world;
    const of = (seed: number, id: bigint, email: string) =>
      anOrder(seed)
        .withLines([{ sku: setting.knownSku, quantity: 1, price: "20.00" }])
        .withCustomer({ ...SHOPPER, id, email });
    const ada = of(453, 7_000_000_001n, "family@shopper.example");
    const grace = of(454, 7_000_000_002n, "Family@Shopper.example");
    await shop.send(ada);
    const first = await expectDelivered(world, ada);
    await shop.send(grace);
    const second = await expectDelivered(world, grace);
    expect.that("the two orders are on two accounts", first?.customer?.id !== second?.customer?.id, {
      expected: "two customers",
      found: `${first?.customer?.id} and ${second?.customer?.id}`,
    });
  },
};

export const mergedCustomer: Scenario = {
  id: "merged-customer",
  title: "A customer who was merged into another gets an account of his own again with his next order",
  why: "NetSuite keeps no trace of a merge. Whoever guesses where it went books one customer's order on another's account.",
  given:
    "two accounts of the shop with one e-mail address, which accounting has merged in NetSuite after an order",
  when: "the one who was merged away orders again",
  then: "the order is on an account that bears his own number in the shop; the account that was kept has the earlier order alone",
  labels: { ...labels, stage: "mapping" },
  covers: [51],
  async run(world) {
    const { setting, people, netsuite, expect } = world;
    const of = (seed: number): OrderBuilder =>
      anOrder(seed)
        .withLines([{ sku: setting.knownSku, quantity: 1, price: "20.00" }])
        .withCustomer({ ...SHOPPER, id: 7_000_000_003n, email: "ada@shopper.example" });
    const kept = people.enterCustomer("7000000004", { email: "ada@shopper.example" });
    await arrived(world, of(456));
    people.mergeCustomers("7000000003", "7000000004");
    await arrived(world, of(457));
    const earlier = expectOne(world, of(456));
    const next = await expectDelivered(world, of(457));
    expect.equal("account of the earlier order", earlier?.customer?.id, kept);
    expect.equal(
      "number of the next order's account",
      /\d+$/.exec(next?.customer?.externalId ?? "")?.[0],
      "7000000003",
    );
    expect.equal(
      "customers with that address",
      netsuite.records.list("customer").filter(({ fields }) => fields["email"] === "ada@shopper.example")
        .length,
      2,
    );
  },
};
