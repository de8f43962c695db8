/** What every ledger promises to the people who work on it: edits, assignments, priorities, and bytes that can be forgotten. */
import { expect, test } from "vitest";
import { payloadOf } from "./entry.ts";
import type { OpenedLedger } from "./ledger.contract.ts";
import type { Amendment } from "./ledger.ts";
import {
  acceptDead,
  aFailure,
  anIncoming,
  BY_ANNA,
  BY_HAND,
  claimAll,
  claimOne,
  DELIVERED,
  entryIn,
  fenceOf,
  LEASE_MS,
  NOON,
} from "./sample-entries.contract.ts";

type Open = () => Promise<OpenedLedger>;

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

export function amendmentsContract(name: string, open: Open): void {
  amending(name, open);
  prioritising(name, open);
  redacting(name, open);
  counting(name, open);
}

function amending(name: string, open: Open): void {
  test(`${name}: an edit is what is worked on from then on; the received bytes stay beside it`, async () => {
    const { ledger, again } = await open();
    const id = await acceptDead(ledger);
    const edit = { kind: "edit", bytes: bytesOf('{"id":1,"zip":"12345"}') } as const;
    expect(
      await ledger.amend({ ...BY_ANNA, id, reason: "zip corrected", now: NOON + 1, amendment: edit }),
    ).toBe(true);
    const entry = await (await again()).get(id);
    expect(entry).toMatchObject({
      state: "dead",
      raw: anIncoming().raw,
      edited: edit.bytes,
      updatedAt: NOON + 1,
    });
    expect(entry === undefined ? null : payloadOf(entry)).toEqual(edit.bytes);
    expect(await ledger.auditOf(id)).toEqual([
      { at: NOON + 1, by: "anna", decision: "edit", reason: "zip corrected" },
    ]);
  });

  test(`${name}: an order that a person entered by hand counts as delivered and is never sent`, async () => {
    const { ledger } = await open();
    const id = await acceptDead(ledger);
    expect(await ledger.amend({ ...BY_ANNA, id, amendment: BY_HAND })).toBe(true);
    expect(await ledger.get(id)).toMatchObject({
      state: "delivered",
      recordType: "salesOrder",
      internalId: "815",
    });
    expect(await ledger.rerun({ ...BY_ANNA, id })).toBe(false);
    expect(await claimAll(ledger)).toEqual([]);
  });

  test.each<[Amendment, object]>([
    [{ kind: "assign", assignee: "ben@acme-store.example" }, { assignee: "ben@acme-store.example" }],
    [{ kind: "assign", assignee: null }, { assignee: null }],
    [{ kind: "note", note: "asked the customer" }, { note: "asked the customer" }],
    [{ kind: "tag", tags: ["vip", "october"] }, { tags: ["vip", "october"] }],
  ])(`${name}: %o stands beside any entry and moves nothing`, async (amendment, expected) => {
    const { ledger } = await open();
    const { id } = await ledger.accept(anIncoming());
    expect(await ledger.amend({ id, by: "anna", reason: "", now: NOON, amendment })).toBe(true);
    expect(await ledger.get(id)).toMatchObject({ state: "queued", ...expected });
    expect(await ledger.auditOf(id)).toMatchObject([{ decision: amendment.kind, by: "anna" }]);
  });

  test.each(["edit", "resolve"] as const)(
    `${name}: to %s something that is not dead changes nothing`,
    async (kind) => {
      const { ledger } = await open();
      const { id } = await entryIn(ledger, "running", false);
      const amendment: Amendment = kind === "edit" ? { kind, bytes: bytesOf("{}") } : BY_HAND;
      expect(await ledger.amend({ ...BY_ANNA, id, amendment })).toBe(false);
      expect(await ledger.get(id)).toMatchObject({ state: "running", edited: null, internalId: null });
      expect(await ledger.auditOf(id)).toEqual([]);
    },
  );

  test(`${name}: an edit or a resolution without a reason, or an assignment by nobody, is refused`, async () => {
    const { ledger } = await open();
    const id = await acceptDead(ledger);
    const refusal = expect.objectContaining({ code: "REASON_REQUIRED" });
    const edit = { kind: "edit", bytes: bytesOf("{}") } as const;
    const assign = { kind: "assign", assignee: "ben" } as const;
    await expect(ledger.amend({ ...BY_ANNA, id, reason: " ", amendment: edit })).rejects.toEqual(refusal);
    await expect(ledger.amend({ ...BY_ANNA, id, reason: "", amendment: BY_HAND })).rejects.toEqual(refusal);
    await expect(ledger.amend({ ...BY_ANNA, id, by: "", amendment: assign })).rejects.toEqual(refusal);
    expect(await ledger.auditOf(id)).toEqual([]);
  });

  test(`${name}: an entry is found by its assignee, and by the mapping that delivered it`, async () => {
    const { ledger } = await open();
    const mine = await acceptDead(ledger, { order: 1 });
    await ledger.amend({ ...BY_ANNA, id: mine, amendment: { kind: "assign", assignee: "ben" } });
    const { id: other } = await ledger.accept(anIncoming({ order: 2 }));
    await ledger.settle(fenceOf(await claimOne(ledger)), { ...DELIVERED, mappingVersion: "a1b2" }, NOON);
    expect((await ledger.find({ assignee: "ben" })).map(({ id }) => id)).toEqual([mine]);
    expect((await ledger.find({ mappingVersion: "a1b2" })).map(({ id }) => id)).toEqual([other]);
  });

  test(`${name}: what waits behind an older entry of the same order names it`, async () => {
    const { ledger } = await open();
    const running = await entryIn(ledger, "running", false);
    const { id: behind } = await ledger.accept(anIncoming({ version: "later", editionAt: NOON + 1 }));
    const { id: free } = await ledger.accept(anIncoming({ order: 2 }));
    expect(await ledger.blockersOf([behind, free])).toEqual(new Map([[behind, running.id]]));
    await ledger.settle(fenceOf(running), DELIVERED, NOON);
    expect(await ledger.blockersOf([behind, free])).toEqual(new Map());
  });

  test(`${name}: what a rule skips says why, is never sent, and holds nothing up`, async () => {
    const { ledger } = await open();
    const { id } = await ledger.accept(anIncoming());
    const fence = fenceOf(await claimOne(ledger));
    await ledger.settle(fence, { kind: "skipped", reason: "a test order", mappingVersion: "a1b2" }, NOON);
    expect(await ledger.get(id)).toMatchObject({
      state: "skipped",
      warnings: ["a test order"],
      mappingVersion: "a1b2",
      failure: null,
    });
    await ledger.accept(anIncoming({ version: "later" }));
    expect(await claimOne(ledger)).toMatchObject({ version: "later", recordType: null });
  });

  test(`${name}: what is skipped because NetSuite says it already names the record type, and no record of its own`, async () => {
    const { ledger } = await open();
    const { id } = await ledger.accept(anIncoming());
    const settlement = { kind: "skipped", reason: "nothing new", recordType: "salesOrder" } as const;
    await ledger.settle(fenceOf(await claimOne(ledger)), settlement, NOON);
    expect(await ledger.get(id)).toMatchObject({
      ...{ state: "skipped", recordType: "salesOrder", internalId: null, warnings: ["nothing new"] },
    });
  });
}

