/** The shape of an order as Shopify's REST API and its order webhooks send it; key names and null habits are Shopify's, not ours. */
import type { LosslessNumber } from "lossless-json";

/** Ids are bigint, because Shopify's own sample notification carries an order id beyond 2^53. */
export type ShopifyId = bigint;

/** Almost always a string; older API versions and apps write some amounts as bare numbers. */
export type Amount = string | LosslessNumber;

export interface MoneySet {
  readonly shop_money: { readonly amount: string; readonly currency_code: string };
  readonly presentment_money: { readonly amount: string; readonly currency_code: string };
}

export interface TaxLine {
  readonly channel_liable: boolean;
  readonly price: string;
  readonly price_set: MoneySet;
  readonly rate: number;
  readonly title: string;
}

export interface DiscountAllocation {
  readonly amount: string;
  readonly amount_set: MoneySet;
  readonly discount_application_index: number;
}

export interface DiscountApplication {
  readonly target_type: "line_item" | "shipping_line";
  readonly type: "discount_code" | "manual" | "automatic";
  readonly value: string;
  readonly value_type: "fixed_amount" | "percentage";
  readonly allocation_method: "across" | "each" | "one";
  readonly target_selection: "all" | "entitled" | "explicit";
  readonly code?: string;
  readonly title?: string;
  readonly description?: string;
}

/** The value is an object in orders of some product personalisation apps. */
export interface LineProperty {
  readonly name: string;
  readonly value: string | Readonly<Record<string, string>>;
}

export interface ShopifyLine {
  readonly id: ShopifyId;
  readonly admin_graphql_api_id: string;
  readonly attributed_staffs: readonly never[];
  readonly current_quantity: number;
  readonly fulfillable_quantity: number;
  readonly fulfillment_service: string;
  readonly fulfillment_status: string | null;
  readonly gift_card: boolean;
  readonly grams: number;
  readonly name: string;
  readonly price: Amount;
  readonly price_set: MoneySet;
  readonly product_exists: boolean;
  readonly product_id: ShopifyId | null;
  readonly properties: readonly LineProperty[];
  readonly quantity: number;
  readonly requires_shipping: boolean;
  readonly sales_line_item_group_id: null;
  readonly sku: string | null;
  readonly taxable: boolean;
  readonly title: string;
  readonly total_discount: string;
  readonly total_discount_set: MoneySet;
  readonly variant_id: ShopifyId | null;
  readonly variant_inventory_management: string | null;
  readonly variant_title: string | null;
  readonly vendor: string | null;
  readonly tax_lines: readonly TaxLine[];
  readonly duties: readonly never[];
  readonly discount_allocations: readonly DiscountAllocation[];
  /** Present on a tip line and on no other; that is how a tip line is known. */
  readonly tip_payment_gateway?: string;
  readonly tip_payment_method?: string;
}

export interface ShippingLine {
  readonly id: ShopifyId;
  readonly carrier_identifier: string | null;
  readonly code: string;
  readonly current_discounted_price_set: MoneySet;
  readonly discounted_price: string;
  readonly discounted_price_set: MoneySet;
  readonly is_removed: boolean;
  readonly phone: string | null;
  readonly price: string;
  readonly price_set: MoneySet;
  readonly requested_fulfillment_service_id: null;
  readonly source: string;
  readonly title: string;
  readonly tax_lines: readonly TaxLine[];
  readonly discount_allocations: readonly DiscountAllocation[];
}

export interface ShopifyAddress {
  readonly first_name: string | null;
  readonly address1: string;
  readonly phone: string | null;
  readonly city: string;
  readonly zip: string | null;
  readonly province: string | null;
  readonly country: string;
  readonly last_name: string;
  readonly address2: string | null;
  readonly company: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly name: string;
  readonly country_code: string;
  readonly province_code: string | null;
}

export interface DefaultAddress extends Omit<ShopifyAddress, "latitude" | "longitude"> {
  readonly id: ShopifyId;
  readonly customer_id: ShopifyId;
  readonly country_name: string;
  readonly default: boolean;
}

export interface ShopifyCustomer {
  readonly id: ShopifyId;
  readonly email: string | null;
  readonly created_at: string;
  readonly updated_at: string;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly state: string;
  readonly note: string | null;
  readonly verified_email: boolean;
  readonly multipass_identifier: null;
  readonly tax_exempt: boolean;
  readonly phone: string | null;
  readonly currency: string;
  readonly tags: string;
  readonly tax_exemptions: readonly string[];
  readonly admin_graphql_api_id: string;
  readonly default_address: DefaultAddress | null;
}

export interface RefundLine {
  readonly id: ShopifyId;
  readonly line_item_id: ShopifyId;
  readonly location_id: ShopifyId | null;
  readonly quantity: number;
  readonly restock_type: "no_restock" | "cancel" | "return";
  readonly subtotal: string;
  readonly subtotal_set: MoneySet;
  readonly total_tax: string;
  readonly total_tax_set: MoneySet;
}

