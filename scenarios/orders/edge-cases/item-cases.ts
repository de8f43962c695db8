/** Orders whose lines are odd: no SKU, a wrong SKU, a product that is gone, a hundred lines. */
import { PRODUCTS } from "../acme/products.ts";
import { DEAD_FOR_WANT_OF_AN_ITEM, DELIVERED, type EdgeCase } from "./edge-case.ts";

export const ITEM_CASES: readonly EdgeCase[] = [
  {
    name: "unknown-sku",
    why: "the only line names a SKU that NetSuite does not have; a human makes the item, then the order is re-run",
    expected: DEAD_FOR_WANT_OF_AN_ITEM,
    make: (order) => order.withLines([{ sku: "GHOST-4711", price: "31.00", title: "Ghost lamp" }]),
  },
  {
    name: "unknown-sku-on-second-line",
    why: "one bad line among three: no partial order may appear in NetSuite",
    expected: DEAD_FOR_WANT_OF_AN_ITEM,
    make: (order) =>
      order.withLines([
        { sku: "ACME-MUG-RED" },
        { sku: "NEW-ARRIVAL-26", price: "58.00", title: "Winter stove", quantity: 2 },
        { sku: "MAT-FOAM" },
      ]),
  },
  {
    name: "deleted-product-with-unknown-sku",
    why: "product_exists is false and the SKU left NetSuite with the product",
    expected: DEAD_FOR_WANT_OF_AN_ITEM,
    make: (order) =>
      order.withLines([
        { sku: "RETIRED-0815", productExists: false, productId: null, variantId: null, title: "Old lamp" },
      ]),
  },
  {
    name: "deleted-product",
    why: "product_exists is false and product and variant are null, yet the SKU is still an item in NetSuite",
    expected: DELIVERED,
    make: (order) =>
      order.withLine({ sku: "KNIFE-FOLD", productExists: false, productId: null, variantId: null }),
  },
  {
    name: "sku-with-trailing-space",
    why: 'somebody typed "TENT-2P-GRN " in Shopify; the mapping trims before it looks up',
    expected: DELIVERED,
    make: (order) => order.withLine({ sku: "TENT-2P-GRN " }),
  },
  {
    name: "empty-sku",
    why: 'a custom item written into a draft order has the SKU ""',
    expected: DELIVERED,
    make: (order) =>
      order.withLine({
        sku: "",
        title: "Engraving",
        price: "12.00",
        productId: null,
        variantId: null,
        productExists: false,
        grams: 0,
      }),
  },
  {
    name: "null-sku",
    why: "the same custom item from the API has the SKU null",
    expected: DELIVERED,
    make: (order) =>
      order.withLine({
        sku: null,
        title: "Repair",
        price: "25.00",
        productId: null,
        variantId: null,
        productExists: false,
      }),
  },
  {
    name: "null-variant",
    why: "a line keeps its product but its variant was deleted",
    expected: DELIVERED,
    make: (order) => order.withLine({ sku: "HOODIE-L", variantId: null, variantTitle: null }),
  },
  {
    name: "same-sku-twice",
    why: "one SKU on two lines with different properties; the lines must stay two",
    expected: DELIVERED,
    make: (order) =>
      order.withLines([
        { sku: "ACME-MUG-RED", properties: [{ name: "Engraving", value: "Ada" }] },
        { sku: "ACME-MUG-RED", properties: [{ name: "Engraving", value: "Grace" }] },
      ]),
  },
  {
    name: "gift-card-line",
    why: "a gift card is sold, not shipped, not taxed and has no SKU: a liability, not revenue",
    expected: DELIVERED,
    make: (order) =>
      order.withLine({
        sku: "",
        title: "Acme gift card",
        variantTitle: "$50.00",
        price: "50.00",
        giftCard: true,
        taxable: false,
        grams: 0,
        productId: 8_430_000_000_001n,
        variantId: 46_200_000_000_001n,
      }),
  },
  {
    name: "hundred-lines",
    why: "a wholesale buyer orders a hundred lines; size, time and rounding all grow",
    expected: DELIVERED,
    make: (order) =>
      order.withLines(
        Array.from({ length: 100 }, (_, index) => ({
          sku: PRODUCTS[index % PRODUCTS.length]?.sku ?? null,
          quantity: 1 + (index % 7),
        })),
      ),
  },
  {
    name: "repeated-property-names",
    why: 'line properties repeat a name, and one begins with "_", which hides it from the customer',
    expected: DELIVERED,
    make: (order) =>
      order.withLineAt(0, {
        properties: [
          { name: "Initials", value: "A. B." },
          { name: "Initials", value: "C. D." },
          { name: "_bundle", value: "7f3a" },
        ],
      }),
  },
  {
    name: "object-property-value",
    why: "a personalisation app stores an object where everyone else stores a text",
    expected: DELIVERED,
    make: (order) =>
      order.withLineAt(0, {
        properties: [{ name: "Engraving", value: { text: "For Ada", font: "serif", size: "12" } }],
      }),
  },
];
