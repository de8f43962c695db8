/** Turns a draft into the whole order as Shopify would send it, amounts calculated, no key left out. */
import { createHash } from "node:crypto";
import { LosslessNumber } from "lossless-json";
import type {
  DefaultAddress,
  DiscountApplication,
  MoneySet,
  ShopifyAddress,
  ShopifyCustomer,
  ShopifyOrder,
} from "../shopify-order.ts";
import {
  composeLines,
  composeRefunds,
  composeShipping,
  outstanding,
  POSITIONS,
  partId,
} from "./compose-lines.ts";
import { type Money, NO_MONEY, SHOP_CURRENCY, sum } from "./money.ts";
import { amountsOf, type OrderAmounts } from "./order-amounts.ts";
import type { DraftDiscount, OrderDraft } from "./order-draft.ts";
import { moneySet, taxLines, written } from "./written-money.ts";

/** The number Shopify gives its own Online Store and Point of Sale channels as apps. */
const APP_IDS: Readonly<Record<string, bigint>> = { web: 580111n, pos: 129785n };
const SHOP_HOST = "acme-store.example";

export function composeOrder(draft: OrderDraft): ShopifyOrder {
  const amounts = amountsOf(draft);
  return {
    ...identityOf(draft),
    ...draft.details,
    ...checkoutOf(draft),
    ...pricesOf(draft, amounts),
    ...emptyParts(),
    contact_email: draft.email,
    email: draft.email,
    phone: draft.phone,
    billing_address: draft.billingAddress,
    shipping_address: draft.shippingAddress,
    customer: composeCustomer(draft),
    discount_applications: draft.discounts.map(application),
    discount_codes: discountCodes(draft, amounts),
    line_items: composeLines(draft, amounts),
    shipping_lines: composeShipping(draft, amounts),
    refunds: composeRefunds(draft, amounts),
  };
}

/** A made-up token that stays the same for the same order. */
const digest = (label: string, draft: OrderDraft): string =>
  createHash("sha256").update(`${label}:${draft.id}`).digest("hex").slice(0, 32);

const identityOf = (draft: OrderDraft) => ({
  id: draft.id,
  admin_graphql_api_id: `gid://shopify/Order/${draft.id}`,
  name: `#${draft.number}`,
  number: draft.number - 1000,
  order_number: draft.number,
  confirmation_number: digest("confirmation", draft).slice(0, 9).toUpperCase(),
  token: digest("order", draft),
  created_at: draft.placedAt,
  processed_at: draft.placedAt,
  updated_at: draft.updatedAt,
});

function checkoutOf(draft: OrderDraft) {
  const online = draft.details.source_name === "web";
  const token = digest("order", draft);
  return {
    app_id: APP_IDS[draft.details.source_name] ?? null,
    cart_token: online ? digest("cart", draft) : null,
    checkout_id: partId(draft.id, POSITIONS.checkout),
    checkout_token: online ? digest("checkout", draft) : null,
    client_details: {
      accept_language: draft.details.customer_locale,
      browser_height: null,
      browser_ip: draft.details.browser_ip,
      browser_width: null,
      session_hash: null,
      user_agent: online ? "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0" : null,
    },
    landing_site: online ? "/" : null,
    order_status_url: `https://${SHOP_HOST}/orders/${token}/authenticate?key=${digest("status", draft)}`,
    presentment_currency: draft.exchange.currency,
    currency: SHOP_CURRENCY,
    taxes_included: draft.taxesIncluded,
  };
}

/** Parts of Shopify's order that no order of this shop uses; Shopify sends them all the same. */
const emptyParts = () => ({
  closed_at: null,
  company: null,
  confirmed: true,
  current_total_additional_fees_set: null,
  current_total_duties_set: null,
  device_id: null,
  duties_included: false,
  estimated_taxes: false,
  fulfillment_status: null,
  landing_site_ref: null,
  merchant_business_entity_id: "MTU1MDEyMzQ1Njc4",
  merchant_of_record_app_id: null,
  original_total_additional_fees_set: null,
  original_total_duties_set: null,
  reference: null,
  referring_site: null,
  source_identifier: null,
  source_url: null,
  tax_exempt: false,
  user_id: null,
  fulfillments: [],
  line_item_groups: [],
  payment_terms: null,
  returns: [],
});

