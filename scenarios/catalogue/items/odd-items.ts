/** Lines whose SKU is missing, misspelt, doubled or gone: nothing is replaced silently, and nothing that is clear waits. */
import { oneOrder } from "../../expectations/one-order.ts";
import { anOrder } from "../../orders/an-order.ts";

const scenario = oneOrder({ stage: "mapping", flow: "orders", severity: "major", edge: "items" });

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
    and: async ({ core, expect, setting }, _, order) =>
      expect.equal(
        "the dead letter names the SKU",
        (await core.deadLetterOf(order))?.value,
        setting.knownSku,
      ),
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
