/** Lines whose SKU is missing, misspelt, doubled or gone: nothing is replaced silently, and nothing that is clear waits. */
import { type OneOrder, oneOrder } from "../../expectations/one-order.ts";
import { anOrder } from "../../orders/an-order.ts";

const scenario = oneOrder({ stage: "mapping", flow: "orders", severity: "major", edge: "items" });

const namesTheSku: OneOrder["and"] = async ({ core, expect, setting }, _, order) =>
  expect.equal("the dead letter names the SKU", (await core.deadLetterOf(order))?.value, setting.knownSku);

export const ODD_ITEMS = [
  scenario({
    id: "inactive-item",
    title: "An item that is inactive in NetSuite holds the order and names the item",
    why: "Somebody retires an item while the shop still sells it; booked to another one, the warehouse ships the wrong thing.",
    given: "the SKU of the order is inactive in NetSuite",
    then: "a dead letter names the SKU, and no order is made",
    covers: [21],
    before: ({ netsuite, people, setting }) => {
      const id = people.idOf("inventoryItem", { itemId: setting.knownSku });
      netsuite.records.update("inventoryItem", id, { isInactive: true });
    },
    order: ({ knownSku: sku }) => anOrder(421).withLines([{ sku, quantity: 1, price: "20.00" }]),
    held: { code: "INVALID_KEY_OR_REF" },
    and: namesTheSku,
  }),
  scenario({
    id: "item-of-a-sister-company",
    title: "An item that another company of the group sells holds the order and names the item",
    why: "Sold by the wrong company, the revenue is in the wrong books, and so is its tax.",
    given: "the item of the order was handed over to a sister company in NetSuite",
    then: "a dead letter names the SKU, and no order is made",
    covers: [21],
    before: ({ people, setting }) => people.handToSister("inventoryItem", { itemId: setting.knownSku }),
    order: ({ knownSku: sku }) => anOrder(422).withLines([{ sku, quantity: 1, price: "20.00" }]),
    held: { code: "INVALID_KEY_OR_REF" },
    and: namesTheSku,
  }),
  scenario({
    id: "sku-in-another-case",
    title: "A SKU in small letters finds its item",
    why: "The supplier's list has capitals and the shop's has not; a person sees one product, an import sees two.",
    given: "a line whose SKU is written in small letters",
    then: "the order is delivered with the item that has this SKU",
    labels: { severity: "minor" },
    covers: [52],
    order: ({ knownSku }) =>
      anOrder(428).withLines([{ sku: knownSku.toLowerCase(), quantity: 2, price: "20.00" }]),
    and: ({ expect, setting }, salesOrder) =>
      expect.equal("pieces of the item", salesOrder?.quantityOf(setting.knownSku), 2),
  }),
  scenario({
    id: "sku-twice-in-netsuite",
    title: "A SKU that two items of NetSuite have holds the order: nobody guesses which one ships",
    why: "Somebody made the item again instead of looking for it; half of the orders would ship from the shelf that is empty.",
    given: "NetSuite has a second item of the same name",
    then: "a dead letter says that there is more than one and names the SKU, and no order is made",
    covers: [52],
    before: ({ netsuite, people, setting }) =>
      void netsuite.records.duplicate(
        "inventoryItem",
        people.idOf("inventoryItem", { itemId: setting.knownSku }),
      ),
    order: ({ knownSku: sku }) => anOrder(429).withLines([{ sku, quantity: 1, price: "20.00" }]),
    held: { code: "LOOKUP_AMBIGUOUS", names: "more than one" },
    and: namesTheSku,
  }),
  scenario({
    id: "sku-of-a-kit",
    title: "A SKU that is a kit in NetSuite holds the order until somebody says how kits are sold",
    why: "A set of three booked as one piece of stock leaves two pieces on the shelf that are on their way.",
    given: "NetSuite has the SKU as a kit, and the mapping sells inventory items",
    then: "a dead letter names the SKU, and no order is made",
    covers: [53],
    before: ({ netsuite, people, setting }) =>
      void netsuite.records.create("kitItem", {
        itemId: "CAMP-SET-1",
        member: {
          items: [{ item: { id: people.idOf("inventoryItem", { itemId: setting.knownSku }) }, quantity: 3 }],
        },
      }),
    order: () => anOrder(430).withLines([{ sku: "CAMP-SET-1", quantity: 1, price: "55.00" }]),
    held: { code: "LOOKUP_NOT_FOUND", names: "CAMP-SET-1" },
  }),
  scenario({
    id: "sku-with-trailing-space",
    title: "A SKU with a space behind it finds its item",
    why: "Somebody typed a space in the shop's admin; nobody sees it, and every order of that product fails.",
    given: "a line whose SKU ends in a space",
    then: "the order is delivered with the item that has this SKU",
    labels: { severity: "minor" },
    covers: [52],
    order: ({ knownSku: sku }) => anOrder(423).withLines([{ sku: `${sku} `, quantity: 2, price: "20.00" }]),
    and: ({ expect, setting }, salesOrder) =>
      expect.equal("pieces of the item", salesOrder?.quantityOf(setting.knownSku), 2),
  }),
  scenario({
    id: "line-without-sku",
    title: "A custom line and a deleted product without SKU are on the order all the same",
    why: "A repair or an engraving is written into a draft order by hand; the customer pays for it, and the books must show it.",
    given: "a line whose SKU is empty, and one whose product was deleted and whose SKU is null",
    then: "the order has all three lines and the shop's total, and neither of the two moves any stock",
    covers: [53],
    order: ({ knownSku: sku }) => {
      const gone = { productId: null, variantId: null, productExists: false };
      return anOrder(424).withLines([
        { sku, quantity: 1, price: "20.00" },
        { sku: "", title: "Engraving", price: "12.00", grams: 0, ...gone },
        { sku: null, title: "Repair", price: "25.00", ...gone },
      ]);
    },
    and({ expect, netsuite }, salesOrder) {
      const stocked = new Set(netsuite.records.list("inventoryItem").map(({ id }) => id));
      const custom = (salesOrder?.lines ?? []).filter(({ amount }) => amount === 12 || amount === 25);
      expect.equal(
        "the two lines, and whether they move stock",
        custom.map(({ amount, itemId }) => [amount, stocked.has(itemId)]),
        [
          [12, false],
          [25, false],
        ],
      );
    },
  }),
  scenario({
    id: "tip",
    title: "A tip is on the order and is no product",
    why: "Tips belong to somebody; missing, the total is wrong, and as a product they are shipped.",
    given: "an order with a tip of $7.50",
    then: "the total is the shop's, and the tip stands on a line that moves no stock",
    labels: { edge: "items" },
    covers: [53],
    order: ({ knownSku: sku }) =>
      anOrder(425)
        .withLines([{ sku, quantity: 1, price: "20.00" }])
        .withTip("7.50"),
    and({ expect, netsuite }, salesOrder) {
      const stocked = new Set(netsuite.records.list("inventoryItem").map(({ id }) => id));
      const tip = (salesOrder?.lines ?? []).filter(
        ({ amount, itemId }) => amount === 7.5 && !stocked.has(itemId),
      );
      expect.equal("lines of the tip", tip.length, 1);
    },
  }),
  scenario({
    id: "same-sku-on-two-lines",
    title: "One SKU on two lines stays two lines",
    why: "One mug is engraved for Ada, the other for Grace; merged, the workshop engraves one name twice.",
    given: "the same SKU on two lines with different properties",
    then: "the order has two lines of it, one piece each",
    order: ({ knownSku: sku }) =>
      anOrder(426).withLines([
        { sku, price: "20.00", properties: [{ name: "Engraving", value: "Ada" }] },
        { sku, price: "20.00", properties: [{ name: "Engraving", value: "Grace" }] },
      ]),
    and: ({ expect, setting }, salesOrder) =>
      expect.equal("lines of the goods", salesOrder?.products, [
        `1 x ${setting.knownSku}`,
        `1 x ${setting.knownSku}`,
      ]),
  }),
  scenario({
    id: "five-hundred-lines",
    title: "An order of five hundred lines arrives whole",
    why: "A wholesale buyer orders the whole catalogue once a year; it is the largest order of the year, too.",
    given: "an order with 500 lines",
    then: "the sales order has 500 lines of goods and the shop's total",
    covers: [63],
    order: ({ knownSku: sku }) =>
      anOrder(427)
        .withLines(Array.from({ length: 500 }, (_, n) => ({ sku, quantity: 1 + (n % 3), price: "4.25" })))
        .withoutTax(),
    and: ({ expect }, salesOrder) => expect.equal("lines of the goods", salesOrder?.products.length, 500),
  }),
];
