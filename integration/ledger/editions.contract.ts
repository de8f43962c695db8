/** What every ledger promises about editions of one order: the later one counts, whenever it arrives. */
import { expect, test } from "vitest";
import type { Incoming, LedgerEntry } from "./entry.ts";
import type { OpenedLedger } from "./ledger.contract.ts";
import type { Ledger } from "./ledger.ts";
import {
  aFailure,
  anIncoming,
  claimAll,
  claimOne,
  DELIVERED,
  entryIn,
  fenceOf,
  LEASE_MS,
  NOON,
  RETRY,
} from "./sample-entries.contract.ts";

export function editionsContract(name: string, open: () => Promise<OpenedLedger>): void {
  test.each(["queued", "verify", "dead"] as const)(
    `${name}: a later edition supersedes an earlier one that is %s`,
    async (state) => {
      const { ledger } = await open();
      const { id } = await entryIn(ledger, state, state === "verify");
      await ledger.accept(anIncoming({ version: "later", editionAt: NOON + 1 }));
      expect(await ledger.get(id)).toMatchObject({ state: "superseded" });
      expect(await claimOne(ledger)).toMatchObject({ version: "later" });
    },
  );

  test.each([
    ["in their order", [1, 2]],
    ["the later one first", [2, 1]],
  ])(`${name}: of editions that arrive at the same time the later one counts, %s`, async (_, editions) => {
    const { ledger } = await open();
    const others = [7, 8, 9].map((order) => ledger.accept(anIncoming({ order })));
    const accepted = await Promise.all(
      editions.map((edition) =>
        ledger.accept(anIncoming({ version: `${edition}`, editionAt: NOON + edition })),
      ),
    );
    await Promise.all(others);
    const states = await Promise.all(accepted.map(async ({ id }) => (await ledger.get(id))?.state));
    expect(states).toEqual(editions.map((edition) => (edition === 2 ? "queued" : "superseded")));
  });

  test(`${name}: an entry says whether there are other editions of its order, and of its order only`, async () => {
    const { ledger } = await open();
    const { id } = await ledger.accept(anIncoming({ order: 1 }));
    await ledger.accept(anIncoming({ order: 2 }));
    expect(await ledger.get(id)).toMatchObject({ hasOtherEditions: false });
    await ledger.accept(anIncoming({ order: 1, version: "later", editionAt: NOON + 1 }));
    expect(await ledger.get(id)).toMatchObject({ hasOtherEditions: true });
    const claimed = await claimAll(ledger);
    expect(claimed.map(({ hasOtherEditions }) => hasOtherEditions)).toEqual([false, true]);
  });

  test(`${name}: an earlier edition that arrives late never overtakes a later one`, async () => {
    const { ledger } = await open();
    await ledger.accept(anIncoming({ version: "2", editionAt: NOON + 1 }));
    await ledger.settle(fenceOf(await claimOne(ledger)), DELIVERED, NOON);
    const late = await ledger.accept(anIncoming({ version: "1", editionAt: NOON }));
    expect(late.duplicate).toBe(false);
    expect(await ledger.get(late.id)).toMatchObject({ state: "superseded" });
    expect(await claimAll(ledger)).toEqual([]);
  });

  test.each<readonly [string, readonly Partial<Incoming>[], string]>([
    ["was announced last", [{ announcedAt: NOON + 2 }, { announcedAt: NOON + 1 }], "0"],
    ["was announced last, and came last", [{ announcedAt: NOON + 1 }, { announcedAt: NOON + 2 }], "1"],
    ["came last, where they were announced at once", [{ announcedAt: NOON }, { announcedAt: NOON }], "1"],
    [
      "came last, where nothing says when they were announced",
      [{ receivedAt: NOON }, { receivedAt: NOON + 1 }],
      "1",
    ],
    ["was fetched after the other was announced", [{ receivedAt: NOON + 5 }, { announcedAt: NOON + 1 }], "0"],
  ])(`${name}: of two editions made at one time that one counts which %s`, async (_, editions, version) => {
    const { ledger } = await open();
    for (const [n, edition] of editions.entries())
      await ledger.accept(anIncoming({ version: String(n), ...edition }));
    const claimed = await claimAll(ledger, { now: NOON + 10 });
    expect(claimed.map((entry) => entry.version)).toEqual([version]);
  });

  test.each<[string, (ledger: Ledger, entry: LedgerEntry) => Promise<unknown>]>([
    ["is retried", (ledger, entry) => ledger.settle(fenceOf(entry), RETRY, NOON)],
    ["dies", (ledger, entry) => ledger.settle(fenceOf(entry), { kind: "dead", failure: aFailure() }, NOON)],
    ["loses its lease", (ledger) => ledger.releaseExpired(NOON + LEASE_MS)],
    ["loses its worker", (ledger) => ledger.releaseAll(NOON)],
  ])(`${name}: an edition that was overtaken while it ran is superseded when it %s`, async (_, end) => {
    const { ledger } = await open();
    await ledger.accept(anIncoming({ version: "1" }));
    const running = await claimOne(ledger);
    await ledger.accept(anIncoming({ version: "2", editionAt: NOON + 1 }));
    await end(ledger, running);
    expect(await ledger.get(running.id)).toMatchObject({ state: "superseded", leaseOwner: null });
  });
}
