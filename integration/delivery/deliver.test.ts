import { expect, test } from "vitest";
import { IntegrationError } from "../errors.ts";
import { claimOne, NOON } from "../ledger/sample-entries.contract.ts";
import { noteCall } from "./call-log.ts";
import {
  aClaimedEntry,
  aNetSuite,
  MAPPING,
  NO_ANSWER,
  REFUSED,
  THROTTLED,
} from "./claimed-entry.contract.ts";
import { DEFAULT_RETRY_POLICY } from "./retry-schedule.ts";

test("writes the records in the mapping's order and keeps the last one's internal id", async () => {
  const { netsuite, asked } = aNetSuite();
  const { ledger, entry, deliverIt } = await aClaimedEntry(netsuite);
  expect(await deliverIt()).toMatchObject({ kind: "delivered", recordType: "salesOrder", internalId: "22" });
  expect(asked).toEqual(["look up location name=Main", "upsert customer C-1", "upsert salesOrder SO-1"]);
  expect(await ledger.get(entry.id)).toMatchObject({ state: "delivered", internalId: "22" });
  expect(await ledger.attemptsOf(entry.id)).toMatchObject([
    { number: 1, outcome: "delivered", failure: null },
  ]);
});

test("what a person made of the order is delivered, by its own external id", async () => {
  const { netsuite, asked } = aNetSuite();
  const { entry, deliverIt } = await aClaimedEntry(netsuite);
  const edited = new TextEncoder().encode('{"id":2,"name":"#1002"}');
  expect(await deliverIt({ ...entry, edited })).toMatchObject({ kind: "delivered" });
  expect(asked).toEqual(["look up location name=Main", "upsert customer C-2", "upsert salesOrder SO-2"]);
});

test("what was sent and answered is kept with the attempt, a very long body cut", async () => {
  const { netsuite } = aNetSuite();
  const line = { method: "PUT", path: "/salesOrder/eid:1", status: 204, ms: 5 };
  const { ledger, entry, deliverIt } = await aClaimedEntry({
    ...netsuite,
    async upsert(record) {
      noteCall({ ...line, sent: JSON.stringify(record.body), answered: "x".repeat(100_000) });
      return netsuite.upsert(record);
    },
  });
  await deliverIt();
  const [attempt] = await ledger.attemptsOf(entry.id);
  expect(attempt?.calls[0]).toMatchObject({ ...line, sent: '{"companyName":"#1001"}' });
  expect(attempt?.calls[0]?.answered).toMatch(/^x{16384}… \(cut, 100000 characters in all\)$/);
});

test("an entry keeps the version of the mapping that delivered it or gave it up", async () => {
  const good = await aClaimedEntry(aNetSuite().netsuite);
  await good.deliverIt();
  expect((await good.ledger.get(good.entry.id))?.mappingVersion).toBe(MAPPING.version);
  const bad = await aClaimedEntry(aNetSuite({ upserts: [REFUSED] }).netsuite);
  await bad.deliverIt();
  expect(await bad.ledger.get(bad.entry.id)).toMatchObject({
    state: "dead",
    mappingVersion: MAPPING.version,
  });
});

test("notes in the ledger that something was sent before it is", async () => {
  const { netsuite } = aNetSuite();
  const sentAtDuringTheCall: (number | null | undefined)[] = [];
  const { ledger, entry, deliverIt } = await aClaimedEntry({
    ...netsuite,
    async upsert(record, announce) {
      await announce?.();
      sentAtDuringTheCall.push((await ledger.get(entry.id))?.sentAt);
      return netsuite.upsert(record);
    },
  });
  await deliverIt();
  expect(sentAtDuringTheCall).toEqual([NOON, NOON]);
});

test("after an unknown outcome it looks first, and what is found is not written again", async () => {
  const { netsuite, asked } = aNetSuite({ upserts: ["11", NO_ANSWER], found: "22" });
  const { ledger, deliverIt } = await aClaimedEntry(netsuite);
  expect(await deliverIt()).toMatchObject({ kind: "verify" });
  const again = await claimOne(ledger, { now: NOON + 60_000 });
  asked.length = 0;
  expect(await deliverIt(again)).toMatchObject({ kind: "delivered", internalId: "22" });
  expect(asked).toEqual(["find salesOrder SO-1"]);
});

test("after an unknown outcome it writes again when NetSuite does not have it", async () => {
  const { netsuite, asked } = aNetSuite({ upserts: ["11", NO_ANSWER, "11", "22"], found: null });
  const { ledger, deliverIt } = await aClaimedEntry(netsuite);
  await deliverIt();
  const again = await claimOne(ledger, { now: NOON + 60_000 });
  expect(await deliverIt(again)).toMatchObject({ kind: "delivered", internalId: "22" });
  expect(asked.slice(-3)).toEqual(["find salesOrder SO-1", "upsert customer C-1", "upsert salesOrder SO-1"]);
});

