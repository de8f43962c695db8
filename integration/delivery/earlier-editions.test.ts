import { expect, test } from "vitest";
import type { FlowDelivery } from "../flows/flow.ts";
import { anIncoming, BY_ANNA, BY_HAND, claimOne, LEASE_MS, NOON } from "../ledger/sample-entries.contract.ts";
import { aClaimedEntry, aNetSuite, NO_ANSWER, REFUSED } from "./claimed-entry.contract.ts";

const EDITED = anIncoming({
  version: "edited",
  editionAt: NOON + 1,
  raw: new TextEncoder().encode('{"id":1,"name":"#1001, with another cup"}'),
});

test("what is found of an order that was edited in doubt may be without the edit: it is written again", async () => {
  const { netsuite, asked } = aNetSuite({ found: "22" });
  const { entry, deliverIt } = await aClaimedEntry(netsuite);
  const edited = new TextEncoder().encode('{"id":1,"name":"#1001, corrected"}');
  expect(await deliverIt({ ...entry, edited, sentAt: NOON })).toMatchObject({ internalId: "22" });
  expect(asked.slice(-2)).toEqual(["upsert customer C-1", "upsert salesOrder SO-1"]);
});

test("what is found after an edit is the earlier edition: the edit is written again", async () => {
  const { netsuite, asked } = aNetSuite({ upserts: ["11", "22", "11", NO_ANSWER, "11", "22"], found: "22" });
  const { ledger, deliverIt } = await aClaimedEntry(netsuite);
  await deliverIt();
  await ledger.accept(EDITED);
  await deliverIt(await claimOne(ledger));
  asked.length = 0;
  const again = await claimOne(ledger, { now: NOON + 60_000 });
  expect(await deliverIt(again)).toMatchObject({ kind: "delivered" });
  expect(asked).toEqual(["find salesOrder SO-1", "upsert customer C-1", "upsert salesOrder SO-1"]);
});

test("what is found may be of an edition that was sent and superseded: the later one is written again", async () => {
  let now = NOON;
  const clock = { now: () => now, sleep: async () => undefined };
  const { netsuite, asked } = aNetSuite({
    upserts: ["11", NO_ANSWER, "11", NO_ANSWER, "11", "22"],
    found: "22",
  });
  const { ledger, deliverIt } = await aClaimedEntry(netsuite, { clock });
  expect(await deliverIt()).toMatchObject({ kind: "verify" });
  await ledger.accept(anIncoming({ order: 1, version: "cancelled", editionAt: NOON + 1 }));
  now = NOON + 60_000;
  expect(await deliverIt(await claimOne(ledger, { now }))).toMatchObject({ kind: "verify" });
  now = NOON + 120_000;
  asked.length = 0;
  expect(await deliverIt(await claimOne(ledger, { now }))).toMatchObject({ kind: "delivered" });
  expect(asked.slice(-2)).toEqual(["upsert customer C-1", "upsert salesOrder SO-1"]);
});

test("an edition waits until an earlier one that was sent can no longer arrive after it", async () => {
  let now = NOON;
  const clock = { now: () => now, sleep: async () => undefined };
  const { netsuite, asked } = aNetSuite();
  const { ledger, entry, deliverIt } = await aClaimedEntry(netsuite, { clock });
  await ledger.markSending(
    { id: entry.id, owner: "worker", claims: entry.claims },
    { now, leaseMs: LEASE_MS },
  );
  await ledger.releaseAll(now);
  await ledger.accept(EDITED);
  expect(await deliverIt(await claimOne(ledger))).toMatchObject({
    kind: "retry",
    at: NOON + 30_000,
    countsAsAttempt: false,
  });
  expect(asked).toEqual([]);
  now = NOON + 30_000;
  expect(await deliverIt(await claimOne(ledger, { now }))).toMatchObject({ kind: "delivered" });
});

test("an edition waits too when the earlier one was delivered at last, and an answer to it was lost before", async () => {
  let now = NOON;
  const clock = { now: () => now, sleep: async () => undefined };
  const { netsuite } = aNetSuite({ upserts: ["11", NO_ANSWER, "11", "22", "11", "22"], found: null });
  const { ledger, deliverIt } = await aClaimedEntry(netsuite, { clock });
  expect(await deliverIt()).toMatchObject({ kind: "verify" });
  now = NOON + 2_000;
  expect(await deliverIt(await claimOne(ledger, { now }))).toMatchObject({ kind: "delivered" });
  await ledger.accept(EDITED);
  const until = now + 30_000;
  expect(await deliverIt(await claimOne(ledger, { now }))).toMatchObject({ kind: "retry", at: until });
  now = until;
  expect(await deliverIt(await claimOne(ledger, { now }))).toMatchObject({ kind: "delivered" });
});

test("an edition waits too when the earlier one was delivered at last, and a worker was killed over it before", async () => {
  const { netsuite } = aNetSuite({ upserts: ["11", "22"], found: null });
  const { ledger, entry, deliverIt } = await aClaimedEntry(netsuite);
  await ledger.markSending(
    { id: entry.id, owner: "worker", claims: entry.claims },
    { now: NOON, leaseMs: LEASE_MS },
  );
  await ledger.releaseAll(NOON);
  expect(await deliverIt(await claimOne(ledger))).toMatchObject({ kind: "delivered" });
  await ledger.accept(EDITED);
  expect(await deliverIt(await claimOne(ledger))).toMatchObject({ kind: "retry", at: NOON + 30_000 });
});

test.each([
  ["holds an edition for a person while that record has no external id", null, "dead"],
  ["goes on once it has", "815", "delivered"],
] as const)("an order that was entered by hand %s", async (_, found, kind) => {
  const { netsuite, asked } = aNetSuite({ upserts: [REFUSED, "11", "815"], found });
  const { ledger, entry, deliverIt } = await aClaimedEntry(netsuite);
  expect(await deliverIt()).toMatchObject({ kind: "dead" });
  await ledger.amend({ ...BY_ANNA, id: entry.id, amendment: BY_HAND });
  await ledger.accept(EDITED);
  asked.length = 0;
  const settlement = await deliverIt(await claimOne(ledger));
  expect(settlement).toMatchObject({ kind });
  if (found !== null) return;
  expect(settlement).toMatchObject({
    failure: { code: "MADE_BY_HAND", message: expect.stringMatching(/salesOrder 815/) },
  });
  expect(asked).toEqual(["find salesOrder SO-1"]);
});

test("a flow that says of a lost write that it may still arrive is heard, also after an earlier delivery", async () => {
  const { netsuite, asked } = aNetSuite();
  const delivery: FlowDelivery = {
    mappingVersion: "1",
    lookUp: async () => ({ kind: "too-early", until: NOON + 10_000, failure: NO_ANSWER }),
    write: async () => ({ kind: "delivered", recordType: "Order", internalId: "1", warnings: [] }),
  };
  const { ledger, deliverIt } = await aClaimedEntry(netsuite, { deliveryOf: () => delivery });
  await deliverIt();
  await ledger.accept(anIncoming({ order: 1, version: "second parcel", editionAt: NOON + 1 }));
  const second = await claimOne(ledger);
  expect(await deliverIt({ ...second, sentAt: NOON })).toMatchObject({ kind: "retry", at: NOON + 10_000 });
  expect(asked).toEqual([]);
});
