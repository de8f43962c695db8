import { expect, test } from "vitest";
import type { LedgerEntry, Settlement } from "../ledger/entry.ts";
import { anIncoming, claimOne, DELIVERED, fenceOf, NOON } from "../ledger/sample-entries.contract.ts";
import { openTemporaryLedger } from "../ledger/sqlite/temporary-ledger.contract.ts";
import { parseMapping } from "../mapping/mapping-file.ts";
import { withFollowed } from "./followed-record.ts";

const MAPPING = parseMapping(
  `
mapping: 1
flow: refunds
follows:
  record: salesOrder
  externalId: { prefix: SO-, from: order }
  includedWhen: $order.id in refunds
records:
  - record: cashRefund
    externalId: { prefix: R-, from: id }
    fields: [{ to: memo, from: name, overflow: hold }]
`,
  "test.yaml",
);

const ORDER = { flow: "orders", key: "gid://shopify/Order/1" };
const SKIPPED = { kind: "skipped", reason: "too late" } as const;
const NOTHING_NEW = { kind: "skipped", reason: "nothing new", recordType: "salesOrder" } as const;

type Edition = readonly [refunds: readonly number[], end: Settlement | "open"];

/** Refund 7 of an order of which the ledger has these editions. */
async function followed(
  editions: readonly Edition[],
  isInNetSuite = true,
  follows: typeof ORDER | null = ORDER,
) {
  const { ledger } = await openTemporaryLedger();
  for (const [n, [refunds, end]] of editions.entries()) {
    const raw = new TextEncoder().encode(JSON.stringify({ refunds }));
    await ledger.accept(anIncoming({ raw, version: String(n), editionAt: NOON + n }));
    if (end !== "open") await ledger.settle(fenceOf(await claimOne(ledger)), end, NOON);
  }
  const found = isInNetSuite ? { internalId: "1", fields: { memo: "as it is" } } : null;
  const netsuite = { findByExternalId: async () => ({ ok: true, value: found }) as const };
  const lookups = { resolve: () => Promise.reject(new TypeError("not asked for")) };
  const request = { mapping: MAPPING, source: { id: 7, order: 1 }, lookups };
  return withFollowed(request, { follows } as Pick<LedgerEntry, "follows">, { netsuite, ledger });
}

test.each<readonly [string, readonly Edition[], string | undefined]>([
  ["none has come", [], undefined],
  [
    "those that came do not hold it",
    [
      [[], DELIVERED],
      [[8], SKIPPED],
    ],
    undefined,
  ],
  [
    "one that holds it is still open",
    [
      [[], DELIVERED],
      [[7], "open"],
    ],
    undefined,
  ],
  [
    "one that holds it was delivered",
    [
      [[], DELIVERED],
      [[7], DELIVERED],
    ],
    "delivered",
  ],
  [
    "one that holds it was skipped",
    [
      [[], DELIVERED],
      [[7], SKIPPED],
    ],
    "skipped",
  ],
  [
    "one was delivered and later ones were skipped",
    [
      [[7], DELIVERED],
      [[7, 8], SKIPPED],
    ],
    "delivered",
  ],
  [
    "one that holds it was skipped, since NetSuite says the same already",
    [
      [[], DELIVERED],
      [[7], NOTHING_NEW],
    ],
    "delivered",
  ],
  [
    "one was skipped before another was delivered",
    [
      [[7], SKIPPED],
      [[7, 8], DELIVERED],
    ],
    "delivered",
  ],
])("of the editions that hold the refund, where %s", async (_, editions, inclusion) => {
  expect(await followed(editions)).toMatchObject({ ok: true, value: { followed: { memo: "as it is" } } });
  const { value } = (await followed(editions)) as { readonly value: { readonly inclusion?: string } };
  expect(value.inclusion).toBe(inclusion);
});

test("what follows a record that a rule has kept out of NetSuite is skipped with it", async () => {
  expect(await followed([[[7], SKIPPED]], false)).toMatchObject({
    outcome: { kind: "skipped", reason: expect.stringMatching(/was skipped/) },
  });
});

test.each<readonly [string, readonly Edition[], typeof ORDER | null]>([
  ["that nobody has heard of", [], ORDER],
  [
    "that was delivered and is gone",
    [
      [[], DELIVERED],
      [[7], SKIPPED],
    ],
    ORDER,
  ],
  ["that no flow of ours brings", [], null],
])("a record %s may still come to NetSuite", async (_, editions, follows) => {
  expect(await followed(editions, false, follows)).toMatchObject({
    outcome: { kind: "failed", failure: { class: "transient", code: "FOLLOWED_RECORD_MISSING" } },
  });
});
