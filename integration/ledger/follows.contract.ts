/** A record that follows another one, such as a refund its order: every ledger must keep it behind. */
import { expect, test } from "vitest";
import type { EntryState } from "./entry.ts";
import type { OpenedLedger } from "./ledger.contract.ts";
import {
  acceptDead,
  anIncoming,
  claimAll,
  claimOne,
  DELIVERED,
  entryIn,
  fenceOf,
  NOON,
} from "./sample-entries.contract.ts";

const REFUND = {
  flow: "refunds",
  key: "gid://shopify/Refund/7",
  follows: { flow: "orders", key: "gid://shopify/Order/1" },
};

export function followsContract(name: string, open: () => Promise<OpenedLedger>): void {
  test.each<EntryState>(["queued", "running", "verify", "dead"])(
    `${name}: a refund waits while its order is %s, and it is said for what`,
    async (state) => {
      const { ledger } = await open();
      const order = await entryIn(ledger, state, state === "verify");
      const refund = await ledger.accept(anIncoming(REFUND));
      const claimed = await claimAll(ledger, { now: NOON });
      expect(claimed.filter(({ flow }) => flow === "refunds")).toEqual([]);
      expect(await ledger.blockersOf([refund.id])).toEqual(new Map([[refund.id, order.id]]));
      expect((await ledger.get(refund.id))?.follows).toEqual(REFUND.follows);
    },
  );

  test(`${name}: it goes when its order is delivered, and waits again for an edition that came later`, async () => {
    const { ledger } = await open();
    await ledger.accept(anIncoming());
    const refund = await ledger.accept(anIncoming(REFUND));
    const order = await claimOne(ledger);
    await ledger.accept(anIncoming({ version: "later", editionAt: NOON + 1 }));
    await ledger.settle(fenceOf(order), DELIVERED, NOON);
    const edition = await claimOne(ledger);
    expect(edition.flow).toBe("orders");
    expect(await ledger.nextDueAt()).toBeNull();
    await ledger.settle(fenceOf(edition), DELIVERED, NOON);
    expect((await claimOne(ledger)).id).toBe(refund.id);
  });

  test(`${name}: it goes when the ledger knows nothing of its order, and never holds its order up`, async () => {
    const { ledger } = await open();
    const refund = await ledger.accept(anIncoming(REFUND));
    expect((await claimOne(ledger)).id).toBe(refund.id);
    const order = await ledger.accept(anIncoming());
    expect((await claimOne(ledger)).id).toBe(order.id);
  });

  test(`${name}: a dead order that is discarded lets it go`, async () => {
    const { ledger } = await open();
    const id = await acceptDead(ledger);
    const refund = await ledger.accept(anIncoming(REFUND));
    expect(await claimAll(ledger)).toEqual([]);
    await ledger.discard({ id, by: "anna", reason: "entered by hand", now: NOON });
    expect((await claimOne(ledger)).id).toBe(refund.id);
  });
}
