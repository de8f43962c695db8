/** The builder's words as a person writes them in YAML: what matters of an order is said, the rest is invented. */
import { z } from "zod";
import { anOrder, type OrderBuilder } from "../../orders/an-order.ts";
import type { OrderDetails, TaxRate } from "../../orders/compose/order-draft.ts";
import { NONE, type Written } from "./written.ts";

/** "12.50", or a number: 12.5 is 12.50. */
const money = z
  .union([z.string(), z.number()], { error: "is no amount; write it as in 12.50" })
  .transform((value) =>
    typeof value === "number" && !/\.\d{2,}$/.test(`${value}`) ? value.toFixed(2) : `${value}`,
  )
  .refine((value) => /^\d+(\.\d{1,3})?$/.test(value), "is no amount; write it as in 12.50");

const line = z.strictObject({
  sku: z
    .string()
    .nullable()
    .exactOptional()
    .describe("Left out: the known SKU of drydock.yaml. null: a line without one."),
  quantity: z.int().positive().default(1),
  price: money.exactOptional().describe("Of one, in the shop's currency."),
  title: z.string().exactOptional(),
  giftCard: z.boolean().exactOptional(),
  taxable: z.boolean().exactOptional(),
});

const discount = z.union([
  money,
  z.strictObject({ code: z.string().default("CODE"), percent: z.number().positive().max(100) }),
]);

const rate = z.number().min(0).max(1).describe("A share: 0.19 is 19 %.");
const customer = z.strictObject({
  firstName: z.string().nullable().exactOptional(),
  lastName: z.string().nullable().exactOptional(),
  email: z.string().nullable().exactOptional(),
  phone: z.string().nullable().exactOptional(),
});
const text = z.string().exactOptional();
const address = z.strictObject({
  first_name: text,
  last_name: text,
  company: text,
  address1: text,
  address2: text,
  city: text,
  zip: text,
  province: text,
  province_code: text,
  country: text,
  country_code: text,
  phone: text,
});

export const orderWords = z.strictObject({
  seed: z
    .int()
    .positive()
    .max(9_000_000)
    .exactOptional()
    .describe("Of what is invented, and of the order's number."),
  lines: z.array(line).min(1).exactOptional().describe("These lines and no others."),
  total: money.exactOptional().describe("Discounts until the customer pays this; taxes are left out."),
  discount: discount.exactOptional(),
  tax: z.union([rate, NONE]).exactOptional().describe("On top of the prices."),
  taxIncluded: rate.exactOptional().describe("In the prices already, as VAT is."),
  shipping: z.union([money, NONE]).exactOptional(),
  tip: money.exactOptional(),
  customer: z.union([customer, NONE]).exactOptional(),
  shippingAddress: z.union([address, NONE]).exactOptional(),
  billingAddress: z.union([address, NONE]).exactOptional(),
  currency: z
    .strictObject({
      currency: z.string().length(3),
      rate: z.string().regex(/^\d+(\.\d+)?$/),
      decimals: z.int().min(0).max(3).default(2),
    })
    .exactOptional()
    .describe("That the customer saw, and how much of it is one of the shop's."),
  note: z.string().exactOptional(),
  tags: z.string().exactOptional(),
  poNumber: z.string().exactOptional(),
  test: z.boolean().exactOptional(),
  placedAt: z.iso.datetime({ offset: true }).exactOptional(),
  cancelledAt: z.iso.datetime({ offset: true }).exactOptional(),
});

export type OrderWords = z.output<typeof orderWords>;

interface Known {
  readonly knownSku: string;
  /** When nothing else is said. */
  readonly seed: number;
}

/** Discounts come last, and a total after them: each is a share of what is there by then. */
export function orderOf(words: OrderWords, { knownSku, seed }: Known): OrderBuilder {
  const { lines = [{ quantity: 1 }] } = words;
  const order = anOrder(words.seed ?? seed).withLines(
    lines.map(({ sku = knownSku, ...line }) => ({ ...line, sku })),
  );
  return WORDS.reduce((built, apply) => apply(built, words), order);
}

type Word = (order: OrderBuilder, words: OrderWords) => OrderBuilder;

/** One word, when it is there. */
const word =
  <Name extends keyof OrderWords>(
    name: Name,
    apply: (order: OrderBuilder, value: Written<OrderWords[Name]>) => OrderBuilder,
  ): Word =>
  (order, words) => {
    const value = words[name];
    return value === undefined ? order : apply(order, value as Written<OrderWords[Name]>);
  };

const detail = (
  name: "note" | "tags" | "test" | "poNumber" | "cancelledAt",
  field: keyof OrderDetails,
): Word => word(name, (order, value) => order.with({ [field]: value }));

const WORDS: readonly Word[] = [
  word("placedAt", (order, at) => order.placedAt(at)),
  word("shipping", (order, price) =>
    price === "none" ? order.withoutShipping() : order.withShipping(price),
  ),
  word("tax", (order, share) => (share === "none" ? order.withoutTax() : order.withTax(rateOf(share)))),
  word("taxIncluded", (order, share) => order.withTaxesIncluded(rateOf(share))),
  word("tip", (order, tip) => order.withTip(tip)),
  word("customer", (order, who) => (who === "none" ? order.withoutCustomer() : order.withCustomer(who))),
  word("shippingAddress", (order, where) =>
    where === "none" ? order.withoutShippingAddress() : order.withShippingAddress(where),
  ),
  word("billingAddress", (order, where) => order.withBillingAddress(where === "none" ? null : where)),
  word("currency", (order, exchange) => order.paidIn(exchange)),
  detail("note", "note"),
  detail("tags", "tags"),
  detail("test", "test"),
  detail("poNumber", "po_number"),
  detail("cancelledAt", "cancelled_at"),
  word("discount", (order, off) =>
    order.withDiscount(
      typeof off === "string"
        ? off
        : {
            title: off.code,
            kind: "discount_code",
            target: "line_item",
            value: { percent: off.percent.toFixed(1) },
          },
    ),
  ),
  word("total", (order, total) => order.withTotal(total)),
];

const rateOf = (share: number): TaxRate => ({ title: "Tax", rate: `${share}` });
