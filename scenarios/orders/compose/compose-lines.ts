/** Writes the lines of an order: items, the tip, shipping, and the refund of what was taken out. */
import { LosslessNumber } from "lossless-json";
import type { Refund, RefundLine, ShippingLine, ShopifyId, ShopifyLine } from "../shopify-order.ts";
import { type Exchange, type Money, minus, NO_MONEY, rounded, SHOP_CURRENCY } from "./money.ts";
import type { OrderAmounts, PricedLine } from "./order-amounts.ts";
import type { DraftLine, OrderDraft } from "./order-draft.ts";
import { allocationsOf, moneySet, moneySetOf, taxLines, written } from "./written-money.ts";

/** Where the parts that are not lines stand; lines begin at 1. */
export const POSITIONS = {
  checkout: 9_000,
  address: 9_001,
  tip: 9_002,
  shipping: 9_100,
  refund: 9_200,
  refundLine: 9_300,
};

/** Ids of parts follow from the order's, so a line keeps its id however often the order is built; they stay below 2^53. */
export const partId = (order: ShopifyId, position: number): ShopifyId =>
  (order % 800_000_000_000n) * 10_000n + BigInt(position);

export function composeLines(draft: OrderDraft, amounts: OrderAmounts): readonly ShopifyLine[] {
  const lines = draft.lines.map((line, index) => {
    const priced = amounts.lines[index];
    if (priced === undefined)
      throw new RangeError(`Line ${index + 1} of order ${draft.number} has no amounts.`);
    return composeLine(line, { id: partId(draft.id, index + 1), priced, exchange: draft.exchange });
  });
  return draft.tip === null ? lines : [...lines, tipLine(draft, amounts)];
}

interface LineContext {
  readonly id: ShopifyId;
  readonly priced: PricedLine;
  readonly exchange: Exchange;
}

function composeLine(line: DraftLine, { id, priced, exchange }: LineContext): ShopifyLine {
  return {
    id,
    admin_graphql_api_id: `gid://shopify/LineItem/${id}`,
    attributed_staffs: [],
    current_quantity: line.currentQuantity,
    fulfillable_quantity: line.currentQuantity,
    fulfillment_service: line.giftCard ? "gift_card" : "manual",
    fulfillment_status: null,
    gift_card: line.giftCard,
    grams: line.grams,
    name: line.variantTitle === null ? line.title : `${line.title} - ${line.variantTitle}`,
    price: line.priceAsNumber ? new LosslessNumber(line.price) : line.price,
    price_set: moneySetOf(line.price, priced.unit, exchange),
    product_exists: line.productExists,
    product_id: line.productId,
    properties: line.properties,
    quantity: line.quantity,
    requires_shipping: !line.giftCard,
    sales_line_item_group_id: null,
    sku: line.sku,
    taxable: line.taxable && !line.giftCard,
    title: line.title,
    // Shopify leaves these at zero when discounts are allocated; only the allocations tell what a line lost.
    total_discount: "0.00",
    total_discount_set: moneySet(NO_MONEY, exchange),
    variant_id: line.variantId,
    variant_inventory_management: line.variantId === null ? null : "shopify",
    variant_title: line.variantTitle,
    vendor: line.vendor,
    tax_lines: taxLines(priced.taxes, exchange),
    duties: [],
    discount_allocations: allocationsOf(priced, exchange),
  };
}

