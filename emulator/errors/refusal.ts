/** A no from NetSuite, as a value: which catalogue entry, with which words filled in. */
import type { ErrorKey } from "./catalogue.ts";

export interface Refusal {
  readonly key: ErrorKey;
  readonly values?: Readonly<Record<string, string | number>>;
  /** Path into the request body, such as item.items[0]. */
  readonly path?: string;
  /** Path of the request that cannot be served. */
  readonly url?: string;
  readonly queryParameter?: string;
  /** The request header that is missing or wrong. */
  readonly header?: string;
  /** Instead of the catalogue's: an injected fault's, or one that an account option chose. */
  readonly status?: number;
}

export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refusal };

export const accept = <Value>(value: Value): Outcome<Value> => ({ ok: true, value });
export const refuse = (refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } => ({
  ok: false,
  refusal,
});
