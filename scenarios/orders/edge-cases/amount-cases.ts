/** Orders whose amounts are odd: nothing to pay, three decimals, bare numbers, tax inside, another currency. */
import { EXCHANGES } from "../acme/everyday-draft.ts";
import { DELIVERED, type EdgeCase } from "./edge-case.ts";

export const AMOUNT_CASES: readonly EdgeCase[] = [
  {
    name: "zero-total",
    why: "a 100 % discount leaves $0.00 to pay; the goods must still ship",
    expected: DELIVERED,
    make: (order) => order.withTotal("0.00"),
  },
  {
    name: "zero-price-line",
    why: "a free sample beside a paid line has a price of 0.00, which is not a missing price",
    expected: DELIVERED,
    make: (order) => order.withLine({ sku: "STICKER-ACME", price: "0.00" }),
  },
  {
    name: "three-decimal-price",
    why: 'Shopify sends some unit prices with three decimals ("16.486"); cents come from quantity × price, rounded once',
    expected: DELIVERED,
    make: (order) =>
      order.withLines([{ sku: "ROPE-9MM-30", price: "16.486", quantity: 3 }, { sku: "ACME-MUG-RED" }]),
  },
  {
    name: "price-as-number",
    why: "some amounts come as bare JSON numbers beside others that are strings",
    expected: DELIVERED,
    make: (order) =>
      order
        .withLines([{ sku: "LANTERN-USB", price: "27.45", quantity: 2, priceAsNumber: true }])
        .withoutTax(),
  },
  {
    name: "discount-over-lines",
    why: "$10.00 over three lines does not divide evenly; the allocations must add up to the cent",
    expected: DELIVERED,
    make: (order) =>
      order
        .withLines([
          { sku: "MAP-ALPS-1" },
          { sku: "TEE-ACME-M", quantity: 2 },
          { sku: "SOAP-BAR-3", quantity: 3 },
        ])
        .withDiscount("10.00"),
  },
  {
    name: "two-discounts",
    why: "an automatic percentage and a code for some lines only: each has its own index in the allocations",
    expected: DELIVERED,
    make: (order) =>
      order
        .withLines([{ sku: "HOODIE-M" }, { sku: "SOCK-WOOL-39", quantity: 2 }, { sku: "MUG-ENAMEL-BLU" }])
        .withDiscount({
          title: "Autumn sale",
          kind: "automatic",
          target: "line_item",
          value: { percent: "15.0" },
        })
        .withDiscount({
          title: "SOCKS5",
          kind: "discount_code",
          target: "line_item",
          value: { fixed: "5.00" },
          lines: [1],
        }),
  },
  {
    name: "shipping-discount",
    why: "the discount is on shipping alone; total_discounts counts it, the lines do not show it",
    expected: DELIVERED,
    make: (order) =>
      order.withShipping("14.50", "Express").withDiscount({
        title: "FREESHIP",
        kind: "discount_code",
        target: "shipping_line",
        value: { percent: "100.0" },
      }),
  },
  {
    name: "taxes-included",
    why: "prices hold 19 % VAT already; adding the tax again would overcharge the books",
    expected: DELIVERED,
    make: (order) => order.withTaxesIncluded({ title: "VAT", rate: "0.19" }),
  },
  {
    name: "tax-rounded-per-line",
    why: "two rates on seven small lines: tax rounded line by line differs from tax on the whole order",
    expected: DELIVERED,
    make: (order) =>
      order
        .withLines(
          [
            "STICKER-ACME",
            "MAP-ALPS-1",
            "SOAP-BAR-3",
            "SPORK-TI",
            "CANDLE-PINE",
            "SOCK-WOOL-43",
            "TOWEL-FAST",
          ].map((sku) => ({ sku })),
        )
        .withTax([
          { title: "New York State Tax", rate: "0.04" },
          { title: "New York City Tax", rate: "0.04875" },
        ]),
  },
  {
    name: "tip",
    why: "a tip is a line of its own without SKU and product, and is counted in total_tip_received too",
    expected: DELIVERED,
    make: (order) => order.withTip("7.50"),
  },
  {
    name: "presentment-currency",
    why: "the customer saw euros, the shop books dollars; the two must never be mixed",
    expected: DELIVERED,
    make: (order) => order.paidIn(EXCHANGES.DE),
  },
  {
    name: "presentment-without-decimals",
    why: "yen have no decimals: presentment amounts are whole numbers beside dollars and cents",
    expected: DELIVERED,
    make: (order) => order.paidIn(EXCHANGES.JP),
  },
  {
    name: "two-gateways",
    why: "part of the order was paid with a gift card: a payment, not a discount",
    expected: DELIVERED,
    make: (order) => order.with({ payment_gateway_names: ["gift_card", "shopify_payments"] }),
  },
];
