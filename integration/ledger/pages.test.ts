import { expect, test } from "vitest";
import { pagesOf } from "./pages.ts";
import { anIncoming } from "./sample-entries.contract.ts";
import { openTemporaryLedger } from "./sqlite/temporary-ledger.contract.ts";

test.each([0, 1, 199, 200, 201, 400])(
  "%i entries come once each, in their order, at most 200 at a time",
  async (count) => {
    const { ledger } = await openTemporaryLedger();
    const orders = Array.from({ length: count }, (_, n) => n + 1);
    const accepted = await Promise.all(orders.map((order) => ledger.accept(anIncoming({ order }))));
    await ledger.accept(anIncoming({ flow: "other" }));
    const pages = [];
    for await (const page of pagesOf(ledger, { flow: "orders" })) pages.push(page);
    expect(pages.flat().map(({ id }) => id)).toEqual(accepted.map(({ id }) => id).toSorted((a, b) => a - b));
    expect(Math.max(0, ...pages.map((page) => page.length))).toBeLessThanOrEqual(200);
  },
);
