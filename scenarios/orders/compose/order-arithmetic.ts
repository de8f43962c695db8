/** Adds up a raw order independently of how it was made, and names every amount that does not agree with the others. */
import Big from "big.js";
import { parse } from "lossless-json";
import { z } from "zod";

const amount = z.unknown().transform((value) => Big(String(value)));
const money = z.object({ amount });
const set = z.object({ shop_money: money, presentment_money: money });
const allocations = z.array(
  z.object({ amount, amount_set: set, discount_application_index: z.unknown().transform(Number) }),
);
const taxes = z.array(z.object({ price: amount, price_set: set }));

const orderAmounts = z.object({
  taxes_included: z.boolean(),
  subtotal_price: amount,
  subtotal_price_set: set,
  total_discounts: amount,
  total_discounts_set: set,
  total_line_items_price: amount,
  total_line_items_price_set: set,
  total_price: amount,
  total_price_set: set,
  total_shipping_price_set: set,
  total_tax: amount,
  total_tax_set: set,
  total_tip_received: amount,
  current_total_price: amount,
  tax_lines: taxes,
  discount_applications: z.array(z.unknown()),
  line_items: z.array(
    z.object({
      price: amount,
      price_set: set,
      quantity: z.unknown().transform(Number),
      discount_allocations: allocations,
      tax_lines: taxes,
      tip_payment_gateway: z.string().optional(),
    }),
  ),
  shipping_lines: z.array(
    z.object({ price: amount, price_set: set, discount_allocations: allocations, tax_lines: taxes }),
  ),
  refunds: z.array(z.object({ transactions: z.array(z.object({ amount })) })),
});

type OrderAmountsRead = z.infer<typeof orderAmounts>;
type Side = "shop_money" | "presentment_money";

/** Sentences such as "total_tax is 3.10, its parts come to 3.11"; an empty list when everything agrees. */
export function disagreementsIn(raw: string): readonly string[] {
  const order = orderAmounts.parse(parse(raw));
  const shop = totalsOn(order, "shop_money");
  const presentment = totalsOn(order, "presentment_money");
  const refunded = add(order.refunds.flatMap((refund) => refund.transactions.map((each) => each.amount)));
  return [
    compared("total_line_items_price", order.total_line_items_price, shop.lines),
    compared("subtotal_price", order.subtotal_price, shop.lines.minus(shop.lineDiscounts)),
    compared("total_discounts", order.total_discounts, shop.lineDiscounts.plus(shop.shippingDiscounts)),
    compared("total_tax", order.total_tax, shop.tax),
    compared("tax_lines", add(order.tax_lines.map((tax) => tax.price)), shop.tax),
    compared("total_tip_received", order.total_tip_received, shop.tips),
    compared("total_price", order.total_price, shop.total),
    compared("presentment total", order.total_price_set.presentment_money.amount, presentment.total),
    ...(order.refunds.length === 0
      ? []
      : [compared("refunds", refunded, order.total_price.minus(order.current_total_price))]),
    ...setsOf(order),
    ...linesOf(order),
  ].filter((problem) => problem !== null);
}

function totalsOn(order: OrderAmountsRead, side: Side) {
  const goods = order.line_items.filter((line) => line.tip_payment_gateway === undefined);
  const tipLines = order.line_items.filter((line) => line.tip_payment_gateway !== undefined);
  const gross = (line: OrderAmountsRead["line_items"][number]): Big =>
    line.price_set[side].amount.times(line.quantity).round(2, Big.roundHalfUp);
  const off = (line: { discount_allocations: z.infer<typeof allocations> }): Big =>
    add(line.discount_allocations.map((allocation) => allocation.amount_set[side].amount));
  const lines = add(goods.map(gross));
  const lineDiscounts = add(goods.map(off));
  const shippingDiscounts = add(order.shipping_lines.map(off));
  const shipping = add(order.shipping_lines.map((line) => line.price_set[side].amount));
  const tips = add(tipLines.map(gross));
  const tax = add(
    [...order.line_items, ...order.shipping_lines].flatMap((line) =>
      line.tax_lines.map((each) => each.price_set[side].amount),
    ),
  );
  const net = lines.minus(lineDiscounts).plus(shipping).minus(shippingDiscounts).plus(tips);
  return {
    lines,
    lineDiscounts,
    shippingDiscounts,
    tips,
    tax,
    total: order.taxes_included ? net : net.plus(tax),
  };
}

const setsOf = (order: OrderAmountsRead) => [
  compared("subtotal_price_set", order.subtotal_price_set.shop_money.amount, order.subtotal_price),
  compared("total_discounts_set", order.total_discounts_set.shop_money.amount, order.total_discounts),
  compared("total_price_set", order.total_price_set.shop_money.amount, order.total_price),
  compared("total_tax_set", order.total_tax_set.shop_money.amount, order.total_tax),
  ...order.line_items.map((line, index) =>
    compared(`price_set of line ${index + 1}`, line.price_set.shop_money.amount, line.price),
  ),
];

function linesOf(order: OrderAmountsRead): readonly (string | null)[] {
  return [...order.line_items, ...order.shipping_lines].flatMap((line, index) => [
    line.discount_allocations.every(
      (each) => each.discount_application_index < order.discount_applications.length,
    )
      ? null
      : `line ${index + 1} has an allocation of a discount that is not there`,
    line.discount_allocations.every((each) => each.amount.gte(0))
      ? null
      : `line ${index + 1} has a negative allocation`,
  ]);
}

const add = (amounts: readonly Big[]): Big => amounts.reduce((total, each) => total.plus(each), Big(0));

const compared = (name: string, found: Big, expected: Big): string | null =>
  found.eq(expected) ? null : `${name} is ${found.toFixed()}, its parts come to ${expected.toFixed()}`;
