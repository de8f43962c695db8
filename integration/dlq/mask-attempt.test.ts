import { expect, test } from "vitest";
import type { Attempt } from "../ledger/entry.ts";
import { aFailure, NOON } from "../ledger/sample-entries.contract.ts";
import { maskAttempt } from "./mask-attempt.ts";

const LINE = { method: "PUT", path: "/salesOrder/eid:1", status: 400, ms: 5 };

function shown(call: { readonly sent?: string; readonly answered?: string }) {
  const attempt: Attempt = {
    ...{ number: 1, startedAt: NOON, endedAt: NOON, outcome: "dead", failure: aFailure() },
    calls: [{ ...LINE, ...call }],
  };
  return maskAttempt(attempt).calls[0];
}

test("names, addresses and mail in what was sent are masked; what the order is about stays readable", () => {
  const sent = JSON.stringify({
    externalId: "SHOP-1",
    email: "zoe@example.com",
    shippingAddress: {
      addressee: "Zoë Example",
      addr1: "221B Baker Street",
      zip: 12345,
      country: { id: "GB" },
    },
    item: { items: [{ item: { id: "4711" }, quantity: 2, amount: 19.99, description: "Mug" }] },
    memo: "ring twice",
  });
  const masked = JSON.parse(shown({ sent })?.sent ?? "");
  expect(JSON.stringify(masked)).not.toMatch(/zoe@|Example"|Baker|12345|twice/);
  expect(masked).toMatchObject({
    externalId: "SHOP-1",
    item: { items: [{ item: { id: "4711" }, quantity: 2, amount: 19.99, description: "Mug" }] },
  });
});

test("what NetSuite repeats of it in its answer is masked there too", () => {
  const sent = JSON.stringify({ defaultAddress: { addr1: "221B Baker Street" } });
  const answered = JSON.stringify({ "o:errorDetails": [{ detail: "221B Baker Street is too long." }] });
  const call = shown({ sent, answered });
  expect(call?.answered).not.toContain("Baker");
  expect(call?.answered).toContain("is too long.");
});

test("no digit of a long number is lost, and what cannot be read as JSON is not shown", () => {
  expect(shown({ sent: '{"id":820982911946154508}' })?.sent).toBe('{"id":820982911946154508}');
  expect(shown({ answered: "<html>Zoë Example</html>" })?.answered).toBe(
    "(24 characters that cannot be masked; shown unmasked only)",
  );
});
