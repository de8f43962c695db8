import { expect, test } from "vitest";
import type { Clock } from "../clock.ts";
import type { Attempt } from "../ledger/entry.ts";
import {
  acceptDead,
  aFailure,
  anIncoming,
  claimOne,
  fenceOf,
  NOON,
} from "../ledger/sample-entries.contract.ts";
import { openTemporaryLedger } from "../ledger/sqlite/temporary-ledger.contract.ts";
import { createDeadLetterDesk } from "./dead-letter-desk.ts";

const clock: Clock = { now: () => NOON + 1, sleep: () => Promise.resolve() };
const ANNA = { by: "anna", reason: "item made in NetSuite" };

async function openDesk() {
  const { ledger } = await openTemporaryLedger();
  let woken = 0;
  const onRerun = (): void => {
    woken += 1;
  };
  return { ledger, desk: createDeadLetterDesk({ ledger, clock, onRerun }), woken: () => woken };
}

const tooLong = aFailure({ code: "VALUE_TOO_LONG", message: "The value is too long." });
const unreadable = aFailure({ code: "UNREADABLE_ORDER", message: "The body is not JSON." });

test("the list shows dead letters only, by filter and in pages", async () => {
  const { ledger, desk } = await openDesk();
  const one = await acceptDead(ledger, { order: 1 });
  const two = await acceptDead(ledger, { order: 2, failure: tooLong });
  await ledger.accept(anIncoming({ order: 3 }));
  expect((await desk.list()).map(({ entry }) => entry)).toEqual([one, two]);
  expect((await desk.list({ code: "VALUE_TOO_LONG" })).map(({ order }) => order)).toEqual(["#1002"]);
  expect((await desk.list({ afterId: one, limit: 1 })).map(({ entry }) => entry)).toEqual([two]);
});

test("showing an entry gives its attempts and decisions, masked", async () => {
  const { ledger, desk } = await openDesk();
  await ledger.accept(anIncoming());
  const fence = fenceOf(await claimOne(ledger));
  const failure = aFailure({
    message: "Duplicate e-mail zoe@example.com",
    field: "email",
    value: "zoe@example.com",
  });
  const calls = [{ method: "PUT", path: "/customer/eid:7", status: 400, ms: 12 }];
  const attempt: Attempt = { number: 1, startedAt: NOON, endedAt: NOON, outcome: "dead", failure, calls };
  await ledger.settle(fence, { kind: "dead", failure }, NOON, attempt);
  await desk.rerun({ which: { id: fence.id }, ...ANNA });

  const shown = await desk.show(fence.id);
  expect(shown).toMatchObject({ state: "queued", reruns: 1, raw: null, history: [{ number: 1, calls }] });
  expect(shown?.audit).toEqual([{ at: NOON + 1, decision: "rerun", ...ANNA }]);
  expect(JSON.stringify(shown)).not.toContain("zoe@");
  const whole = await desk.show(fence.id, { unmasked: true });
  expect(whole?.raw).toBe(new TextDecoder().decode(anIncoming().raw));
  expect(whole?.history[0]?.failure).toEqual(failure);
});

test("an entry that never failed is shown as well, with the older one that holds it up", async () => {
  const { ledger, desk } = await openDesk();
  await ledger.accept(anIncoming());
  const { id: older } = await claimOne(ledger);
  const { id } = await ledger.accept(anIncoming({ version: "later", editionAt: NOON + 1 }));
  expect(await desk.show(id)).toMatchObject({ state: "queued", code: null, history: [], blockedBy: older });
  expect(await desk.show(404)).toBeUndefined();
});

test("groups count what failed alike, with one example and the advice", async () => {
  const { ledger, desk } = await openDesk();
  for (const [index, sku] of ["A-1", "B-2", "C-3"].entries()) {
    await acceptDead(ledger, {
      order: index + 1,
      failure: aFailure({ message: `No item has the name "${sku}".` }),
    });
  }
  const other = await acceptDead(ledger, { order: 9, failure: tooLong });
  expect(await desk.groups()).toMatchObject([
    { count: 3, code: "LOOKUP_NOT_FOUND", example: 'No item has the name "A-1".', advice: aFailure().advice },
    { count: 1, code: "VALUE_TOO_LONG", firstEntry: other, lastEntry: other },
  ]);
});

