import { expect, test } from "vitest";
import { aFailure, NOON } from "../ledger/sample-entries.contract.ts";
import { createAlertBook } from "./alert-book.ts";

const unknownSku = (n: number) => aFailure({ message: `No item has the name "SKU-${n}".` });

test("of 1,500 failures alike four are told, with their number", () => {
  const book = createAlertBook();
  const told = Array.from({ length: 1_500 }, (_, n) => book.died(n + 1, unknownSku(n), NOON)).filter(
    (alert) => alert !== null,
  );
  expect(told.map(({ details }) => details["count"])).toEqual([1, 10, 100, 1_000]);
  expect(told[0]?.text).toBe(
    'A dead letter: LOOKUP_NOT_FOUND. No item has the name "SKU-0". Create the item in NetSuite, then re-run. (drydock dlq show 1)',
  );
});

test("another kind of failure is told in its own right, and after a digest all begins anew", () => {
  const book = createAlertBook();
  expect(book.died(1, unknownSku(1), NOON)).not.toBeNull();
  expect(book.died(2, aFailure({ code: "VALUE_TOO_LONG" }), NOON)).not.toBeNull();
  expect(book.died(3, unknownSku(2), NOON)).toBeNull();
  expect(book.digest({ dead: 3, backlog: 7 }, NOON)).toMatchObject({
    event: "daily-digest",
    details: { dead: 3, backlog: 7, new: [{ count: 2 }, { count: 1 }] },
  });
  expect(book.died(4, unknownSku(3), NOON)?.details["count"]).toBe(1);
});

test("no customer's address leaves the house", () => {
  const failure = aFailure({
    message: "Customer zoe@example.com of 221B Baker Street exists twice.",
    field: "shippingAddress.addr1",
    value: "221B Baker Street",
  });
  const book = createAlertBook();
  const told = JSON.stringify([book.died(1, failure, NOON), book.digest({ dead: 1, backlog: 0 }, NOON)]);
  expect(told).not.toMatch(/zoe@|"text":"[^"]*Baker/);
});
