/** Amounts as shops really send them: whatever the shop charged is what NetSuite must say, to the cent. */
import { oneOrder } from "../../expectations/one-order.ts";
import { EXCHANGES } from "../../orders/acme/everyday-draft.ts";
import { anOrder, type LineWish } from "../../orders/an-order.ts";
import type { LineView } from "../../world/netsuite-view.ts";
import type { World } from "../../world/world.ts";

const scenario = oneOrder({ stage: "mapping", flow: "orders", severity: "critical", edge: "money" });

const GIFT_CARD: LineWish = {
  sku: "",
  title: "Gift card",
  price: "50.00",
  giftCard: true,
  taxable: false,
  grams: 0,
  productId: 8_430_000_000_001n,
  variantId: 46_200_000_000_001n,
};

/** What the item of a line is: one that is kept in stock, or another. */
const isStocked = ({ netsuite }: World, line: LineView | undefined): boolean =>
  netsuite.records.list("inventoryItem").some(({ id }) => id === line?.itemId);

export const ODD_AMOUNTS = [
  scenario({
    id: "discount-over-lines",
    title: "A discount that does not divide evenly over the lines arrives to the cent",
    why: "Ten dollars over three lines leave a third of a cent each; every order that is a cent off is reconciled by hand at month end.",
    given: "a $10.00 code over three lines and a free-shipping discount",
    then: "the total is the shop's, and no line of the goods is negative",
    covers: [30],
    order: ({ knownSku: sku }) =>
      anOrder(401)
        .withLines([
          { sku, quantity: 1, price: "9.99" },
          { sku, quantity: 2, price: "24.00" },
          { sku, quantity: 3, price: "6.50" },
        ])
        .withShipping("14.50", "Express")
        .withDiscount("10.00")
        .withDiscount({
          title: "FREESHIP",
          kind: "discount_code",
          target: "shipping_line",
          value: { percent: "100.0" },
        }),
    and({ setting, expect }, salesOrder) {
      const goods = (salesOrder?.lines ?? []).filter(({ item }) => item === setting.knownSku);
      expect.equal(
        "lines of the goods with an amount above zero",
        goods.filter(({ amount }) => amount > 0).length,
        3,
      );
      expect.equal(
        "what the goods cost before the discount",
        salesOrder?.amountOf(setting.knownSku).toFixed(2),
        "77.49",
      );
    },
  }),
  scenario({
    id: "tax-rounded-per-line",
    title: "Tax that the shop rounds for the order arrives as the shop charged it",
    why: "Most orders of ten lines differ by a cent when NetSuite adds up tax line by line; the customer's receipt and the books then disagree.",
    given: "two tax rates on forty small lines, rounded once for the whole order",
    then: "the total is the shop's, and the difference between the two ways of rounding is nowhere",
    covers: [12],
    order: ({ knownSku: sku }) =>
      anOrder(402)
        .withLines(
          Array.from({ length: 40 }, (_, n) => ({ sku, quantity: 1, price: `${3 + (n % 7)}.${19 + n}` })),
        )
        .withTax([
          { title: "State tax", rate: "0.04" },
          { title: "City tax", rate: "0.04875" },
        ]),
  }),
  scenario({
    id: "prices-with-tax-included",
    title: "Prices that hold the tax already are not taxed again",
    why: "In VAT countries the price on the page is what the customer pays; tax on top of it overcharges the books by a fifth.",
    given: "19 % VAT inside the prices of two lines and of the shipping",
    then: "the total is the shop's and the goods are booked without their tax",
    covers: [29],
    order: ({ knownSku: sku }) =>
      anOrder(403)
        .withLines([
          { sku, quantity: 3, price: "19.99" },
          { sku, quantity: 1, price: "7.49" },
        ])
        .withShipping("4.90")
        .withTaxesIncluded({ title: "VAT", rate: "0.19" }),
    and({ setting, expect }, salesOrder, order) {
      const [first, second] = order.toOrder().line_items;
      const taxes = [first, second].flatMap(
        (line) => line?.tax_lines.map(({ price }) => Number(price)) ?? [],
      );
      const net = 3 * 19.99 + 7.49 - taxes.reduce((sum, tax) => sum + tax, 0);
      expect.equal(
        "the goods without their tax",
        salesOrder?.amountOf(setting.knownSku).toFixed(2),
        net.toFixed(2),
      );
    },
  }),
  scenario({
    id: "three-decimal-price",
    title: "A unit price with three decimals is calculated exactly and rounded once",
    why: "Bulk goods are sold at 16.486 a metre; whoever rounds the price before multiplying is off on every such order.",
    given: "three pieces at 16.486",
    then: "the line says 49.46, and the total is the shop's",
    covers: [47],
    order: ({ knownSku: sku }) => anOrder(404).withLines([{ sku, quantity: 3, price: "16.486" }]),
    and: ({ setting, expect }, salesOrder) =>
      expect.equal("amount of the line", salesOrder?.amountOf(setting.knownSku).toFixed(2), "49.46"),
  }),
  scenario({
    id: "amount-as-number",
    title: "An amount that comes as a bare number is the same amount",
    why: 'Some of Shopify\'s API versions send 27.45 where others send "27.45"; a mapping that knows texts only books nothing.',
    given: "a line whose price is a JSON number beside amounts that are texts",
    then: "the total is the shop's",
    covers: [47],
    order: ({ knownSku: sku }) =>
      anOrder(405)
        .withLines([{ sku, quantity: 2, price: "27.45", priceAsNumber: true }])
        .withoutTax(),
    and: ({ setting, expect }, salesOrder) =>
      expect.equal("amount of the line", salesOrder?.amountOf(setting.knownSku).toFixed(2), "54.90"),
  }),
  scenario({
    id: "paid-in-yen",
    title: "A customer who pays in yen is booked in the shop's dollars",
    why: "Each amount comes in two currencies; one yen amount among the dollars books an order at a hundred and fifty times its worth.",
    given: "a buyer who saw and paid yen, which have no decimals, in a shop that keeps its books in dollars",
    then: "currency and total are the shop's, and no amount is the buyer's",
    covers: [23, 47],
    order: ({ knownSku: sku }) =>
      anOrder(406)
        .withLines([{ sku, quantity: 2, price: "18.00" }])
        .paidIn(EXCHANGES.JP),
    and({ setting, expect }, salesOrder) {
      expect.equal("currency in NetSuite", salesOrder?.currency, "USD");
      expect.equal("amount of the goods", salesOrder?.amountOf(setting.knownSku).toFixed(2), "36.00");
    },
  }),
  scenario({
    id: "gift-card-as-payment",
    title: "A gift card that pays for goods is a payment, not a discount",
    why: "A gift card was sold before and is owed; booked as a discount it makes revenue vanish twice.",
    given: "an order that a gift card and a credit card pay for together",
    then: "the total is that of the goods, and nothing negative stands on the order",
    covers: [27],
    order: ({ knownSku: sku }) =>
      anOrder(407)
        .withLines([{ sku, quantity: 2, price: "40.00" }])
        .with({ payment_gateway_names: ["gift_card", "shopify_payments"] }),
    and: ({ expect }, salesOrder) =>
      expect.equal(
        "lines with an amount below zero",
        (salesOrder?.lines ?? []).filter(({ amount }) => amount < 0).length,
        0,
      ),
  }),
  scenario({
    id: "gift-card-sold",
    title: "A gift card that is sold is money owed: not taxed, and no goods",
    why: "Sold as a product it becomes revenue before anything was delivered, and the warehouse looks for a parcel that does not exist.",
    given: "a gift card of $50 beside goods",
    then: "the card stands on a line of its own that is none of the goods, and the total is the shop's",
    covers: [27],
    order: ({ knownSku: sku }) => anOrder(408).withLines([{ sku, quantity: 1, price: "20.00" }, GIFT_CARD]),
    and(world, salesOrder) {
      const { expect, setting } = world;
      const card = (salesOrder?.lines ?? []).find(({ amount }) => amount === 50);
      const isGoods = isStocked(world, card);
      expect.that("the gift card is on the order and is none of the goods", card !== undefined && !isGoods, {
        expected: "a line of 50.00 whose item is not kept in stock",
        found: card === undefined ? "no line of 50.00" : `item ${card.item}`,
      });
      expect.equal("amount of the goods", salesOrder?.amountOf(setting.knownSku).toFixed(2), "20.00");
    },
  }),
  scenario({
    id: "gift-card-paid-by-gift-card",
    title: "A gift card that is bought with a gift card is sold, and the other one pays",
    why: "One card is owed and one is redeemed; whoever takes them for one thing loses both from the books.",
    given: "an order of goods, an engraving and a new gift card that an old gift card pays for",
    then: "the total is the shop's, nothing negative stands on the order, and the new card stands on an item of its own",
    covers: [27],
    order: ({ knownSku: sku }) =>
      anOrder(409)
        .withLines([
          { sku, quantity: 1, price: "20.00" },
          { sku: "", title: "Engraving", price: "12.00" },
          GIFT_CARD,
        ])
        .with({ payment_gateway_names: ["gift_card"] }),
    and(world, salesOrder) {
      const { expect } = world;
      const lines = salesOrder?.lines ?? [];
      const of = (price: number) => lines.find(({ amount }) => amount === price);
      const [card, engraving] = [of(50), of(12)];
      expect.equal("lines with an amount below zero", lines.filter(({ amount }) => amount < 0).length, 0);
      expect.equal("the new card is kept in stock", isStocked(world, card), false);
      expect.that("the new card stands on an item of its own", card?.itemId !== engraving?.itemId, {
        expected: "another item than that of the engraving",
        found: card?.item ?? "no line of 50.00",
      });
    },
  }),
  scenario({
    id: "paid-in-dinars",
    title: "A customer who pays in dinars, which have three decimals, is booked in the shop's dollars",
    why: "NetSuite keeps two decimals at most: a third one that slips through makes every line a little wrong, or ten times too dear.",
    given: "a buyer who saw and paid Kuwaiti dinars in a shop that keeps its books in dollars",
    then: "currency and total are the shop's, and no amount is the buyer's",
    covers: [47],
    order: ({ knownSku: sku }) =>
      anOrder(410)
        .withLines([{ sku, quantity: 3, price: "17.35" }])
        .withDiscount("5.00")
        .paidIn({ currency: "KWD", rate: "0.3071", decimals: 3 }),
    and({ setting, expect }, salesOrder) {
      expect.equal("currency in NetSuite", salesOrder?.currency, "USD");
      expect.equal("amount of the goods", salesOrder?.amountOf(setting.knownSku).toFixed(2), "52.05");
    },
  }),
  scenario({
    id: "order-in-a-closed-period",
    title: "An order of a month that accounting has closed is delivered: an order posts nothing",
    why: "The warehouse must not stand still on the first of December because November is closed.",
    given: "accounting has closed the month in which the order was placed",
    then: "the order is delivered on the day on which it was placed",
    covers: [31],
    before: ({ people }) => void people.closeNovember(),
    order: ({ knownSku: sku }) => anOrder(411).withLines([{ sku, quantity: 1, price: "20.00" }]),
    and: ({ expect }, salesOrder) => expect.equal("date of the order", salesOrder?.tranDate, "2026-11-27"),
  }),
];
