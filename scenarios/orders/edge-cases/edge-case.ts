/** What an edge case is: a name, why it is worth trying, what should become of the order, and how to make one. */
import type { OrderBuilder } from "../an-order.ts";

export type Expected =
  | {
      readonly outcome: "delivered" /** The ledger entry should carry at least one warning. */;
      readonly warning: boolean;
    }
  | { readonly outcome: "dead"; readonly code: "LOOKUP_NOT_FOUND" };

export interface EdgeCase {
  readonly name: string;
  readonly why: string;
  readonly expected: Expected;
  /** `order` is an everyday order of the shop, not always from the same country. */
  make(order: OrderBuilder): OrderBuilder;
}

export const DELIVERED: Expected = { outcome: "delivered", warning: false };
export const DELIVERED_WITH_WARNING: Expected = { outcome: "delivered", warning: true };
export const DEAD_FOR_WANT_OF_AN_ITEM: Expected = { outcome: "dead", code: "LOOKUP_NOT_FOUND" };
