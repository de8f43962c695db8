/** Orders with an odd life or an odd identity: edited, cancelled, refunded, unpaid, for test, ids beyond 2^53. */
import { DELIVERED, type EdgeCase } from "./edge-case.ts";

/** JSON.parse makes the same number of these two. The digits are of the size Shopify uses in its own sample notification. */
export const ID_BEYOND_2_53 = 820_982_911_946_155_508n;
export const NEIGHBOUR_BEYOND_2_53 = ID_BEYOND_2_53 + 1n;

const LATER = "2026-11-28T08:15:40-05:00";

export const LIFE_CASES: readonly EdgeCase[] = [
  {
    name: "id-beyond-2-53",
    why: "JSON.parse would change the last digits of the id, and with them the order's identity",
    expected: DELIVERED,
    make: (order) => order.withId(ID_BEYOND_2_53),
  },
  {
    name: "neighbour-beyond-2-53",
    why: "the next id: for JSON.parse it is the same number, for the books another order",
    expected: DELIVERED,
    make: (order) => order.withId(NEIGHBOUR_BEYOND_2_53),
  },
  {
    name: "line-removed",
    why: "a line was taken out before we heard of the order: current_quantity is 0, quantity still 2",
    expected: DELIVERED,
    make: (order) =>
      order
        .withLines([{ sku: "BOTTLE-750-GRN" }, { sku: "CANDLE-PINE", quantity: 2, currentQuantity: 0 }])
        .updatedAt(LATER),
  },
  {
    name: "edited",
    why: "five became three: current_ amounts say what holds now, the others what was once ordered",
    expected: DELIVERED,
    make: (order) =>
      order
        .withLines([{ sku: "TEE-ACME-L", quantity: 5, currentQuantity: 3 }, { sku: "AXE-CAMP" }])
        .withDiscount("7.00")
        .updatedAt(LATER),
  },
  {
    name: "refunded-in-part",
    why: "one of three came back and was paid back before the order reached NetSuite",
    expected: DELIVERED,
    make: (order) =>
      order
        .withLines([{ sku: "SOCK-WOOL-39", quantity: 3, currentQuantity: 2 }, { sku: "HOODIE-M" }])
        .refunded()
        .updatedAt(LATER),
  },
  {
    name: "cancelled",
    why: "cancelled_at is set: the order is history, and says so",
    expected: DELIVERED,
    make: (order) =>
      order
        .with({ cancelled_at: LATER, cancel_reason: "customer", financial_status: "voided" })
        .updatedAt(LATER),
  },
  {
    name: "not-paid-yet",
    why: "payment is pending (bank deposit): total_outstanding is the whole total",
    expected: DELIVERED,
    make: (order) => order.with({ financial_status: "pending", payment_gateway_names: ["Bank Deposit"] }),
  },
  {
    name: "test-order",
    why: "test is true: somebody tries the checkout with the bogus gateway",
    expected: DELIVERED,
    make: (order) => order.with({ test: true, payment_gateway_names: ["bogus"] }),
  },
  {
    name: "purchase-order-number",
    why: "a business customer's own number must be found again on the sales order",
    expected: DELIVERED,
    make: (order) => order.with({ po_number: "PO-2026/11-0042", tags: "b2b" }),
  },
];
