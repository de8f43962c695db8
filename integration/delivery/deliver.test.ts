import { expect, test } from "vitest";
import { IntegrationError } from "../errors.ts";
import type { Failure } from "../failure.ts";
import type { FlowDelivery } from "../flows/flow.ts";
import { netsuiteUpsert } from "../flows/netsuite-upsert.ts";
import type { LedgerEntry } from "../ledger/entry.ts";
import { anIncoming, claimOne, LEASE_MS, NOON } from "../ledger/sample-entries.contract.ts";
import { openTemporaryLedger } from "../ledger/sqlite/temporary-ledger.contract.ts";
import { rememberedLookups } from "../mapping/lookups.ts";
import { parseMapping } from "../mapping/mapping-file.ts";
import type { NetSuite, NetSuiteResult } from "../netsuite/netsuite.ts";
import { noteCall } from "./call-log.ts";
import { type DeliveryPorts, deliver } from "./deliver.ts";
import { DEFAULT_RETRY_POLICY } from "./retry-schedule.ts";
import { oneByOne } from "./upsert-record.ts";

const MAPPING = parseMapping(
  `
mapping: 1
flow: orders
records:
  - record: customer
    externalId: { prefix: C-, from: $string(id) }
    fields:
      - { to: companyName, from: name, overflow: truncate }
  - record: salesOrder
    externalId: { prefix: SO-, from: $string(id) }
    fields:
      - { to: entity, reference: customer }
      - { to: location, lookup: { record: location, by: name, value: Main } }
`,
  "test.yaml",
);

const REFUSED: Failure = {
  class: "data",
  code: "INVALID",
  message: "Invalid location.",
  advice: "Correct it.",
};
const THROTTLED: Failure = {
  class: "throttled",
  code: "CONCURRENCY_LIMIT_EXCEEDED",
  message: "429",
  advice: "",
};
const NO_ANSWER: Failure = { class: "unknown-outcome", code: "TIMEOUT", message: "no answer", advice: "" };

/** NetSuite as a test wants it: what it answers to each call, in order, and what it was asked. */
function aNetSuite(
  answers: { upserts?: readonly (Failure | string)[]; found?: Failure | string | null } = {},
) {
  const asked: string[] = [];
  const upserts = [...(answers.upserts ?? ["11", "22"])];
  const result = <T>(
    answer: Failure | string | null | undefined,
    value: (id: string) => T,
  ): NetSuiteResult<T> =>
    typeof answer === "object" && answer !== null
      ? { ok: false, failure: answer }
      : { ok: true, value: value(answer ?? "0") };
  const netsuite: NetSuite = {
    async upsert({ recordType, externalId }) {
      asked.push(`upsert ${recordType} ${externalId}`);
      return result(upserts.shift(), (internalId) => ({ internalId }));
    },
    async findByExternalId(recordType, externalId) {
      asked.push(`find ${recordType} ${externalId}`);
      return result(answers.found, (internalId) =>
        answers.found === null ? null : { internalId, fields: {} },
      );
    },
    async findByField(recordType, field, value) {
      asked.push(`look up ${recordType} ${field}=${value}`);
      return { ok: true, value: ["7"] };
    },
  };
  return { netsuite, asked };
}

async function aClaimedEntry(netsuite: NetSuite, change: Partial<DeliveryPorts> = {}) {
  const { ledger } = await openTemporaryLedger();
  await ledger.accept(anIncoming({ order: 1 }));
  const clock = { now: () => NOON, sleep: async () => undefined };
  const lookups = rememberedLookups(netsuite, { clock });
  const delivery = netsuiteUpsert(MAPPING, { netsuite, lookups });
  const ports: DeliveryPorts = {
    ledger,
    deliveryOf: (flow) => (flow === "orders" ? delivery : undefined),
    clock,
    random: () => 0.5,
    retry: DEFAULT_RETRY_POLICY,
    owner: "worker",
    upsert: oneByOne(netsuite),
    isOutage: () => false,
    leaseMs: LEASE_MS,
    quietMs: 30_000,
    ...change,
  };
  const entry = await claimOne(ledger);
  return { ledger, lookups, entry, deliverIt: (given: LedgerEntry = entry) => deliver(given, ports) };
}

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

test("what is found of an order that was edited in doubt may be without the edit: it is written again", async () => {
  const { netsuite, asked } = aNetSuite({ found: "22" });
  const { entry, deliverIt } = await aClaimedEntry(netsuite);
  const edited = new TextEncoder().encode('{"id":1,"name":"#1001, corrected"}');
  expect(await deliverIt({ ...entry, edited, sentAt: NOON })).toMatchObject({ internalId: "22" });
  expect(asked.slice(-2)).toEqual(["upsert customer C-1", "upsert salesOrder SO-1"]);
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
    async upsert(record) {
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

test("what is found after an edit is the earlier edition: the edit is written again", async () => {
  const { netsuite, asked } = aNetSuite({ upserts: ["11", "22", "11", NO_ANSWER, "11", "22"], found: "22" });
  const { ledger, deliverIt } = await aClaimedEntry(netsuite);
  await deliverIt();
  await ledger.accept(anIncoming({ order: 1, version: "edited", editionAt: NOON + 1 }));
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
  await ledger.accept(anIncoming({ order: 1, version: "edited", editionAt: NOON + 1 }));
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
  await ledger.accept(anIncoming({ order: 1, version: "edited", editionAt: NOON + 1 }));
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
  await ledger.accept(anIncoming({ order: 1, version: "edited", editionAt: NOON + 1 }));
  expect(await deliverIt(await claimOne(ledger))).toMatchObject({ kind: "retry", at: NOON + 30_000 });
});

test("a claim that is lost between two writes sends no second one", async () => {
  const { netsuite, asked } = aNetSuite();
  const { ledger, deliverIt } = await aClaimedEntry({
    ...netsuite,
    async upsert(record) {
      await ledger.releaseAll(NOON);
      return netsuite.upsert(record);
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
