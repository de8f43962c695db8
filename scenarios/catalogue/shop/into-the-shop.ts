/** What NetSuite knows reaches the shop: stock, prices and parcels, as they are now, once. */
import { anOrder } from "../../orders/an-order.ts";
import type { Scenario } from "../../scenario.ts";
import type { World } from "../../world/world.ts";

const labels = { stage: "to-shop", flow: "fulfilments", severity: "critical", edge: "shop" } as const;
const WAREHOUSE = "Shop warehouse";

/** An order that the shop and NetSuite both have. */
function inBoth({ setting, storefront, people }: World, seed: number, quantity: number) {
  const order = anOrder(seed).withLines([{ sku: setting.knownSku, quantity, price: "12.00" }]);
  const placed = storefront.place(order.toJson());
  return { placed, netsuiteId: people.enterOrder(`SHOP-${placed.digits}`, quantity) };
}

export const partShipments: Scenario = {
  id: "part-shipments",
  title: "Two part shipments are two parcels in the shop, each with its number, though an answer was lost",
  why: "The customer is told by mail of every parcel; told twice he calls, not told he calls too.",
  given:
    "an order of five of which two leave today and three tomorrow; the shop's answer to the first is lost",
  when: "NetSuite's shipments are taken to the shop",
  then: "the shop has two parcels with their tracking numbers, and not one more",
  labels,
  covers: [55],
  world: { flows: ["netsuite-fulfilments"] },
  async run(world) {
    const { setting, storefront, people, time, core, expect } = world;
    const { placed, netsuiteId } = inBoth(world, 921, 5);
    storefront.addFault({ kind: "lost" }, "DrydockFulfil");
    await people.ship(netsuiteId, 2, "1Z-ONE");
    await time.pass(600_000);
    await people.ship(netsuiteId, 3, "1Z-TWO");
    await core.untilTrue(() => storefront.parcelsOf(placed.id).length >= 2, 2 * 3_600_000);
    await time.pass(600_000);
    expect.equal(
      "parcels in the shop",
      storefront
        .parcelsOf(placed.id)
        .map(({ lines, tracking }) => [
          lines.map(({ line, quantity }) => `${quantity} x ${line.sku}`).join(),
          tracking.numbers.join(),
        ]),
      [
        [`2 x ${setting.knownSku}`, "1Z-ONE"],
        [`3 x ${setting.knownSku}`, "1Z-TWO"],
      ],
    );
  },
};

export const shippedButCancelled: Scenario = {
  id: "shipped-but-cancelled",
  title: "A shipment of an order that the shop has cancelled waits for a person",
  why: "Goods are on the road that nobody pays for; somebody has to call the carrier, not a loop the shop.",
  given: "the shop has cancelled the order, and NetSuite ships it all the same",
  when: "the shipment is taken to the shop",
  then: "there is one dead letter that says that the order is cancelled, and the shop has no parcel",
  labels,
  covers: [56],
  world: { flows: ["netsuite-fulfilments"] },
  async run(world) {
    const { storefront, people, time, core, expect } = world;
    const { placed, netsuiteId } = inBoth(world, 922, 1);
    placed.cancelledAt = "2026-11-27T12:00:00Z";
    await people.ship(netsuiteId, 1, "1Z-ONE");
    await time.pass(600_000);
    const dead = await core.entries({ states: ["dead"] });
    expect.equal(
      "dead letters",
      dead.map(({ failure }) => failure?.code),
      ["SHOP_ORDER_CANCELLED"],
    );
    expect.equal("parcels in the shop", storefront.parcelsOf(placed.id).length, 0);
  },
};

export const staleStock: Scenario = {
  id: "stale-stock",
  title: "A stock entry that is re-run later writes the stock of now, and never less than nothing",
  why: "The number of this morning is wrong by the sales of the day; written later it sells what is gone.",
  given:
    "a change of stock fails because the shop lacks the product, and the shelf is counted again meanwhile: fewer than none is left",
  when: "the product is put into the shop and the entry re-run",
  then: "the shop offers none, not this morning's forty",
  labels: { ...labels, flow: "inventory" },
  covers: [57],
  world: { flows: ["netsuite-inventory"], storefront: { variants: [] } },
  async run(world) {
    const { setting, storefront, people, time, core, expect } = world;
    people.adjustStock(40);
    await core.untilTrue(async () => (await core.counts()).dead === 1);
    const [dead] = await core.entries({ states: ["dead"] });
    expect.equal("the dead letter names the SKU", dead?.failure?.value, setting.knownSku);
    await time.pass(20 * 60_000);
    people.adjustStock(-45);
    storefront.addVariant({ sku: setting.knownSku, price: "12.00", available: { [WAREHOUSE]: 7 } });
    await core.desk.rerun({
      which: { id: dead?.id ?? 0 },
      by: "anna@acme-store.example",
      reason: "it is there",
    });
    await core.untilTrue(() => storefront.available(setting.knownSku, WAREHOUSE) === 0);
    expect.equal("what the shop offers", storefront.available(setting.knownSku, WAREHOUSE), 0);
    expect.that("no quantity is in the entry", !/\b40\b/.test(new TextDecoder().decode(dead?.raw)), {
      expected: "which item, never how many",
      found: new TextDecoder().decode(dead?.raw),
    });
  },
};

export const priceOfDeletedVariant: Scenario = {
  id: "price-of-deleted-variant",
  title: "A new price for a product that the shop has deleted holds that product alone",
  why: "One product that is gone must not be why the sale prices of all others start late.",
  given: "two items get new prices, and the shop has deleted the product of one of them",
  when: "the prices are taken to the shop",
  then: "the other price is in the shop; the deleted one is a dead letter that names its SKU",
  labels: { ...labels, flow: "prices", severity: "major" },
  covers: [58],
  world: { flows: ["netsuite-prices"] },
  async run(world) {
    const { setting, storefront, people, netsuite, core, expect } = world;
    const currencyPage = { id: people.idOf("currency", { symbol: "USD" }) };
    const priceLevel = { id: people.idOf("priceLevel", { name: "Base Price" }) };
    netsuite.records.create("inventoryItem", {
      itemId: "GONE-FROM-SHOP",
      price: { items: [{ priceLevel, currencyPage, quantity: { value: "0" }, price: 9 }] },
    });
    people.changePrices({ "Base Price": 15, "Online Price": 13.5 });
    await core.untilTrue(() => storefront.variant(setting.knownSku).price === "13.50");
    const held = async () => (await core.entries({ states: ["dead"] })).map(({ failure }) => failure?.value);
    await core.untilTrue(async () => (await held()).includes("GONE-FROM-SHOP"));
    const skus = await held();
    expect.equal("price in the shop", storefront.variant(setting.knownSku).price, "13.50");
    expect.equal(
      "which of the two is held",
      [setting.knownSku, "GONE-FROM-SHOP"].filter((sku) => skus.includes(sku)),
      ["GONE-FROM-SHOP"],
    );
  },
};
