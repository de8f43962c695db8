/** Calculates every amount of an order from its draft, so that lines, allocations, taxes and totals agree to the cent. */
import Big from "big.js";
import { exchanged, type Money, minus, NO_MONEY, plus, rounded, shared, sum } from "./money.ts";
import type { DraftDiscount, OrderDraft, TaxRate } from "./order-draft.ts";

export interface Allocation {
  /** Position of the discount in the draft and in `discount_applications`. */
  readonly discount: number;
  readonly amount: Money;
}

export interface TaxAmount {
  readonly rate: TaxRate;
  readonly amount: Money;
}

/** The amounts of one line or one shipping line. */
export interface PricedLine {
  readonly unit: Money;
  readonly gross: Money;
  readonly allocations: readonly Allocation[];
  readonly discount: Money;
  readonly net: Money;
  readonly taxes: readonly TaxAmount[];
  readonly tax: Money;
}

export interface Totals {
  /** Lines before discounts. */
  readonly lines: Money;
  /** Lines after discounts, before shipping, taxes and tips: what Shopify documents as `subtotal_price`. */
  readonly subtotal: Money;
  readonly shipping: Money;
  /** Of lines and of shipping. */
  readonly discounts: Money;
  readonly tax: Money;
  readonly tip: Money;
  readonly total: Money;
}

export interface OrderAmounts {
  readonly lines: readonly PricedLine[];
  /** The same lines at their current quantities. */
  readonly currentLines: readonly PricedLine[];
  readonly shipping: readonly PricedLine[];
  readonly totals: Totals;
  readonly current: Totals;
  /** Taxes of lines and shipping, one a rate. */
  readonly taxes: readonly TaxAmount[];
}

interface Undiscounted {
  readonly unit: Money;
  readonly gross: Money;
  readonly taxable: boolean;
  readonly discountable: boolean;
}

export function amountsOf(draft: OrderDraft): OrderAmounts {
  const items = discounted(
    draft.lines.map((line) => lineBefore(draft, line)),
    draft,
    "line_item",
  );
  const carriage = discounted(
    draft.shipping.map((line) => shippingBefore(draft, line.price)),
    draft,
    "shipping_line",
  );
  const lines = items.map((item) => taxed(item, draft));
  const shipping = carriage.map((item) => taxed(item, draft));
  const currentLines = draft.lines.map((line, index) => {
    const item = items[index] ?? noItem;
    return line.currentQuantity === line.quantity
      ? taxed(item, draft)
      : taxed(reduced(item, { from: line.quantity, to: line.currentQuantity }, draft), draft);
  });
  return {
    lines,
    currentLines,
    shipping,
    totals: totalsOf(lines, shipping, draft),
    current: totalsOf(currentLines, shipping, draft),
    taxes: draft.taxes.map((rate, index) => ({
      rate,
      amount: sum([...lines, ...shipping].map((line) => line.taxes[index]?.amount ?? NO_MONEY)),
    })),
  };
}

function lineBefore(draft: OrderDraft, line: OrderDraft["lines"][number]): Undiscounted {
  const unit = exchanged(line.price, draft.exchange);
  const gross = rounded(unit, draft.exchange, (side) => side.times(line.quantity));
  // A gift card is money kept for later: Shopify neither discounts nor taxes it.
  return { unit, gross, taxable: line.taxable && !line.giftCard, discountable: !line.giftCard };
}

function shippingBefore(draft: OrderDraft, price: string): Undiscounted {
  const gross = rounded(exchanged(price, draft.exchange), draft.exchange);
  return { unit: gross, gross, taxable: false, discountable: true };
}

interface Discounted extends Undiscounted {
  readonly allocations: readonly Allocation[];
  readonly net: Money;
}

const noItem: Discounted = {
  unit: NO_MONEY,
  gross: NO_MONEY,
  taxable: false,
  discountable: false,
  allocations: [],
  net: NO_MONEY,
};

function discounted(
  items: readonly Undiscounted[],
  draft: OrderDraft,
  target: DraftDiscount["target"],
): readonly Discounted[] {
  let result: readonly Discounted[] = items.map((item) => ({ ...item, allocations: [], net: item.gross }));
  draft.discounts.forEach((discount, index) => {
    if (discount.target !== target) return;
    const weights = result.map((item, position) =>
      item.discountable && (discount.lines?.includes(position) ?? true) ? item.net.shop : Big(0),
    );
    const base = weights.reduce((total, weight) => total.plus(weight), Big(0));
    const shares = shared(discountAmount(discount, base), weights);
    result = result.map((item, position) =>
      withShare(item, { index, share: shares[position] ?? Big(0) }, draft),
    );
  });
  return result;
}

function discountAmount(discount: DraftDiscount, base: Big): Big {
  if ("percent" in discount.value)
    return base.times(discount.value.percent).div(100).round(2, Big.roundHalfUp);
  const fixed = Big(discount.value.fixed);
  return fixed.gt(base) ? base : fixed;
}

function withShare(
  item: Discounted,
  { index, share }: { index: number; share: Big },
  draft: OrderDraft,
): Discounted {
  if (share.eq(0)) return item;
  const wanted = exchanged(share, draft.exchange).presentment;
  const left = item.net.presentment;
  // The last cent in the shop's currency must also be the last one in the customer's.
  const all = item.net.shop.eq(share) || wanted.gt(left);
  const amount: Money = { shop: share, presentment: all ? left : wanted };
  return {
    ...item,
    allocations: [...item.allocations, { discount: index, amount }],
    net: minus(item.net, amount),
  };
}

function reduced(
  item: Discounted,
  { from, to }: { from: number; to: number },
  draft: OrderDraft,
): Discounted {
  const share = (side: Big): Big => side.times(to).div(from);
  const gross = rounded(item.unit, draft.exchange, (side) => side.times(to));
  const allocations = item.allocations.map((allocation) => ({
    ...allocation,
    amount: rounded(allocation.amount, draft.exchange, share),
  }));
  return { ...item, gross, allocations, net: minus(gross, sum(allocations.map((each) => each.amount))) };
}

function taxed(item: Discounted, draft: OrderDraft): PricedLine {
  const all = draft.taxes.reduce((total, tax) => total.plus(tax.rate), Big(0));
  const divisor = draft.taxesIncluded ? all.plus(1) : Big(1);
  const taxes = draft.taxes.map((rate) => ({
    rate,
    amount: item.taxable
      ? rounded(item.net, draft.exchange, (side) => side.times(rate.rate).div(divisor))
      : NO_MONEY,
  }));
  return {
    unit: item.unit,
    gross: item.gross,
    allocations: item.allocations,
    discount: sum(item.allocations.map((allocation) => allocation.amount)),
    net: item.net,
    taxes,
    tax: sum(taxes.map((each) => each.amount)),
  };
}

function totalsOf(lines: readonly PricedLine[], shipping: readonly PricedLine[], draft: OrderDraft): Totals {
  const subtotal = sum(lines.map((line) => line.net));
  const shippingNet = sum(shipping.map((line) => line.net));
  const tax = sum([...lines, ...shipping].map((line) => line.tax));
  const tip = draft.tip === null ? NO_MONEY : rounded(exchanged(draft.tip, draft.exchange), draft.exchange);
  const beforeTax = sum([subtotal, shippingNet, tip]);
  return {
    lines: sum(lines.map((line) => line.gross)),
    subtotal,
    shipping: sum(shipping.map((line) => line.gross)),
    discounts: sum([...lines, ...shipping].map((line) => line.discount)),
    tax,
    tip,
    total: draft.taxesIncluded ? beforeTax : plus(beforeTax, tax),
  };
}
