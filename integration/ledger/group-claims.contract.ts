/** What every ledger promises to whoever works on many entries together: their number, and claims that outlast a long write. */
import { expect, test } from "vitest";
import type { OpenedLedger } from "./ledger.contract.ts";
import {
  aFailure,
  anIncoming,
  claimAll,
  claimOne,
  DELIVERED,
  fenceOf,
  LEASE_MS,
  NOON,
  SENDING,
} from "./sample-entries.contract.ts";

export function groupClaimsContract(name: string, open: () => Promise<OpenedLedger>): void {
  test(`${name}: counts what could be claimed now, and no further than asked`, async () => {
    const { ledger } = await open();
    for (const order of [1, 2, 3, 4, 5]) await ledger.accept(anIncoming({ order }));
    const [waits, dead] = await claimAll(ledger, { limit: 2 });
    if (waits === undefined || dead === undefined) throw new Error("two entries were due");
    const later = { kind: "retry", at: NOON + 1_000, failure: aFailure(), countsAsAttempt: true } as const;
    await ledger.settle(fenceOf(waits), later, NOON);
    await ledger.settle(fenceOf(dead), { kind: "dead", failure: aFailure() }, NOON);
    expect(await ledger.countDue({ now: NOON, upTo: 100 })).toBe(3);
    expect(await ledger.countDue({ now: NOON, upTo: 2 })).toBe(2);
    expect(await ledger.countDue({ now: NOON + 1_000, upTo: 100 })).toBe(4);
    await claimAll(ledger);
    expect(await ledger.countDue({ now: NOON, upTo: 100 })).toBe(0);
  });

  test(`${name}: an entry that waits behind an older one of its order is not counted`, async () => {
    const { ledger } = await open();
    await ledger.accept(anIncoming());
    await claimOne(ledger);
    await ledger.accept(anIncoming({ version: "later", editionAt: NOON + 1 }));
    expect(await ledger.countDue({ now: NOON, upTo: 100 })).toBe(0);
  });

  test(`${name}: a renewed claim outlives its first lease, and nothing else of the entry changes`, async () => {
    const { ledger } = await open();
    await ledger.accept(anIncoming());
    const fence = fenceOf(await claimOne(ledger));
    await ledger.markSending(fence, SENDING);
    const renewedAt = NOON + LEASE_MS - 1;
    expect(await ledger.renew(fence, { now: renewedAt, leaseMs: LEASE_MS })).toBe(true);
    expect(await ledger.releaseExpired(NOON + LEASE_MS)).toBe(0);
    const { sentAt, leaseUntil, state } = { ...(await ledger.get(fence.id)) };
    expect({ sentAt, leaseUntil, state }).toEqual({
      sentAt: NOON,
      leaseUntil: renewedAt + LEASE_MS,
      state: "running",
    });
    expect(await ledger.releaseExpired(renewedAt + LEASE_MS)).toBe(1);
    expect(await ledger.renew(fence, { now: renewedAt, leaseMs: LEASE_MS })).toBe(false);
  });

  test(`${name}: a claim that was settled or is somebody else's cannot be renewed`, async () => {
    const { ledger } = await open();
    await ledger.accept(anIncoming());
    const lost = fenceOf(await claimOne(ledger));
    await ledger.release("worker", NOON);
    const held = fenceOf(await claimOne(ledger));
    expect(await ledger.renew(lost, SENDING)).toBe(false);
    expect(await ledger.renew(held, SENDING)).toBe(true);
    await ledger.settle(held, DELIVERED, NOON);
    expect(await ledger.renew(held, SENDING)).toBe(false);
  });
}
