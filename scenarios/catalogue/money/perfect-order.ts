/** The scenario everyone tests, and the only one that most people test. */
import { anOrder } from "../../orders/an-order.ts";
import type { ShopifyOrder } from "../../orders/shopify-order.ts";
import type { Scenario } from "../../scenario.ts";
import { salesOrdersOf } from "../../world/netsuite-view.ts";

export const perfectOrder: Scenario = {
  id: "perfect-order",
  title: "A perfect order arrives in NetSuite to the cent",
  why: "If the ordinary order is not right, nothing else matters: every total that differs is a reconciliation by hand.",
  given: "a customer orders two things, with shipping, tax and a discount code",
  when: "the shop sends the order",
  then: "NetSuite holds one sales order with the customer, the lines and exactly the total that the customer paid",
  labels: { stage: "mapping", flow: "orders", severity: "critical", edge: "money" },
  async run({ setting, shop, netsuite, core, expect }) {
    const order = anOrder(11)
      .withLines([
        { sku: setting.knownSku, quantity: 2, price: "19.95" },
        { sku: setting.knownSku, quantity: 1, price: "7.49" },
      ])
      .withShipping("4.90")
      .withDiscount("5.00");
    const { status } = await shop.send(order);
    expect.equal("the shop is told that the order was accepted", status, 200);

    const entry = await core.until(order, "delivered", "dead");
    expect.equal("state of the ledger entry", entry?.state, "delivered");
    const [salesOrder, ...more] = salesOrdersOf(netsuite, order);
    expect.equal("sales orders in NetSuite", salesOrder === undefined ? 0 : 1 + more.length, 1);
    expect.equal("total in NetSuite", salesOrder?.total, order.total);
    expect.equal("customer, by e-mail", salesOrder?.customerEmail, order.draft.customer?.email);
    expect.equal("currency", salesOrder?.currency, "USD");
    expect.equal(
      "date, in the shop's time zone",
      salesOrder?.tranDate,
      order.toOrder().created_at.slice(0, 10),
    );
    expect.equal("products", salesOrder?.products, [`2 x ${setting.knownSku}`, `1 x ${setting.knownSku}`]);
    expect.equal("where it ships to", placeOf(salesOrder?.shippingAddress), placeInShop(order.toOrder()));
    expect.equal("the ledger knows NetSuite's internal id", entry?.internalId, salesOrder?.id);
  },
};

/** Street, city and postal code: enough to find the door. */
const placeOf = (address: Readonly<Record<string, unknown>> = {}): unknown[] => [
  address["addr1"],
  address["city"],
  address["zip"],
];

const placeInShop = ({ shipping_address: address }: ShopifyOrder): unknown[] => [
  address?.address1,
  address?.city,
  address?.zip,
];
