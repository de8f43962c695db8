/** Writes an order as the JSON text Shopify would send: ids and bare amounts keep every digit. */
import { stringify } from "lossless-json";
import type { ShopifyOrder } from "../shopify-order.ts";

/** Everything outside ASCII stands inside strings, so escaping the whole text is safe. */
const BEYOND_ASCII = /[\u0080-\uffff]/g;

export function orderJson(order: ShopifyOrder, form: { escaped: boolean } = { escaped: false }): string {
  const text = stringify(order) ?? "";
  return form.escaped ? text.replace(BEYOND_ASCII, unicodeEscape) : text;
}

const unicodeEscape = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
