/** The promises of the ledger port. An adapter's test is one call of this with a way to open an empty ledger. */
import { expect, test } from "vitest";
import type { Attempt, Settlement } from "./entry.ts";
import type { Ledger } from "./ledger.ts";
import {
  acceptDead,
  aFailure,
  anIncoming,
  claimAll,
  claimOne,
  DELIVERED,
  entryIn,
  fenceOf,
  LEASE_MS,
  NOON,
  noAnswer,
  RETRY,
  SENDING,
  UNTOUCHED,
} from "./sample-entries.contract.ts";

export interface OpenedLedger {
  readonly ledger: Ledger;
  /** Another connection to the same store, as after a crash or from another process. */
  again(): Promise<Ledger>;
}

export function ledgerContract(name: string, open: () => Promise<OpenedLedger>): void {
  acceptingAndReading(name, open);
  claiming(name, open);
  fencing(name, open);
  settling(name, open);
  givingBack(name, open);
  deciding(name, open);
}

type Open = () => Promise<OpenedLedger>;

function acceptingAndReading(name: string, open: Open): void {
  test(`${name}: an accepted entry keeps every byte and header, and another connection sees it`, async () => {
    const { ledger, again } = await open();
    const raw = Uint8Array.from([0, 255, 123, 10, 13, 0]);
    const incoming = anIncoming({
      raw,
      deliveryId: "b54557e4",
      headers: { "x-shopify-topic": "orders/paid" },
    });
    const { id, duplicate } = await ledger.accept(incoming);
    const entry = await (await again()).get(id);
    expect(duplicate).toBe(false);
    expect(entry).toEqual({
      ...incoming,
      id,
      state: "queued",
      ...UNTOUCHED,
      attempts: 0,
      claims: 0,
      reruns: 0,
      nextAt: NOON,
      sentAt: null,
      leaseOwner: null,
      leaseUntil: null,
      failure: null,
      recordType: null,
      internalId: null,
      warnings: [],
      updatedAt: NOON,
    });
  });

  test(`${name}: each of many that arrive together keeps its own bytes and headers, whatever their length`, async () => {
    const { ledger } = await open();
    // Every third comes twice, and only the first of the two is kept.
    const arrivals = [5, 0, 300, 5, 1, 0, 70_000, 2].flatMap((length, order) => {
      const raw = new Uint8Array(length).fill(order + 1);
      const incoming = anIncoming({ order, raw, headers: { "x-number": `${order}` } });
      return order % 3 === 0 ? [incoming, { ...incoming, raw: new Uint8Array(9) }] : [incoming];
    });
    const accepted = await Promise.all(arrivals.map((incoming) => ledger.accept(incoming)));
    for (const [index, { id, duplicate }] of accepted.entries()) {
      if (duplicate) continue;
      const { key, headers, raw } = (await ledger.get(id)) ?? {};
      expect({ key, headers }).toEqual({ key: arrivals[index]?.key, headers: arrivals[index]?.headers });
      expect(Buffer.from(raw ?? []).equals(arrivals[index]?.raw ?? new Uint8Array())).toBe(true);
    }
    expect(accepted.filter(({ duplicate }) => duplicate)).toHaveLength(3);
  });

  test(`${name}: the same flow, key and version again is the first entry and changes nothing`, async () => {
    const { ledger } = await open();
    const first = await ledger.accept(anIncoming({ deliveryId: "one" }));
    const before = await ledger.get(first.id);
    const second = await ledger.accept(
      anIncoming({ deliveryId: "two", raw: new Uint8Array(), receivedAt: NOON + 1 }),
    );
    expect(second).toEqual({ id: first.id, duplicate: true });
    expect(await ledger.get(first.id)).toEqual(before);
    expect((await ledger.counts()).queued).toBe(1);
  });

  test(`${name}: of many equal deliveries at the same moment one is new`, async () => {
    const { ledger } = await open();
    const all = await Promise.all(Array.from({ length: 50 }, () => ledger.accept(anIncoming())));
    expect(all.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
  });

  test.each([
    ["flow", { flow: "refunds" }],
    ["key", { key: "gid://shopify/Order/2" }],
    ["version", { version: "2026-11-23T12:00:01Z" }],
  ])(`${name}: another %s is another entry`, async (_, other) => {
    const { ledger } = await open();
    const first = await ledger.accept(anIncoming());
    const second = await ledger.accept(anIncoming(other));
    expect(second.duplicate).toBe(false);
    expect(second.id).toBeGreaterThan(first.id);
  });

  test(`${name}: an entry that comes with a failure is a dead letter at once, bytes kept`, async () => {
    const { ledger } = await open();
    const failure = aFailure({
      code: "UNREADABLE_ORDER",
      field: "body",
      value: "{",
      retryAfterMs: 1,
      stack: "at x",
    });
    const raw = new TextEncoder().encode("{");
    const { id } = await ledger.accept(anIncoming({ raw, failure }));
    expect(await ledger.get(id)).toMatchObject({ state: "dead", raw, failure, attempts: 0 });
    expect(await claimAll(ledger)).toEqual([]);
  });

  test(`${name}: an unknown entry is undefined and has no history`, async () => {
    const { ledger } = await open();
    expect(await ledger.get(404)).toBeUndefined();
    expect(await ledger.attemptsOf(404)).toEqual([]);
    expect(await ledger.auditOf(404)).toEqual([]);
  });

  test(`${name}: find returns what meets every condition, by id, in pages`, async () => {
    const { ledger } = await open();
    const throttled = aFailure({ class: "throttled", code: "CONCURRENCY_LIMIT_EXCEEDED", message: "wait" });
    const one = await acceptDead(ledger, { order: 1 });
    const two = await acceptDead(ledger, { order: 2, failure: throttled });
    const three = await acceptDead(ledger, { order: 3 });
    const { id: four } = await ledger.accept(anIncoming({ order: 4, flow: "refunds", receivedAt: NOON + 5 }));
    const idsOf = async (filter: Parameters<Ledger["find"]>[0]) =>
      (await ledger.find(filter)).map(({ id }) => id);
    const fingerprint = (await ledger.groups({ code: throttled.code }))[0]?.fingerprint ?? "none";
    expect(await idsOf({})).toEqual([one, two, three, four]);
    expect(await idsOf({ states: ["dead"] })).toEqual([one, two, three]);
    expect(await idsOf({ states: ["queued", "dead"], class: "data" })).toEqual([one, three]);
    expect(await idsOf({ states: [] })).toEqual([]);
    expect(await idsOf({ code: "CONCURRENCY_LIMIT_EXCEEDED" })).toEqual([two]);
    expect(await idsOf({ fingerprint })).toEqual([two]);
    expect(await idsOf({ flow: "refunds" })).toEqual([four]);
    expect(await idsOf({ key: "gid://shopify/Order/3" })).toEqual([three]);
    expect(await idsOf({ since: NOON + 1 })).toEqual([four]);
    expect(await idsOf({ afterId: one, limit: 2 })).toEqual([two, three]);
  });

  test(`${name}: groups put together what failed alike, the largest first`, async () => {
    const { ledger } = await open();
    const missing = (sku: string) => aFailure({ message: `No item has the name "${sku}".` });
    const other = await acceptDead(ledger, { order: 1, failure: aFailure({ code: "VALUE_TOO_LONG" }) });
    const first = await acceptDead(ledger, { order: 2, failure: missing("A-1") });
    const last = await acceptDead(ledger, { order: 3, failure: missing("B-2") });
    const groups = await ledger.groups({ states: ["dead"] });
    expect(groups).toMatchObject([
      { count: 2, firstId: first, lastId: last, failure: missing("A-1") },
      { count: 1, firstId: other, lastId: other },
    ]);
    expect(await ledger.groups({ states: ["dead"], code: "VALUE_TOO_LONG" })).toHaveLength(1);
  });
}

function claiming(name: string, open: Open): void {
  test(`${name}: claims are oldest first and never more than asked for`, async () => {
    const { ledger } = await open();
    for (const order of [1, 2, 3]) await ledger.accept(anIncoming({ order }));
    const claimed = await claimAll(ledger, { limit: 2 });
    expect(claimed.map(({ key }) => key)).toEqual(["gid://shopify/Order/1", "gid://shopify/Order/2"]);
    expect(claimed[0]).toMatchObject({
      state: "running",
      claims: 1,
      leaseOwner: "worker",
      leaseUntil: NOON + LEASE_MS,
    });
    expect(await claimAll(ledger, { limit: 5 })).toHaveLength(1);
  });

  test(`${name}: an entry is not claimed before its time, and nextDueAt says when that is`, async () => {
    const { ledger } = await open();
    expect(await ledger.nextDueAt()).toBeNull();
    await ledger.accept(anIncoming());
    const at = NOON + 5_000;
    const settlement: Settlement = { kind: "retry", at, failure: aFailure(), countsAsAttempt: true };
    await ledger.settle(fenceOf(await claimOne(ledger)), settlement, NOON);
    expect(await ledger.nextDueAt()).toBe(at);
    expect(await claimAll(ledger, { now: at - 1 })).toEqual([]);
    expect(await claimAll(ledger, { now: at })).toHaveLength(1);
  });

  test(`${name}: two workers at once never get the same entry`, async () => {
    const { ledger, again } = await open();
    const other = await again();
    await Promise.all(
      Array.from({ length: 40 }, (_, order) => ledger.accept(anIncoming({ order: order + 1 }))),
    );
    const rounds = Array.from({ length: 20 }, (_, round) =>
      claimAll(round % 2 === 0 ? ledger : other, { owner: `w${round % 2}`, limit: 3 }),
    );
    const ids = (await Promise.all(rounds)).flat().map(({ id }) => id);
    expect(ids).toHaveLength(40);
    expect(new Set(ids).size).toBe(40);
  });

  test(`${name}: an order that is being worked on holds up its own later editions and no other order`, async () => {
    const { ledger } = await open();
    await entryIn(ledger, "running", false);
    await ledger.accept(anIncoming({ order: 1, version: "later", editionAt: NOON + 1 }));
    await ledger.accept(anIncoming({ order: 2 }));
    expect((await claimAll(ledger)).map(({ key }) => key)).toEqual(["gid://shopify/Order/2"]);
    expect(await ledger.nextDueAt()).toBeNull();
  });

  test.each(["delivered", "discarded"] as const)(
    `${name}: a newer version goes on once the older one is %s`,
    async (state) => {
      const { ledger } = await open();
      await entryIn(ledger, state, false);
      await ledger.accept(anIncoming({ version: "later" }));
      expect(await ledger.nextDueAt()).toBe(NOON);
      expect(await claimOne(ledger)).toMatchObject({ version: "later" });
    },
  );
}

function fencing(name: string, open: Open): void {
  test(`${name}: whoever lost a claim can neither send nor settle nor write history`, async () => {
    const { ledger } = await open();
    await ledger.accept(anIncoming());
    const lost = fenceOf(await claimOne(ledger, { owner: "slow" }));
    await ledger.releaseExpired(NOON + LEASE_MS);
    const now = NOON + LEASE_MS;
    const held = fenceOf(await claimOne(ledger, { owner: "fast", now }));
    expect(await ledger.markSending(lost, { now, leaseMs: LEASE_MS })).toBe(false);
    expect(await ledger.settle(lost, DELIVERED, now, anAttempt())).toBe(false);
    expect(await ledger.attemptsOf(lost.id)).toEqual([]);
    expect(await ledger.get(lost.id)).toMatchObject({ state: "running", leaseOwner: "fast", sentAt: null });
    expect(await ledger.markSending(held, { now, leaseMs: LEASE_MS })).toBe(true);
    expect(await ledger.settle(held, DELIVERED, now)).toBe(true);
    expect(await ledger.settle(held, DELIVERED, now)).toBe(false);
  });

  test(`${name}: a worker that claims again under its own name has lost its first claim all the same`, async () => {
    const { ledger } = await open();
    await ledger.accept(anIncoming());
    const first = fenceOf(await claimOne(ledger));
    await ledger.release("worker", NOON);
    await claimOne(ledger);
    expect(await ledger.markSending(first, { now: NOON, leaseMs: LEASE_MS })).toBe(false);
    expect(await ledger.settle(first, DELIVERED, NOON, anAttempt())).toBe(false);
    expect(await ledger.attemptsOf(first.id)).toEqual([]);
  });

  test(`${name}: attempts are kept in order with their calls, and outlive a re-run`, async () => {
    const { ledger } = await open();
    await ledger.accept(anIncoming());
    const calls = [
      {
        ...{ method: "PUT", path: "/salesOrder/eid:1", status: 400, ms: 812 },
        ...{ sent: '{"memo":"Zoë"}', answered: '{"o:errorDetails":[]}' },
      },
      { method: "GET", path: "/salesOrder/eid:1", status: null, ms: 60_000 },
    ];
    const failed = anAttempt({ outcome: "dead", failure: aFailure({ value: "RED-SHOE-42" }), calls });
    await ledger.settle(fenceOf(await claimOne(ledger)), RETRY, NOON, anAttempt());
    const fence = fenceOf(await claimOne(ledger));
    await ledger.settle(fence, { kind: "dead", failure: aFailure() }, NOON, failed);
    await ledger.rerun({ id: fence.id, by: "anna", reason: "item made", now: NOON });
    expect(await ledger.attemptsOf(fence.id)).toEqual([anAttempt(), failed]);
  });
}

function anAttempt(given: Partial<Attempt> = {}): Attempt {
  return {
    number: 1,
    startedAt: NOON,
    endedAt: NOON + 5,
    outcome: "retry",
    failure: null,
    calls: [],
    ...given,
  };
}

function settling(name: string, open: Open): void {
  test(`${name}: a delivered entry carries NetSuite's internal id and no failure`, async () => {
    const { ledger } = await open();
    await ledger.accept(anIncoming());
    const retry: Settlement = { kind: "retry", at: NOON, failure: aFailure(), countsAsAttempt: true };
    await ledger.settle(fenceOf(await claimOne(ledger)), retry, NOON);
    const fence = fenceOf(await claimOne(ledger));
    await ledger.settle(fence, { ...DELIVERED, warnings: ["address shortened"] }, NOON + 9);
    expect(await ledger.get(fence.id)).toMatchObject({
      state: "delivered",
      recordType: "salesOrder",
      internalId: "4711",
      warnings: ["address shortened"],
      failure: null,
      attempts: 2,
      leaseOwner: null,
      leaseUntil: null,
      updatedAt: NOON + 9,
    });
  });

  test.each<[string, Settlement, number]>([
    ["a retry that counts", { kind: "retry", at: NOON, failure: aFailure(), countsAsAttempt: true }, 1],
    ["a throttled retry", { kind: "retry", at: NOON, failure: aFailure(), countsAsAttempt: false }, 0],
    ["a hold", { kind: "hold", at: NOON, failure: aFailure() }, 0],
    ["an unknown outcome", { kind: "verify", at: NOON, failure: aFailure() }, 1],
    ["a dead letter", { kind: "dead", failure: aFailure() }, 1],
  ])(`${name}: %s leaves the failure to be read and counts as it should`, async (_, settlement, attempts) => {
    const { ledger } = await open();
    const { id } = await ledger.accept(anIncoming());
    await ledger.settle(fenceOf(await claimOne(ledger)), settlement, NOON);
    expect(await ledger.get(id)).toMatchObject({ attempts, failure: aFailure() });
  });

  test(`${name}: a refusal of what was just sent ends the doubt`, async () => {
    const { ledger } = await open();
    const { id } = await ledger.accept(anIncoming());
    const fence = fenceOf(await claimOne(ledger));
    await ledger.markSending(fence, { now: NOON + 1, leaseMs: LEASE_MS });
    expect((await ledger.get(id))?.sentAt).toBe(NOON + 1);
    await ledger.settle(fence, RETRY, NOON);
    expect(await ledger.get(id)).toMatchObject({ state: "queued", sentAt: null });
  });

  test(`${name}: what NetSuite refused for good is dead without a doubt, what gave up unanswered keeps it`, async () => {
    const { ledger } = await open();
    for (const [order, failure] of [aFailure(), noAnswer()].entries()) {
      const { id } = await ledger.accept(anIncoming({ order: order + 1 }));
      const fence = fenceOf(await claimOne(ledger));
      await ledger.markSending(fence, SENDING);
      await ledger.settle(fence, { kind: "dead", failure }, NOON);
      expect((await ledger.get(id))?.sentAt).toBe(order === 0 ? null : NOON);
    }
  });

  test.each<Settlement>([
    { kind: "retry", at: NOON, failure: aFailure(), countsAsAttempt: true },
    { kind: "hold", at: NOON, failure: aFailure() },
  ])(`${name}: a look-up that fails with $kind leaves the doubt as it was`, async (settlement) => {
    const { ledger } = await open();
    const { id, sentAt } = await entryIn(ledger, "verify", true);
    await ledger.settle(fenceOf(await claimOne(ledger)), settlement, NOON);
    expect(await ledger.get(id)).toMatchObject({ state: "verify", sentAt });
  });
}

function givingBack(name: string, open: Open): void {
  test(`${name}: a lease that ended gives the entry back and costs an attempt; one that runs is left alone`, async () => {
    const { ledger } = await open();
    const { id } = await ledger.accept(anIncoming());
    await claimOne(ledger);
    expect(await ledger.releaseExpired(NOON + LEASE_MS - 1)).toBe(0);
    expect(await ledger.releaseExpired(NOON + LEASE_MS)).toBe(1);
    expect(await ledger.get(id)).toMatchObject({ state: "queued", attempts: 1, nextAt: NOON + LEASE_MS });
  });

  test(`${name}: a lease that ended after something was sent asks for a look-up`, async () => {
    const { ledger } = await open();
    const { id } = await ledger.accept(anIncoming());
    await ledger.markSending(fenceOf(await claimOne(ledger)), { now: NOON + 1, leaseMs: LEASE_MS });
    await ledger.releaseExpired(NOON + 1 + LEASE_MS);
    expect(await ledger.get(id)).toMatchObject({ state: "verify", sentAt: NOON + 1 });
  });

  test(`${name}: noting that something is sent renews the lease`, async () => {
    const { ledger } = await open();
    await ledger.accept(anIncoming());
    await ledger.markSending(fenceOf(await claimOne(ledger)), { now: NOON + 1, leaseMs: LEASE_MS });
    expect(await ledger.releaseExpired(NOON + LEASE_MS)).toBe(0);
  });

  test(`${name}: what a killed worker held is given back at the cost of an attempt`, async () => {
    const { ledger } = await open();
    for (const order of [1, 2]) await ledger.accept(anIncoming({ order }));
    await claimAll(ledger, { owner: "one", limit: 1 });
    await claimAll(ledger, { owner: "another" });
    expect(await ledger.releaseAll(NOON)).toBe(2);
    expect((await ledger.find({})).map(({ state, attempts }) => ({ state, attempts }))).toEqual([
      { state: "queued", attempts: 1 },
      { state: "queued", attempts: 1 },
    ]);
  });

  test(`${name}: a worker that stops gives back what it holds, nobody else's, at no cost`, async () => {
    const { ledger } = await open();
    for (const order of [1, 2, 3]) await ledger.accept(anIncoming({ order }));
    const mine = await claimAll(ledger, { owner: "stopping", limit: 2 });
    const [theirs] = await claimAll(ledger, { owner: "other" });
    expect(await ledger.release("stopping", NOON)).toBe(2);
    expect(await ledger.get(mine[0]?.id ?? 0)).toMatchObject({ state: "queued", attempts: 0 });
    expect(await ledger.get(theirs?.id ?? 0)).toMatchObject({ state: "running", leaseOwner: "other" });
  });
}

function deciding(name: string, open: Open): void {
  test(`${name}: a re-run starts afresh, keeps the failure to be read, and says who, when and why`, async () => {
    const { ledger } = await open();
    const id = await acceptDead(ledger);
    const now = NOON + 400 * 24 * 60 * 60 * 1000;
    expect(await ledger.rerun({ id, by: "anna", reason: "item made", now })).toBe(true);
    expect(await ledger.get(id)).toMatchObject({
      state: "queued",
      attempts: 0,
      reruns: 1,
      failure: aFailure(),
      nextAt: now,
    });
    expect(await ledger.auditOf(id)).toEqual([
      { at: now, by: "anna", decision: "rerun", reason: "item made" },
    ]);
    expect(await claimOne(ledger, { now })).toMatchObject({ id, claims: 2 });
  });

  test(`${name}: a re-run of something that was sent is looked up first`, async () => {
    const { ledger } = await open();
    const id = await acceptDead(ledger, { sent: true });
    await ledger.rerun({ id, by: "anna", reason: "", now: NOON });
    expect(await ledger.get(id)).toMatchObject({ state: "verify", sentAt: NOON });
  });

  test.each(["rerun", "discard"] as const)(
    `${name}: two people who %s at once are one decision`,
    async (decision) => {
      const { ledger, again } = await open();
      const other = await again();
      const id = await acceptDead(ledger);
      const [first, second] = await Promise.all([
        ledger[decision]({ id, by: "anna", reason: "fixed", now: NOON }),
        other[decision]({ id, by: "ben", reason: "fixed", now: NOON }),
      ]);
      expect([first, second].filter(Boolean)).toHaveLength(1);
      expect(await ledger.auditOf(id)).toHaveLength(1);
    },
  );

  test(`${name}: a discard without a reason, or a decision by nobody, is refused and changes nothing`, async () => {
    const { ledger } = await open();
    const id = await acceptDead(ledger);
    const refusal = expect.objectContaining({ code: "REASON_REQUIRED" });
    await expect(ledger.discard({ id, by: "anna", reason: "  ", now: NOON })).rejects.toEqual(refusal);
    await expect(ledger.discard({ id, by: "", reason: "spam", now: NOON })).rejects.toEqual(refusal);
    await expect(ledger.rerun({ id, by: " ", reason: "x", now: NOON })).rejects.toEqual(refusal);
    expect(await ledger.get(id)).toMatchObject({ state: "dead", reruns: 0 });
    expect(await ledger.auditOf(id)).toEqual([]);
  });

  test(`${name}: a ledger that was closed says so`, async () => {
    const { ledger } = await open();
    await ledger.close();
    await ledger.close();
    await expect(ledger.accept(anIncoming())).rejects.toMatchObject({ code: "LEDGER_CLOSED" });
    await expect(ledger.counts()).rejects.toMatchObject({ code: "LEDGER_CLOSED" });
  });

  test(`${name}: a cursor is where it was last moved to, for every connection`, async () => {
    const { ledger, again } = await open();
    expect(await ledger.cursor("netsuite-stock")).toBeNull();
    await ledger.moveCursor("netsuite-stock", "2026-11-23 12:00:00", NOON);
    await ledger.moveCursor("netsuite-stock", "2026-11-23 12:05:00", NOON);
    await ledger.moveCursor("shop-orders", "elsewhere", NOON);
    expect(await (await again()).cursor("netsuite-stock")).toBe("2026-11-23 12:05:00");
  });

  test(`${name}: closing finishes what was begun`, async () => {
    const { ledger, again } = await open();
    const accepted = ledger.accept(anIncoming());
    await ledger.close();
    const { id } = await accepted;
    expect(await (await again()).get(id)).toMatchObject({ state: "queued" });
  });
}
