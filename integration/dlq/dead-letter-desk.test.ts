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

test("there is nothing to show of an entry that does not exist or never failed", async () => {
  const { ledger, desk } = await openDesk();
  const { id } = await ledger.accept(anIncoming());
  expect(await desk.show(id)).toBeUndefined();
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
  expect(result).toEqual({ dryRun: false, entries: [id], leftOut: [], more: false });
  expect(await ledger.get(id)).toMatchObject({ state: "queued", nextAt: NOON + 1 });
  expect(woken()).toBe(1);
});

test("a second press finds nothing dead and wakes nobody", async () => {
  const { ledger, desk, woken } = await openDesk();
  const id = await acceptDead(ledger);
  const presses = await Promise.all([1, 2].map(() => desk.rerun({ which: { id }, ...ANNA })));
  expect(presses.flatMap(({ entries }) => entries)).toEqual([id]);
  expect(presses.flatMap(({ leftOut }) => leftOut)).toEqual([{ entry: id, why: "not dead" }]);
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
    expect(await desk.rerun({ which, dryRun: true, ...ANNA })).toMatchObject({ dryRun: true, entries: [id] });
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
  expect(await desk.discard({ id, by: "anna", reason: "test order" })).toBe(true);
  expect(await desk.discard({ id, by: "ben", reason: "test order" })).toBe(false);
  expect(await desk.show(id)).toMatchObject({
    state: "discarded",
    audit: [{ by: "anna", decision: "discard", reason: "test order" }],
  });
  expect(await desk.list()).toEqual([]);
});
