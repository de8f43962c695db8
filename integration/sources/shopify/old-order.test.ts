import { expect, test } from "vitest";
import { priorityOf } from "./old-order.ts";

const NOON = Date.parse("2026-11-23T12:00:00Z");
const DAY_MS = 24 * 60 * 60 * 1_000;
const FORTNIGHT = NOON - 14 * DAY_MS;

test.each([
  ["an edit of an order of yesterday", "orders/updated", NOON - DAY_MS, "live"],
  ["an edit on the last day", "orders/updated", FORTNIGHT, "live"],
  ["an edit of an old order", "orders/updated", FORTNIGHT - 1, "bulk"],
  ["an old order that is paid at last", "orders/paid", FORTNIGHT - 1, "live"],
  ["an old order that is cancelled", "orders/cancelled", FORTNIGHT - 1, "live"],
  ["an edit of an order that does not say when it was placed", "orders/updated", null, "live"],
  ["a webhook without a topic", undefined, FORTNIGHT - 1, "live"],
] as const)("%s (%s) is of the right priority", (_, topic, placedAt, priority) => {
  expect(priorityOf({ topic, placedAt, receivedAt: NOON }, 14)).toBe(priority);
});