test("a re-run of one entry puts it back to work and wakes the worker", async () => {
  const { ledger, desk, woken } = await openDesk();
  const id = await acceptDead(ledger);
  const result = await desk.rerun({ which: { id }, ...ANNA });
  expect(result).toMatchObject({ dryRun: false, entries: [id], leftOut: [], more: false, stopped: false });
  expect(await ledger.get(id)).toMatchObject({ state: "queued", nextAt: NOON + 1 });
  expect(woken()).toBe(1);
});

test("a second press finds nothing dead, is told who was faster, and wakes nobody", async () => {
  const { ledger, desk, woken } = await openDesk();
  const id = await acceptDead(ledger);
  const people = [ANNA, { ...ANNA, by: "ben" }];
  const presses = await Promise.all(people.map((person) => desk.rerun({ which: { id }, ...person })));
  expect(presses.flatMap(({ entries }) => entries)).toEqual([id]);
  const [earlier] = await ledger.auditOf(id);
  expect(presses.flatMap(({ leftOut }) => leftOut)).toEqual([{ entry: id, why: "not dead", earlier }]);
  expect(woken()).toBe(1);
  expect(await ledger.auditOf(id)).toHaveLength(1);
});

test("an entry that does not exist is left out and said so", async () => {
  const { desk } = await openDesk();
  const result = await desk.rerun({ which: { id: 404 }, ...ANNA });
  expect(result).toMatchObject({ entries: [], leftOut: [{ entry: 404, why: "not found" }] });
});

test("a re-run by filter takes what matches and leaves out what is not safe", async () => {
  const { ledger, desk } = await openDesk();
  const safe = await acceptDead(ledger, { order: 1 });
  const sent = await acceptDead(ledger, { order: 2, sent: true });
  const hopeless = await acceptDead(ledger, { order: 3, failure: unreadable });
  const halfDone = await acceptDead(ledger, { order: 4, failure: aFailure({ class: "defect" }), sent: true });
  const result = await desk.rerun({ which: { filter: {} }, ...ANNA });
  expect(result.entries).toEqual([safe, sent]);
  expect(result.leftOut).toEqual([
    { entry: hopeless, why: "not safe" },
    { entry: halfDone, why: "not safe" },
  ]);
  expect((await ledger.get(sent))?.state).toBe("verify");
});

test("a dry run names what would be re-run and moves nothing", async () => {
  const { ledger, desk, woken } = await openDesk();
  const id = await acceptDead(ledger);
  for (const which of [{ id }, { filter: { code: "LOOKUP_NOT_FOUND" } }]) {
    expect(await desk.rerun({ which, dryRun: true, ...ANNA })).toMatchObject({
      dryRun: true,
      entries: [id],
      groups: [{ count: 1, code: "LOOKUP_NOT_FOUND", advice: aFailure().advice }],
    });
  }
  expect(await ledger.get(id)).toMatchObject({ state: "dead", reruns: 0 });
  expect(await ledger.auditOf(id)).toEqual([]);
  expect(woken()).toBe(0);
});

test("a re-run by filter stops at its limit and says that there is more, past any number of pages", async () => {
  const { ledger, desk } = await openDesk();
  const incoming = Array.from({ length: 450 }, (_, order) =>
    anIncoming({ order: order + 1, failure: aFailure() }),
  );
  await Promise.all(incoming.map((each) => ledger.accept(each)));
  const bounded = await desk.rerun({ which: { filter: { limit: 420 } }, dryRun: true, ...ANNA });
  expect([bounded.entries.length, bounded.more]).toEqual([420, true]);
  const exact = await desk.rerun({ which: { filter: { limit: 450 } }, ...ANNA });
  expect([exact.entries.length, exact.more]).toEqual([450, false]);
  expect((await ledger.counts()).queued).toBe(450);
});

