/** Parcels that left from several places or that the shop knows already, and shelves of which one is not the shop's. */
import { arrived, expectDelivered } from "../../expectations/outcomes.ts";
import { anOrder } from "../../orders/an-order.ts";
import type { Scenario } from "../../scenario.ts";
import type { World } from "../../world/world.ts";

const labels = { stage: "to-shop", flow: "fulfilments", severity: "critical", edge: "shop" } as const;
const WAREHOUSE = "Shop warehouse";
const TEN_MINUTES = 600_000;
const SKUS = Array.from({ length: 10 }, (_, n) => `SHELF-${n + 1}`);

export const twoLocations: Scenario = {
  id: "lines-from-two-locations",
  title: "Two lines that ship from two locations are two parcels, each with what is in it",
  why: "The customer opens the first parcel, misses the tent and calls; whoever sees one parcel in the shop sends another tent.",
  given: "an order of two products of which one lies in the warehouse and one in the depot",
  when: "each location ships its own",
  then: "the shop has two parcels, each with its own product and its own number",
  labels,
  covers: [54],
  world: { flows: ["shopify-orders", "netsuite-fulfilments"] },
  async run(world) {
    const { setting, storefront, people, netsuite, core, expect } = world;
    netsuite.records.create("inventoryItem", { itemId: "FROM-THE-DEPOT-1" });
    const order = anOrder(923).withLines([
      { sku: setting.knownSku, quantity: 2, price: "12.00" },
      { sku: "FROM-THE-DEPOT-1", quantity: 1, price: "189.00" },
    ]);
    const { id } = storefront.place(order.toJson());
    await arrived(world, order);
    const salesOrder = await expectDelivered(world, order);
    const [first, second] = salesOrder?.lines ?? [];
    await people.ship(salesOrder?.id ?? "", 2, "1Z-WAREHOUSE", {
      line: first?.line ?? 0,
      without: second?.line ?? 0,
    });
    await people.ship(salesOrder?.id ?? "", 1, "1Z-DEPOT", {
      line: second?.line ?? 0,
      location: "Returns Depot",
    });
    await core.untilTrue(() => storefront.parcelsOf(id).length >= 2);
    expect.equal(
      "parcels in the shop",
      storefront
        .parcelsOf(id)
        .map(({ lines, tracking }) => [
          lines.map(({ line, quantity }) => `${quantity} x ${line.sku}`).join(),
          tracking.numbers.join(),
        ]),
      [
        [`2 x ${setting.knownSku}`, "1Z-WAREHOUSE"],
        ["1 x FROM-THE-DEPOT-1", "1Z-DEPOT"],
      ],
    );
  },
};

export const shippedByHand: Scenario = {
  id: "shipped-by-hand-in-the-shop",
  title: "What the shop has shipped already is done: no second parcel, and nobody is asked",
  why: "A parcel that is announced twice is one that the customer waits for and calls about.",
  given: "somebody has marked both pieces of an order as shipped in the shop, one by one",
  when: "NetSuite ships the two together",
  then: "the shop still has the two parcels; nothing is a dead letter",
  labels: { ...labels, severity: "major" },
  covers: [56],
  world: { flows: ["netsuite-fulfilments"] },
  async run(world) {
    const { setting, storefront, people, time, core, expect } = world;
    const order = anOrder(924).withLines([{ sku: setting.knownSku, quantity: 2, price: "12.00" }]);
    const placed = storefront.place(order.toJson());
    for (const id of ["gid://shopify/Fulfillment/1", "gid://shopify/Fulfillment/2"]) shipOne(placed, id);
    const netsuiteId = people.enterOrder(`SHOP-${placed.digits}`, 2);
    await people.ship(netsuiteId, 2, "1Z-ONE");
    await time.pass(TEN_MINUTES);
    const { delivered, dead } = await core.counts();
    expect.equal("delivered and dead", { delivered, dead }, { delivered: 1, dead: 0 });
    expect.equal("parcels in the shop", storefront.parcelsOf(placed.id).length, 2);
  },
};

type Placed = ReturnType<World["storefront"]["place"]>;

function shipOne({ name, lines, parcels }: Placed, id: string): void {
  const tracking = { company: null, numbers: [] };
  const [line] = lines;
  if (line === undefined) return;
  line.remaining -= 1;
  const createdAt = "2026-11-27T14:35:00Z";
  parcels.push({ id, name, createdAt, lines: [{ line, quantity: 1 }], tracking, notified: true });
}

export const oneBadShelf: Scenario = {
  id: "one-bad-shelf-among-many",
  title: "One product that the shop does not have holds up no other product's stock",
  why: "One item that was never put on sale must not be why the shop sells what is gone, for all the others.",
  given: "ten new products in NetSuite, of which the shop has nine",
  when: "all their shelves are filled at once",
  then: "the shop offers nine of them; the tenth is one dead letter that names its SKU",
  labels: { ...labels, flow: "inventory" },
  covers: [57],
  world: {
    flows: ["netsuite-inventory"],
    storefront: {
      variants: SKUS.slice(1).map((sku) => ({ sku, price: "12.00", available: { [WAREHOUSE]: 0 } })),
    },
  },
  async run(world) {
    const { storefront, people, netsuite, core, expect } = world;
    for (const itemId of SKUS) netsuite.records.create("inventoryItem", { itemId });
    people.fillShelves(SKUS, 40);
    await core.untilTrue(async () => {
      const { delivered, dead } = await core.counts();
      return delivered + dead >= SKUS.length;
    });
    const dead = await core.entries({ states: ["dead"] });
    expect.equal(
      "dead letters",
      dead.map(({ failure }) => failure?.value),
      SKUS.slice(0, 1),
    );
    const offered = SKUS.slice(1).map((sku) => storefront.available(sku, WAREHOUSE));
    expect.equal(
      "products whose new stock the shop offers",
      offered.filter((count) => Number(count) > 0).length,
      9,
    );
  },
};