function prioritising(name: string, open: Open): void {
  test(`${name}: live work is claimed before older work in bulk, and bulk never beyond its bound`, async () => {
    const { ledger } = await open();
    for (const order of [1, 2, 3]) await ledger.accept(anIncoming({ order, priority: "bulk" }));
    await ledger.accept(anIncoming({ order: 4 }));
    const request = { owner: "worker", leaseMs: LEASE_MS, now: NOON };
    const first = await ledger.claim({ ...request, limit: 3, bulkLimit: 1 });
    expect(first.map(({ key, priority }) => [key, priority])).toEqual([
      ["gid://shopify/Order/4", "live"],
      ["gid://shopify/Order/1", "bulk"],
    ]);
    expect(await ledger.claim({ ...request, limit: 3, bulkLimit: 0 })).toEqual([]);
    expect(await ledger.claim({ ...request, limit: 3 })).toHaveLength(2);
  });

  test(`${name}: a re-run in bulk waits behind live work, one of its own does not`, async () => {
    const { ledger } = await open();
    const bulk = await acceptDead(ledger, { order: 1 });
    const single = await acceptDead(ledger, { order: 2 });
    await ledger.rerun({ ...BY_ANNA, id: bulk, priority: "bulk" });
    await ledger.rerun({ ...BY_ANNA, id: single });
    expect((await claimAll(ledger)).map(({ id }) => id)).toEqual([single, bulk]);
  });
}