test("a discard needs a reason, and is kept with its entry", async () => {
  const { ledger, desk } = await openDesk();
  const id = await acceptDead(ledger);
  await expect(desk.discard({ id, by: "anna", reason: "" })).rejects.toMatchObject({
    code: "REASON_REQUIRED",
  });
  expect(await desk.discard({ id, by: "anna", reason: "test order" })).toEqual({ entry: id, done: true });
  expect(await desk.discard({ id, by: "ben", reason: "test order" })).toMatchObject({
    done: false,
    why: "not dead",
    earlier: { by: "anna", decision: "discard" },
  });
  expect(await desk.discard({ id: 404, by: "ben", reason: "?" })).toMatchObject({ why: "not found" });
  expect(await desk.show(id)).toMatchObject({
    state: "discarded",
    audit: [{ by: "anna", decision: "discard", reason: "test order" }],
  });
  expect(await desk.list()).toEqual([]);
});

const bytesOf = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const EDITED = { id: 1, name: "#1001", updated_at: "2026-11-23", zip: "12345" };

test("an edit keeps the received bytes, is what a re-run works on, and needs a reason", async () => {
  const { ledger, desk } = await openDesk();
  const id = await acceptDead(ledger);
  const bytes = bytesOf(EDITED);
  await expect(desk.edit({ id, by: "anna", reason: "", bytes })).rejects.toMatchObject({
    code: "REASON_REQUIRED",
  });
  expect(await desk.edit({ id, ...ANNA, bytes })).toEqual({ entry: id, done: true });
  expect(await desk.show(id)).toMatchObject({ isEdited: true, raw: null, edited: null });
  const whole = await desk.show(id, { unmasked: true });
  expect(whole).toMatchObject({ edited: JSON.stringify(EDITED), audit: [{ decision: "edit", ...ANNA }] });
  expect(whole?.raw).toBe(new TextDecoder().decode(anIncoming().raw));
});

test.each([
  ["no JSON", new TextEncoder().encode("{"), /cannot be read/],
  ["no UTF-8", Uint8Array.from([0xff]), /cannot be read/],
  ["without an order's name", bytesOf({ zip: "12345" }), /updated_at/],
  ["another order", bytesOf({ ...EDITED, id: 2 }), /Order\/2, and the entry is gid:\/\/shopify\/Order\/1/],
])("an edit that is %s is not kept", async (_, bytes, message) => {
  const { ledger, desk } = await openDesk();
  const id = await acceptDead(ledger);
  await expect(desk.edit({ id, ...ANNA, bytes })).rejects.toMatchObject({
    code: "EDIT_UNUSABLE",
    message: expect.stringMatching(message),
  });
  expect(await ledger.get(id)).toMatchObject({ edited: null });
});

test("an order that could not be read is safe to re-run once it is edited, unless it has come again since", async () => {
  const { ledger, desk } = await openDesk();
  const unread = anIncoming({
    key: "sha256:ab",
    version: "unreadable",
    raw: bytesOf(0),
    failure: unreadable,
  });
  const { id } = await ledger.accept(unread);
  await desk.edit({ id, ...ANNA, bytes: bytesOf({ ...EDITED, id: 7 }) });
  expect(await desk.show(id)).toMatchObject({ order: "#1001", safeToRerun: "yes" });
  expect((await desk.rerun({ which: { filter: {} }, ...ANNA })).entries).toEqual([id]);

  const other = await ledger.accept({ ...unread, key: "sha256:cd" });
  await ledger.accept(anIncoming({ order: 8 }));
  await expect(
    desk.edit({ id: other.id, ...ANNA, bytes: bytesOf({ ...EDITED, id: 8 }) }),
  ).rejects.toMatchObject({ code: "EDIT_UNUSABLE", message: expect.stringContaining("discard this one") });
});

test("a dead letter is resolved by the record that somebody entered by hand", async () => {
  const { ledger, desk } = await openDesk();
  const id = await acceptDead(ledger);
  const record = { recordType: "salesOrder", internalId: "4711" };
  expect(await desk.resolve({ id, ...ANNA, ...record })).toEqual({ entry: id, done: true });
  expect(await desk.show(id)).toMatchObject({ state: "delivered", ...record });
  expect(await desk.resolve({ id, ...ANNA, ...record })).toMatchObject({
    done: false,
    earlier: { decision: "resolve", by: "anna" },
  });
});

