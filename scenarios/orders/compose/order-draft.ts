/** What is decided about an order before any amount is calculated: lines, discounts, taxes, people, oddities. */
import type { FinancialStatus, LineProperty, ShopifyAddress, ShopifyId } from "../shopify-order.ts";
import type { Exchange } from "./money.ts";

export interface DraftLine {
  readonly sku: string | null;
  readonly quantity: number;
  /** What is left after edits, removals and refunds; the same as `quantity` in an untouched order. */
  readonly currentQuantity: number;
  /** Unit price in the shop's currency, a decimal with up to three places. */
  readonly price: string;
  /** Writes the price as a bare JSON number, as some API versions do. */
  readonly priceAsNumber: boolean;
  readonly title: string;
  readonly variantTitle: string | null;
  readonly vendor: string | null;
  readonly productId: ShopifyId | null;
  readonly variantId: ShopifyId | null;
  readonly productExists: boolean;
  readonly grams: number;
  readonly taxable: boolean;
  readonly giftCard: boolean;
  readonly properties: readonly LineProperty[];
}

export interface DraftDiscount {
  readonly title: string;
  readonly kind: "discount_code" | "manual" | "automatic";
  readonly target: "line_item" | "shipping_line";
  readonly value: { readonly fixed: string } | { readonly percent: string };
  /** Positions of the lines it may touch; all when absent. */
  readonly lines?: readonly number[];
}

export interface TaxRate {
  readonly title: string;
  /** A share, such as "0.08875". */
  readonly rate: string;
}

export interface DraftShipping {
  readonly title: string;
  readonly code: string;
  readonly price: string;
}

export interface DraftCustomer {
  readonly id: ShopifyId;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}

/** Fields of the order that carry no amount and that nothing else depends on. */
export interface OrderDetails {
  readonly note: string | null;
  readonly note_attributes: readonly { readonly name: string; readonly value: string }[];
  readonly tags: string;
  readonly test: boolean;
  readonly source_name: string;
  readonly customer_locale: string | null;
  readonly browser_ip: string | null;
  readonly location_id: ShopifyId | null;
  readonly cancelled_at: string | null;
  readonly cancel_reason: string | null;
  readonly payment_gateway_names: readonly string[];
  readonly financial_status: FinancialStatus;
  readonly po_number: string | null;
  readonly buyer_accepts_marketing: boolean;
}

export interface OrderDraft {
  readonly number: number;
  readonly id: ShopifyId;
  /** ISO 8601 with the shop's offset, such as "2026-11-27T09:31:12-05:00". */
  readonly placedAt: string;
  readonly updatedAt: string;
  readonly lines: readonly DraftLine[];
  readonly discounts: readonly DraftDiscount[];
  readonly taxes: readonly TaxRate[];
  readonly taxesIncluded: boolean;
  readonly shipping: readonly DraftShipping[];
  readonly tip: string | null;
  readonly customer: DraftCustomer | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly shippingAddress: ShopifyAddress | null;
  readonly billingAddress: ShopifyAddress | null;
  readonly exchange: Exchange;
  /** Money went back for the difference between the quantities and the current quantities. */
  readonly refunded: boolean;
  /** Writes everything outside ASCII as \u escapes, as several JSON writers do. */
  readonly escaped: boolean;
  readonly details: OrderDetails;
}