function pricesOf(draft: OrderDraft, amounts: OrderAmounts) {
  const { totals, current } = amounts;
  const set = (money: Money): MoneySet => moneySet(money, draft.exchange);
  const asNumber = draft.lines.some((line) => line.priceAsNumber);
  const subtotal = written(totals.subtotal);
  return {
    current_shipping_price_set: set(sum(amounts.shipping.map((line) => line.net))),
    current_subtotal_price: written(current.subtotal),
    current_subtotal_price_set: set(current.subtotal),
    current_total_discounts: written(current.discounts),
    current_total_discounts_set: set(current.discounts),
    current_total_price: written(current.total),
    current_total_price_set: set(current.total),
    current_total_tax: written(current.tax),
    current_total_tax_set: set(current.tax),
    subtotal_price: asNumber ? new LosslessNumber(subtotal) : subtotal,
    subtotal_price_set: set(totals.subtotal),
    tax_lines: taxLines(amounts.taxes, draft.exchange),
    total_cash_rounding_payment_adjustment_set: set(NO_MONEY),
    total_cash_rounding_refund_adjustment_set: set(NO_MONEY),
    total_discounts: written(totals.discounts),
    total_discounts_set: set(totals.discounts),
    total_line_items_price: written(totals.lines),
    total_line_items_price_set: set(totals.lines),
    total_outstanding: written(outstanding(draft, amounts)),
    total_price: written(totals.total),
    total_price_set: set(totals.total),
    total_shipping_price_set: set(totals.shipping),
    total_tax: written(totals.tax),
    total_tax_set: set(totals.tax),
    total_tip_received: written(totals.tip),
    total_weight: draft.lines.reduce((grams, line) => grams + line.grams * line.quantity, 0),
  };
}

function application(discount: DraftDiscount): DiscountApplication {
  const percent = "percent" in discount.value;
  const coded = discount.kind === "discount_code";
  return {
    target_type: discount.target,
    type: discount.kind,
    value: "percent" in discount.value ? discount.value.percent : discount.value.fixed,
    value_type: percent ? "percentage" : "fixed_amount",
    allocation_method: percent && discount.target === "shipping_line" ? "each" : "across",
    target_selection: discount.lines === undefined ? "all" : "entitled",
    ...(coded ? { code: discount.title } : { title: discount.title, description: discount.title }),
  };
}

function discountCodes(draft: OrderDraft, amounts: OrderAmounts): ShopifyOrder["discount_codes"] {
  const allocations = [...amounts.lines, ...amounts.shipping].flatMap((line) => line.allocations);
  return draft.discounts.flatMap((discount, index) => {
    if (discount.kind !== "discount_code") return [];
    const amount = sum(allocations.filter((each) => each.discount === index).map((each) => each.amount));
    const type = "percent" in discount.value ? "percentage" : "fixed_amount";
    return [
      {
        code: discount.title,
        amount: written(amount),
        type: discount.target === "shipping_line" ? "shipping" : type,
      },
    ];
  });
}

function composeCustomer(draft: OrderDraft): ShopifyCustomer | null {
  const { customer } = draft;
  if (customer === null) return null;
  const address = draft.billingAddress ?? draft.shippingAddress;
  return {
    id: customer.id,
    email: customer.email,
    created_at: draft.placedAt,
    updated_at: draft.placedAt,
    first_name: customer.firstName,
    last_name: customer.lastName,
    state: "disabled",
    note: null,
    verified_email: customer.email !== null,
    multipass_identifier: null,
    tax_exempt: false,
    phone: customer.phone,
    currency: draft.exchange.currency,
    tags: "",
    tax_exemptions: [],
    admin_graphql_api_id: `gid://shopify/Customer/${customer.id}`,
    default_address: address === null ? null : defaultAddress(draft, customer.id, address),
  };
}

function defaultAddress(draft: OrderDraft, customerId: bigint, address: ShopifyAddress): DefaultAddress {
  const { latitude: _latitude, longitude: _longitude, ...rest } = address;
  return {
    ...rest,
    id: partId(draft.id, POSITIONS.address),
    customer_id: customerId,
    country_name: address.country,
    default: true,
  };
}
