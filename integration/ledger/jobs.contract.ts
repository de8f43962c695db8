/** The job at NetSuite in which an entry was sent: every ledger keeps it as long as nobody knows what became of the entry there. */
import { expect, test } from "vitest";
import type { LedgerEntry, Settlement } from "./entry.ts";
import type { OpenedLedger } from "./ledger.contract.ts";
import type { Ledger } from "./ledger.ts";
import {
  aFailure,
  anIncoming,
  claimOne,
  DELIVERED,
  fenceOf,
  LEASE_MS,
  NOON,
  noAnswer,
  SENDING,
} from "./sample-entries.contract.ts";

type End = (ledger: Ledger, entry: LedgerEntry) => Promise<unknown>;

const settled =
  (settlement: Settlement): End =>
  (ledger, entry) =>
    ledger.settle(fenceOf(entry), settlement, NOON);

export function jobsContract(name: string, open: () => Promise<OpenedLedger>): void {
  async function sentInAJob(end: End) {
    const { ledger } = await open();
    await ledger.accept(anIncoming());
    const entry = await claimOne(ledger);
    await ledger.markSending(fenceOf(entry), SENDING);
    expect(await ledger.noteJob(fenceOf(entry), "77")).toBe(true);
    await end(ledger, entry);
    return (await ledger.get(entry.id))?.jobId;
  }

  test.each<readonly [string, End]>([
    ["nothing is known", settled({ kind: "verify", at: NOON, failure: noAnswer() })],
    ["it is given up without an answer", settled({ kind: "dead", failure: noAnswer() })],
    ["its lease ended", (ledger) => ledger.releaseExpired(NOON + LEASE_MS)],
    ["its worker was killed", (ledger) => ledger.releaseAll(NOON)],
    ["its worker stopped", (ledger) => ledger.release("worker", NOON)],
    [
      "it was overtaken",
      async (ledger) => {
        await ledger.accept(anIncoming({ version: "later", editionAt: NOON + 1 }));
        await ledger.releaseAll(NOON);
      },
    ],
  ])(`${name}: the job stays with an entry of which %s`, async (_, end) => {
    expect(await sentInAJob(end)).toBe("77");
  });

  test.each<readonly [string, End]>([
    ["was delivered", settled(DELIVERED)],
    ["was skipped", settled({ kind: "skipped", reason: "closed" })],
    ["was refused", settled({ kind: "dead", failure: aFailure() })],
    ["is sent again", (ledger, entry) => ledger.markSending(fenceOf(entry), SENDING)],
  ])(`${name}: the job is of no concern to an entry that %s`, async (_, end) => {
    expect(await sentInAJob(end)).toBeNull();
  });

  test(`${name}: whoever has lost the claim notes no job`, async () => {
    const { ledger } = await open();
    await ledger.accept(anIncoming());
    const lost = await claimOne(ledger);
    await ledger.markSending(fenceOf(lost), SENDING);
    await ledger.releaseAll(NOON);
    expect(await ledger.noteJob(fenceOf(lost), "77")).toBe(false);
    expect((await claimOne(ledger)).jobId).toBeNull();
  });
}
