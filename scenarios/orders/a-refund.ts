/** The webhook of a refund as Shopify sends it beside the order: its lines bring the order's lines along. */
import Big from "big.js";
import { stringify } from "lossless-json";
import type { OrderBuilder } from "./an-order.ts";
import { SHOP_DECIMALS } from "./compose/money.ts";
import { OrdersError } from "./orders-error.ts";
import type { RefundLine } from "./shopify-order.ts";

export interface RefundWishes {
  /** Shipping that goes back, such as "5.00"; an adjustment of its own, beside the lines. */
  readonly shipping?: string;
  /** What goes back beyond the lines, such as "2.50", or less than they are worth, such as "-2.50". */
  readonly difference?: string;
  /** @default as the order says */
  readonly restockType?: RefundLine["restock_type"];
}

export interface BuiltRefund {
  /** "gid://shopify/Refund/…" */
  readonly key: string;
  /** The refund's id, exact digits. */
  readonly digits: string;
  /** What the customer got back, such as "12.30". */
  readonly money: string;
  toJson(): string;
}

/** Of what was taken out of the order; see OrderBuilder.refunded. @throws OrdersError when nothing was */
export function aRefund(order: OrderBuilder, wishes: RefundWishes = {}): BuiltRefund {
  const whole = order.refunded().toOrder();
  const [refund] = whole.refunds;
  const [transaction] = refund?.transactions ?? [];
  if (refund === undefined || transaction === undefined)
    throw new OrdersError(`Nothing was taken out of ${order.name}. Lower a line's currentQuantity first.`, {
      code: "ORDER_IMPOSSIBLE",
    });
  const adjustments = adjustmentsOf(wishes);
  const money = adjustments
    .reduce((sum, { amount }) => sum.minus(amount), Big(transaction.amount))
    .toFixed(SHOP_DECIMALS);
  const lines = refund.refund_line_items.map((line) => ({
    ...line,
    restock_type: wishes.restockType ?? line.restock_type,
    line_item: whole.line_items.find(({ id }) => id === line.line_item_id),
  }));
  const webhook = {
    ...refund,
    order_adjustments: adjustments,
    transactions: [{ ...transaction, amount: money }],
    refund_line_items: lines,
  };
  return {
    key: refund.admin_graphql_api_id,
    digits: refund.id.toString(),
    money,
    toJson: () => stringify(webhook) ?? "",
  };
}

/** Amounts are negative when money goes back. */
function adjustmentsOf({ shipping, difference }: RefundWishes) {
  const adjustment = (kind: string, reason: string, back: string | undefined) =>
    back === undefined
      ? []
      : [{ kind, reason, amount: Big(back).neg().toFixed(SHOP_DECIMALS), tax_amount: "0.00" }];
  return [
    ...adjustment("shipping_refund", "Shipping refund", shipping),
    ...adjustment("refund_discrepancy", "Refund discrepancy", difference),
  ];
}