test("after an unknown outcome it looks before the mapping may refuse the order", async () => {
  const { netsuite } = aNetSuite({ upserts: ["11", NO_ANSWER], found: "22" });
  let renamed = false;
  const { ledger, deliverIt } = await aClaimedEntry({
    ...netsuite,
    findByField: async (...query) =>
      renamed ? { ok: false, failure: REFUSED } : netsuite.findByField(...query),
  });
  await deliverIt();
  renamed = true;
  const again = await claimOne(ledger, { now: NOON + 60_000 });
  expect(await deliverIt(again)).toMatchObject({ kind: "delivered", internalId: "22" });
});

test("a claim that is lost between two writes sends no second one", async () => {
  const { netsuite, asked } = aNetSuite();
  const { ledger, deliverIt } = await aClaimedEntry({
    ...netsuite,
    async upsert(record, announce) {
      const written = await netsuite.upsert(record, announce);
      await ledger.releaseAll(NOON);
      return written;
    },
  });
  expect(await deliverIt()).toBeNull();
  expect(asked.filter((call) => call.startsWith("upsert"))).toEqual(["upsert customer C-1"]);
});

test("an order whose worker is lost again and again ends with a human", async () => {
  const { netsuite } = aNetSuite();
  const { entry, deliverIt } = await aClaimedEntry(netsuite);
  expect(await deliverIt({ ...entry, attempts: DEFAULT_RETRY_POLICY.maxAttempts })).toMatchObject({
    kind: "dead",
    failure: { code: "WORKER_LOST" },
  });
});

test("trouble of the ledger is not the order's fault", async () => {
  const { netsuite } = aNetSuite();
  const { ledger, entry, deliverIt } = await aClaimedEntry(netsuite);
  const busy = new IntegrationError({ code: "LEDGER_BUSY", message: "locked" });
  ledger.markSending = () => Promise.reject(busy);
  await expect(deliverIt()).rejects.toBe(busy);
  expect(await ledger.get(entry.id)).toMatchObject({ state: "running" });
});

test("when the look-up itself is refused the doubt stays", async () => {
  const { netsuite } = aNetSuite({ upserts: ["11", NO_ANSWER], found: THROTTLED });
  const { ledger, entry, deliverIt } = await aClaimedEntry(netsuite);
  await deliverIt();
  await deliverIt(await claimOne(ledger, { now: NOON + 60_000 }));
  expect(await ledger.get(entry.id)).toMatchObject({ state: "verify", attempts: 1 });
});

test("what NetSuite refuses is a dead letter, and remembered look-ups are asked again", async () => {
  const { netsuite, asked } = aNetSuite({ upserts: ["11", REFUSED] });
  const { lookups, deliverIt } = await aClaimedEntry(netsuite);
  expect(await deliverIt()).toMatchObject({ kind: "dead", failure: { code: "INVALID" } });
  await lookups.resolve({ recordType: "location", by: "name", value: "Main" });
  expect(asked.filter((call) => call.startsWith("look up"))).toHaveLength(2);
});

test("a defect of the core is a dead letter with its stack, not a crash of the worker", async () => {
  const { netsuite } = aNetSuite();
  const broken = () => Promise.reject(new RangeError("a bug"));
  const { deliverIt } = await aClaimedEntry({ ...netsuite, findByField: broken });
  const settlement = await deliverIt();
  expect(settlement).toMatchObject({ kind: "dead", failure: { class: "defect" } });
  expect(settlement?.kind === "dead" && settlement.failure.stack).toContain("RangeError: a bug");
});

test("whoever lost the claim sends nothing and settles nothing", async () => {
  const { netsuite, asked } = aNetSuite();
  const { ledger, entry, deliverIt } = await aClaimedEntry(netsuite);
  await ledger.releaseExpired(NOON + 3_600_000);
  expect(await deliverIt()).toBeNull();
  expect(asked.filter((call) => call.startsWith("upsert"))).toEqual([]);
  expect(await ledger.attemptsOf(entry.id)).toEqual([]);
});

test("an order that cannot be read is a dead letter", async () => {
  const { netsuite } = aNetSuite();
  const { deliverIt, entry } = await aClaimedEntry(netsuite);
  const raw = new TextEncoder().encode("{ not an order");
  expect(await deliverIt({ ...entry, raw })).toMatchObject({
    kind: "dead",
    failure: { code: "UNREADABLE_ORDER" },
  });
});

test("an entry whose flow is not configured waits at no cost, and nothing is sent", async () => {
  const { netsuite, asked } = aNetSuite();
  const { ledger, entry, deliverIt } = await aClaimedEntry(netsuite, { deliveryOf: () => undefined });
  expect(await deliverIt()).toMatchObject({ kind: "retry", failure: { code: "FLOW_NOT_CONFIGURED" } });
  expect(asked).toEqual([]);
  expect(await ledger.get(entry.id)).toMatchObject({ state: "queued", attempts: 0 });
});
