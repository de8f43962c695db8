import { expect, test } from "vitest";
import { aClaimedEntry, aNetSuite, REFUSED } from "../delivery/claimed-entry.contract.ts";
import type { LedgerEntry } from "../ledger/entry.ts";
import { anIncoming, BY_ANNA, claimOne, NOON } from "../ledger/sample-entries.contract.ts";

const order = (name: string) => new TextEncoder().encode(JSON.stringify({ id: 1, name, tags: name }));
const TAGGED = { raw: new TextEncoder().encode('{"id":1,"name":"#1001","tags":"sale"}') };

/** The next edition of an order that was delivered, with whatever is claimed of it changed. */
async function nextEdition(
  edition: Parameters<typeof anIncoming>[0],
  change: Partial<LedgerEntry> = {},
  upserts = ["11", "22", "11", "22"],
) {
  const { netsuite, asked } = aNetSuite({ upserts, found: null });
  const { ledger, deliverIt } = await aClaimedEntry(netsuite);
  await deliverIt();
  asked.length = 0;
  await ledger.accept(anIncoming({ version: "next", editionAt: NOON + 1, ...edition }));
  const claimed = await claimOne(ledger);
  const settlement = await deliverIt({ ...claimed, ...change });
  return { ledger, asked, settlement, entry: await ledger.get(claimed.id), deliverIt };
}

test("an edition that changes nothing that the mapping reads is skipped, and NetSuite is not even asked", async () => {
  const { asked, settlement, entry } = await nextEdition(TAGGED);
  expect(asked).toEqual([]);
  expect(settlement).toMatchObject({ kind: "skipped", reason: expect.stringMatching(/as entry 1 made it/) });
  expect(entry).toMatchObject({ state: "skipped", recordType: "salesOrder", internalId: null });
});

test("the next one after that is compared with what was written, not with what was skipped", async () => {
  const { ledger, asked, deliverIt } = await nextEdition(TAGGED);
  await ledger.accept(anIncoming({ ...TAGGED, version: "third", editionAt: NOON + 2 }));
  expect(await deliverIt(await claimOne(ledger))).toMatchObject({ kind: "skipped" });
  await ledger.accept(anIncoming({ raw: order("Another name"), version: "fourth", editionAt: NOON + 3 }));
  expect(await deliverIt(await claimOne(ledger))).toMatchObject({ kind: "delivered" });
  await ledger.accept(anIncoming({ ...TAGGED, version: "fifth", editionAt: NOON + 4 }));
  asked.length = 0;
  await deliverIt(await claimOne(ledger));
  expect(asked).toContain("upsert salesOrder SO-1");
});

test.each<readonly [string, Parameters<typeof anIncoming>[0], Partial<LedgerEntry>]>([
  ["changes something that the mapping reads", { raw: order("Another name") }, {}],
  ["a person has corrected", TAGGED, { edited: TAGGED.raw }],
  ["a person has re-run", TAGGED, { reruns: 1 }],
  ["may be under way already", TAGGED, { sentAt: NOON }],
])("an edition that %s is written", async (_, edition, change) => {
  const { asked, settlement } = await nextEdition(edition, change);
  expect(settlement).toMatchObject({ kind: "delivered" });
  expect(asked.slice(-2)).toEqual(["upsert customer C-1", "upsert salesOrder SO-1"]);
});

test("an edition is written when the bytes of the one before are forgotten", async () => {
  const { netsuite, asked } = aNetSuite({ upserts: ["11", "22", "11", "22"] });
  const { ledger, entry, deliverIt } = await aClaimedEntry(netsuite);
  await deliverIt();
  const { flow, key } = entry;
  await ledger.redact({ ...BY_ANNA, which: { flow, key } });
  await ledger.accept(anIncoming({ ...TAGGED, version: "next", editionAt: NOON + 1 }));
  expect(await deliverIt(await claimOne(ledger))).toMatchObject({ kind: "delivered" });
  expect(asked.slice(-2)).toEqual(["upsert customer C-1", "upsert salesOrder SO-1"]);
});

test("what was refused was not written: the same again is tried", async () => {
  const { netsuite, asked } = aNetSuite({ upserts: [REFUSED, "11", "22"] });
  const { ledger, deliverIt } = await aClaimedEntry(netsuite);
  expect(await deliverIt()).toMatchObject({ kind: "dead" });
  await ledger.accept(anIncoming({ ...TAGGED, version: "next", editionAt: NOON + 1 }));
  expect(await deliverIt(await claimOne(ledger))).toMatchObject({ kind: "delivered" });
  expect(asked.slice(-2)).toEqual(["upsert customer C-1", "upsert salesOrder SO-1"]);
});

test("what was refused half-way has written its first records: what was there before is written again", async () => {
  const { netsuite, asked } = aNetSuite({ upserts: ["11", "22", "11", REFUSED, "11", "22"] });
  const { ledger, deliverIt } = await aClaimedEntry(netsuite);
  await deliverIt();
  await ledger.accept(anIncoming({ raw: order("Another name"), version: "next", editionAt: NOON + 1 }));
  expect(await deliverIt(await claimOne(ledger))).toMatchObject({ kind: "dead" });
  await ledger.accept(anIncoming({ ...TAGGED, version: "third", editionAt: NOON + 2 }));
  expect(await deliverIt(await claimOne(ledger))).toMatchObject({ kind: "delivered" });
  expect(asked.slice(-2)).toEqual(["upsert customer C-1", "upsert salesOrder SO-1"]);
});

test("an edition that was never worked on has written nothing: what was there before is still as it was", async () => {
  const { netsuite, asked } = aNetSuite({ upserts: ["11", "22"] });
  const { ledger, deliverIt } = await aClaimedEntry(netsuite);
  await deliverIt();
  asked.length = 0;
  await ledger.accept(anIncoming({ raw: order("Another name"), version: "next", editionAt: NOON + 1 }));
  await ledger.accept(anIncoming({ ...TAGGED, version: "third", editionAt: NOON + 2 }));
  expect(await deliverIt(await claimOne(ledger))).toMatchObject({ kind: "skipped" });
  expect(asked).toEqual([]);
});

test("under another mapping the same order may be another record: it is written", async () => {
  const { netsuite, asked } = aNetSuite({ upserts: ["11", "22", "11", "22"] });
  const { ledger, deliverIt } = await aClaimedEntry(netsuite);
  await deliverIt();
  const find = ledger.find;
  ledger.find = async (filter) => (await find(filter)).map((entry) => ({ ...entry, mappingVersion: "old" }));
  await ledger.accept(anIncoming({ ...TAGGED, version: "next", editionAt: NOON + 1 }));
  expect(await deliverIt(await claimOne(ledger))).toMatchObject({ kind: "delivered" });
  expect(asked.slice(-2)).toEqual(["upsert customer C-1", "upsert salesOrder SO-1"]);
});