function redacting(name: string, open: Open): void {
  test(`${name}: the bytes of a finished order can be forgotten; its key still knows a second delivery`, async () => {
    const { ledger } = await open();
    await ledger.accept(anIncoming());
    const fence = fenceOf(await claimOne(ledger));
    const call = { method: "PUT", path: "/salesOrder/eid:1", status: 204, ms: 5 };
    const attempt = {
      number: 1,
      startedAt: NOON,
      endedAt: NOON,
      outcome: "delivered",
      failure: null,
    } as const;
    const calls = [{ ...call, sent: '{"addr1":"221B Baker Street"}' }];
    await ledger.settle(fence, DELIVERED, NOON, { ...attempt, calls });
    const { id } = fence;
    const { flow, key } = anIncoming();
    expect(await ledger.redact({ ...BY_ANNA, which: { flow, key }, now: NOON + 1 })).toBe(1);
    expect(await ledger.get(id)).toMatchObject({
      state: "delivered",
      raw: new Uint8Array(),
      headers: {},
      redactedAt: NOON + 1,
    });
    expect(await ledger.attemptsOf(id)).toEqual([{ ...attempt, calls: [call] }]);
    expect(await ledger.accept(anIncoming())).toEqual({ id, duplicate: true });
    expect(await ledger.auditOf(id)).toMatchObject([{ decision: "redact", by: "anna" }]);
    expect(await ledger.redact({ ...BY_ANNA, which: { flow, key } })).toBe(0);
  });

  test(`${name}: nothing that is still on its way, or dead, is forgotten, however old`, async () => {
    const { ledger } = await open();
    const dead = await acceptDead(ledger, { order: 1 });
    const { id: waiting } = await ledger.accept(anIncoming({ order: 2 }));
    const now = NOON + 400 * 24 * 60 * 60 * 1000;
    expect(await ledger.redact({ ...BY_ANNA, which: { finishedBefore: now }, now })).toBe(0);
    for (const id of [dead, waiting]) expect((await ledger.get(id))?.raw.length).toBeGreaterThan(0);
  });
}

function counting(name: string, open: Open): void {
  test(`${name}: entries are counted by state, failure and day, and a write that changes nothing is one`, async () => {
    const { ledger } = await open();
    const later = NOON + 24 * 60 * 60 * 1000;
    const id = await acceptDead(ledger, { order: 1 });
    await acceptDead(ledger, { order: 2 });
    const failure = aFailure({ class: "defect", code: "DEFECT" });
    await ledger.accept(anIncoming({ order: 3, failure, receivedAt: later }));
    await ledger.accept(anIncoming({ order: 4 }));
    await ledger.probe();
    const dead = { state: "dead", class: "data", code: "LOOKUP_NOT_FOUND" } as const;
    const counted = (await ledger.tally({ limit: 1 })).toSorted(
      (a, b) => b.count - a.count || a.oldestAt - b.oldestAt,
    );
    expect(counted).toEqual([
      { ...dead, day: "2026-11-23", count: 2, oldestAt: NOON },
      { state: "queued", class: null, code: null, day: "2026-11-23", count: 1, oldestAt: NOON },
      { ...dead, class: "defect", code: "DEFECT", day: "2026-11-24", count: 1, oldestAt: later },
    ]);
    await ledger.rerun({ ...BY_ANNA, id });
    expect(await ledger.tally({ minReruns: 1 })).toMatchObject([{ state: "queued", count: 1 }]);
    expect((await ledger.find({ minReruns: 1 })).map(({ id }) => id)).toEqual([id]);
  });

  test(`${name}: what may have reached NetSuite since a time is found`, async () => {
    const { ledger } = await open();
    await ledger.accept(anIncoming({ order: 1 }));
    const claimed = await claimOne(ledger);
    await ledger.accept(anIncoming({ order: 2 }));
    const { id } = claimed;
    await ledger.markSending(fenceOf(claimed), { now: NOON + 5, leaseMs: LEASE_MS });
    expect((await ledger.find({ sentSince: NOON + 5 })).map((entry) => entry.id)).toEqual([id]);
    expect(await ledger.find({ sentSince: NOON + 6 })).toEqual([]);
  });
}