/** Shopify sends a tip as a line of its own and counts it in `total_tip_received`; it is not in the subtotal. */
function tipLine(draft: OrderDraft, amounts: OrderAmounts): ShopifyLine {
  const tip = amounts.totals.tip;
  const line: DraftLine = {
    sku: null,
    quantity: 1,
    currentQuantity: 1,
    price: written(tip),
    priceAsNumber: false,
    title: "Tip",
    variantTitle: null,
    vendor: null,
    productId: null,
    variantId: null,
    productExists: false,
    grams: 0,
    taxable: false,
    giftCard: false,
    properties: [],
  };
  const priced: PricedLine = {
    unit: tip,
    gross: tip,
    allocations: [],
    discount: NO_MONEY,
    net: tip,
    taxes: [],
    tax: NO_MONEY,
  };
  return {
    ...composeLine(line, { id: partId(draft.id, POSITIONS.tip), priced, exchange: draft.exchange }),
    requires_shipping: false,
    fulfillable_quantity: 0,
    tip_payment_gateway: draft.details.payment_gateway_names[0] ?? "shopify_payments",
    tip_payment_method: "Visa",
  };
}

export function composeShipping(draft: OrderDraft, amounts: OrderAmounts): readonly ShippingLine[] {
  const { exchange } = draft;
  return draft.shipping.map((line, index) => {
    const priced = amounts.shipping[index];
    if (priced === undefined)
      throw new RangeError(`Shipping line ${index + 1} of order ${draft.number} has no amounts.`);
    return {
      id: partId(draft.id, POSITIONS.shipping + index),
      carrier_identifier: null,
      code: line.code,
      current_discounted_price_set: moneySet(priced.net, exchange),
      discounted_price: written(priced.net),
      discounted_price_set: moneySet(priced.net, exchange),
      is_removed: false,
      phone: null,
      price: written(priced.gross),
      price_set: moneySet(priced.gross, exchange),
      requested_fulfillment_service_id: null,
      source: "shopify",
      title: line.title,
      tax_lines: taxLines(priced.taxes, exchange),
      discount_allocations: allocationsOf(priced, exchange),
    };
  });
}

export function composeRefunds(draft: OrderDraft, amounts: OrderAmounts): readonly Refund[] {
  if (!draft.refunded) return [];
  const id = partId(draft.id, POSITIONS.refund);
  const given = draft.lines.flatMap((line, index) => refundLine(draft, amounts, { line, index }));
  const total = minus(amounts.totals.total, amounts.current.total);
  return [
    {
      id,
      admin_graphql_api_id: `gid://shopify/Refund/${id}`,
      created_at: draft.updatedAt,
      note: "Returned unopened",
      order_id: draft.id,
      processed_at: draft.updatedAt,
      restock: true,
      user_id: null,
      order_adjustments: [],
      transactions: [
        {
          id: partId(draft.id, POSITIONS.refund + 1),
          amount: written(total),
          currency: SHOP_CURRENCY,
          gateway: draft.details.payment_gateway_names[0] ?? "shopify_payments",
          kind: "refund",
          status: "success",
        },
      ],
      refund_line_items: given,
      duties: [],
    },
  ];
}

function refundLine(
  draft: OrderDraft,
  amounts: OrderAmounts,
  { line, index }: { line: DraftLine; index: number },
): readonly RefundLine[] {
  const before = amounts.lines[index];
  const after = amounts.currentLines[index];
  if (before === undefined || after === undefined || line.currentQuantity === line.quantity) return [];
  const subtotal = minus(before.net, after.net);
  const tax = minus(before.tax, after.tax);
  return [
    {
      id: partId(draft.id, POSITIONS.refundLine + index),
      line_item_id: partId(draft.id, index + 1),
      location_id: null,
      quantity: line.quantity - line.currentQuantity,
      restock_type: "return",
      subtotal: written(subtotal),
      subtotal_set: moneySet(subtotal, draft.exchange),
      total_tax: written(tax),
      total_tax_set: moneySet(tax, draft.exchange),
    },
  ];
}

/** What customers still owe: of an order that is paid in part its half. */
export function outstanding({ details, exchange }: OrderDraft, { current }: OrderAmounts): Money {
  const { financial_status: status } = details;
  if (status === "pending" || status === "authorized") return current.total;
  return status === "partially_paid" ? rounded(current.total, exchange, (side) => side.div(2)) : NO_MONEY;
}