test.each([
  ["salesorder", "4711", /writes the record type "salesorder" as "salesOrder"/],
  ["sales order", "4711", /is no record type/],
  ["salesOrder", "SO-4711", /is no internal id/],
  ["salesOrder", "0", /is no internal id/],
])("%s %s is no record to link to", async (recordType, internalId, message) => {
  const { ledger, desk } = await openDesk();
  const id = await acceptDead(ledger);
  await expect(desk.resolve({ id, ...ANNA, recordType, internalId })).rejects.toMatchObject({
    code: "RECORD_INVALID",
    message: expect.stringMatching(message),
  });
  expect((await ledger.get(id))?.state).toBe("dead");
});

test("what stands beside an entry is shown and found, a person's data in a note masked", async () => {
  const { ledger, desk } = await openDesk();
  const id = await acceptDead(ledger);
  await desk.write({ id, by: "anna", beside: { kind: "assign", assignee: "ben" } });
  await desk.write({ id, by: "anna", beside: { kind: "note", note: "wrote to zoe@example.com" } });
  await desk.write({ id, by: "anna", beside: { kind: "tag", tags: ["vip"] } });
  const [letter] = await desk.list({ assignee: "ben" });
  expect(letter).toMatchObject({ entry: id, assignee: "ben", tags: ["vip"] });
  expect(letter?.note).toMatch(/^wrote to z\*\*\*/);
  expect((await desk.list({}, { unmasked: true }))[0]?.note).toBe("wrote to zoe@example.com");
});

test("the counts are by class, code and day, and what was re-run without a result is not lost from sight", async () => {
  const { ledger, desk } = await openDesk();
  const first = await acceptDead(ledger, { order: 1 });
  await acceptDead(ledger, { order: 2, failure: tooLong });
  await acceptDead(ledger, { order: 3 });
  await desk.rerun({ which: { id: first }, ...ANNA });
  expect(await desk.stats()).toEqual({
    dead: 2,
    oldestAt: NOON,
    byClass: [{ class: "data", count: 2 }],
    byCode: expect.arrayContaining([
      { class: "data", code: "LOOKUP_NOT_FOUND", count: 1 },
      { class: "data", code: "VALUE_TOO_LONG", count: 1 },
    ]),
    byDay: [{ day: "2026-11-23", count: 2 }],
    rerunPending: { queued: 1, running: 0, verify: 0 },
  });
  expect(await desk.pending()).toMatchObject([
    { entry: first, state: "queued", reruns: 1, started: { by: "anna" }, blockedBy: null },
  ]);
});

test("a re-run in bulk tells its progress, and when it is stopped finishes the page it is at", async () => {
  const { ledger, desk } = await openDesk();
  const incoming = Array.from({ length: 250 }, (_, order) =>
    anIncoming({ order: order + 1, failure: aFailure() }),
  );
  await Promise.all(incoming.map((each) => ledger.accept(each)));
  const stop = new AbortController();
  const told: number[] = [];
  const onProgress = ({ done }: { readonly done: number }): void => {
    told.push(done);
    stop.abort();
  };
  const result = await desk.rerun({ which: { filter: {} }, ...ANNA, onProgress, stop: stop.signal });
  expect([result.entries.length, result.stopped, result.more, told]).toEqual([200, true, true, [200]]);
  expect((await ledger.counts()).dead).toBe(50);
  expect(await ledger.get(result.entries[0] ?? 0)).toMatchObject({ priority: "bulk" });
});

test("all dead letters are given out page by page, however many they are", async () => {
  const { ledger, desk } = await openDesk();
  const incoming = Array.from({ length: 401 }, (_, order) =>
    anIncoming({ order: order + 1, failure: aFailure() }),
  );
  await Promise.all(incoming.map((each) => ledger.accept(each)));
  const sizes = async (filter: object) => {
    const found: number[] = [];
    for await (const page of desk.pages(filter)) found.push(page.length);
    return found;
  };
  expect(await sizes({})).toEqual([200, 200, 1]);
  expect(await sizes({ limit: 250 })).toEqual([200, 50]);
  expect(await sizes({ code: "NONE" })).toEqual([]);
});