export interface Refund {
  readonly id: ShopifyId;
  readonly admin_graphql_api_id: string;
  readonly created_at: string;
  readonly note: string | null;
  readonly order_id: ShopifyId;
  readonly processed_at: string;
  readonly restock: boolean;
  readonly user_id: ShopifyId | null;
  readonly order_adjustments: readonly never[];
  readonly transactions: readonly {
    readonly id: ShopifyId;
    readonly amount: string;
    readonly currency: string;
    readonly gateway: string;
    readonly kind: "refund";
    readonly status: "success";
  }[];
  readonly refund_line_items: readonly RefundLine[];
  readonly duties: readonly never[];
}

export type FinancialStatus =
  | "authorized"
  | "pending"
  | "paid"
  | "partially_paid"
  | "partially_refunded"
  | "refunded"
  | "voided";

export interface ShopifyOrder {
  readonly id: ShopifyId;
  readonly admin_graphql_api_id: string;
  readonly app_id: ShopifyId | null;
  readonly browser_ip: string | null;
  readonly buyer_accepts_marketing: boolean;
  readonly cancel_reason: string | null;
  readonly cancelled_at: string | null;
  readonly cart_token: string | null;
  readonly checkout_id: ShopifyId | null;
  readonly checkout_token: string | null;
  readonly client_details: Readonly<Record<string, string | number | null>> | null;
  readonly closed_at: string | null;
  readonly company: null;
  readonly confirmation_number: string;
  readonly confirmed: boolean;
  readonly contact_email: string | null;
  readonly created_at: string;
  readonly currency: string;
  readonly current_shipping_price_set: MoneySet;
  readonly current_subtotal_price: string;
  readonly current_subtotal_price_set: MoneySet;
  readonly current_total_additional_fees_set: null;
  readonly current_total_discounts: string;
  readonly current_total_discounts_set: MoneySet;
  readonly current_total_duties_set: null;
  readonly current_total_price: string;
  readonly current_total_price_set: MoneySet;
  readonly current_total_tax: string;
  readonly current_total_tax_set: MoneySet;
  readonly customer_locale: string | null;
  readonly device_id: null;
  readonly discount_codes: readonly {
    readonly code: string;
    readonly amount: string;
    readonly type: string;
  }[];
  readonly duties_included: boolean;
  readonly email: string | null;
  readonly estimated_taxes: boolean;
  readonly financial_status: FinancialStatus;
  readonly fulfillment_status: string | null;
  readonly landing_site: string | null;
  readonly landing_site_ref: null;
  readonly location_id: ShopifyId | null;
  readonly merchant_business_entity_id: string;
  readonly merchant_of_record_app_id: null;
  readonly name: string;
  readonly note: string | null;
  readonly note_attributes: readonly { readonly name: string; readonly value: string }[];
  readonly number: number;
  readonly order_number: number;
  readonly order_status_url: string;
  readonly original_total_additional_fees_set: null;
  readonly original_total_duties_set: null;
  readonly payment_gateway_names: readonly string[];
  readonly phone: string | null;
  readonly po_number: string | null;
  readonly presentment_currency: string;
  readonly processed_at: string;
  readonly reference: string | null;
  readonly referring_site: string | null;
  readonly source_identifier: string | null;
  readonly source_name: string;
  readonly source_url: string | null;
  readonly subtotal_price: Amount;
  readonly subtotal_price_set: MoneySet;
  readonly tags: string;
  readonly tax_exempt: boolean;
  readonly tax_lines: readonly TaxLine[];
  readonly taxes_included: boolean;
  readonly test: boolean;
  readonly token: string;
  readonly total_cash_rounding_payment_adjustment_set: MoneySet;
  readonly total_cash_rounding_refund_adjustment_set: MoneySet;
  readonly total_discounts: string;
  readonly total_discounts_set: MoneySet;
  readonly total_line_items_price: string;
  readonly total_line_items_price_set: MoneySet;
  readonly total_outstanding: string;
  readonly total_price: string;
  readonly total_price_set: MoneySet;
  readonly total_shipping_price_set: MoneySet;
  readonly total_tax: string;
  readonly total_tax_set: MoneySet;
  readonly total_tip_received: string;
  readonly total_weight: number;
  readonly updated_at: string;
  readonly user_id: ShopifyId | null;
  readonly billing_address: ShopifyAddress | null;
  readonly customer: ShopifyCustomer | null;
  readonly discount_applications: readonly DiscountApplication[];
  readonly fulfillments: readonly never[];
  readonly line_item_groups: readonly never[];
  readonly line_items: readonly ShopifyLine[];
  readonly payment_terms: null;
  readonly refunds: readonly Refund[];
  readonly returns: readonly never[];
  readonly shipping_address: ShopifyAddress | null;
  readonly shipping_lines: readonly ShippingLine[];
}
