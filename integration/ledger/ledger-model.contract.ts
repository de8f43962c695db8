/** Runs a ledger against a model of itself: any mixture of work, crashes and decisions loses nothing and claims nothing twice. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { ENTRY_STATES, type EntryState, type Fence, type Settlement } from "./entry.ts";
import type { OpenedLedger } from "./ledger.contract.ts";
import type { Ledger } from "./ledger.ts";
import { aFailure, anIncoming, LEASE_MS, NOON } from "./sample-entries.contract.ts";
import { EVENT_OF_SETTLEMENT, nextState } from "./transitions.ts";

interface ModelEntry {
  readonly id: number;
  readonly identity: string;
  readonly order: number;
  readonly edition: number;
  readonly announced: number;
  state: EntryState;
  sentBefore: boolean;
  sentNow: boolean;
  claims: number;
  owner: string;
  leaseUntil: number;
}

interface Model {
  now: number;
  readonly entries: ModelEntry[];
}

interface Real {
  ledger: Ledger;
  readonly again: () => Promise<Ledger>;
  /** Every fence ever given out. */
  readonly fences: Fence[];
  readonly seen: Set<string>;
}

type Act = (model: Model, real: Real) => Promise<void>;

const inDoubt = (entry: ModelEntry): boolean => entry.sentBefore || entry.sentNow;

/** Each act is done to both sides; afterwards both must agree about every entry. */
class Step implements fc.AsyncCommand<Model, Real> {
  readonly name: string;
  readonly act: Act;
  constructor(name: string, act: Act) {
    this.name = name;
    this.act = act;
  }
  check(): boolean {
    return true;
  }
  async run(model: Model, real: Real): Promise<void> {
    model.now += 1_000;
    await this.act(model, real);
    supersede(model);
    const entries = await real.ledger.find({ limit: 10_000 });
    expect(entries.map(({ id, state, claims }) => ({ id, state, claims }))).toEqual(
      model.entries.map(({ id, state, claims }) => ({ id, state, claims })),
    );
    const counts = await real.ledger.counts();
    expect(ENTRY_STATES.reduce((sum, state) => sum + counts[state], 0)).toBe(model.entries.length);
  }
  toString(): string {
    return this.name;
  }
}

const OPEN: ReadonlySet<EntryState> = new Set(["queued", "verify", "dead"]);

const isAfter = (one: ModelEntry, other: ModelEntry): boolean =>
  (one.edition - other.edition || one.announced - other.announced || one.id - other.id) > 0;

/** Nothing waits once a later edition of the same order is known. */
function supersede({ entries }: Model): void {
  for (const entry of entries) {
    const isLater = (other: ModelEntry): boolean => other.order === entry.order && isAfter(other, entry);
    if (OPEN.has(entry.state) && entries.some(isLater)) entry.state = "superseded";
  }
}

const accept = fc.tuple(fc.nat(3), fc.nat(4), fc.nat(2), fc.boolean()).map(
  ([order, edition, announced, unreadable]) =>
    new Step(
      `accept ${order} v${edition}.${announced}${unreadable ? " unreadable" : ""}`,
      async (model, real) => {
        const version = `v${edition}.${announced}`;
        const identity = `${order} ${version}`;
        const known = model.entries.find((entry) => entry.identity === identity);
        const times = { editionAt: edition, announcedAt: announced, receivedAt: model.now };
        const incoming = anIncoming({ order, version, ...times });
        const accepted = await real.ledger.accept(
          unreadable ? { ...incoming, failure: aFailure() } : incoming,
        );
        expect(accepted.duplicate).toBe(known !== undefined);
        if (known !== undefined) return expect(accepted.id).toBe(known.id);
        const state = unreadable ? "dead" : "queued";
        const fresh = { sentBefore: false, sentNow: false, claims: 0, owner: "", leaseUntil: 0 };
        model.entries.push({ id: accepted.id, identity, order, edition, announced, state, ...fresh });
      },
    ),
);

const CLOSED: ReadonlySet<EntryState> = new Set(["delivered", "discarded", "superseded", "skipped"]);

const mayRun = (model: Model) => (entry: ModelEntry) =>
  (entry.state === "queued" || entry.state === "verify") &&
  !model.entries.some(({ order, id, state }) => order === entry.order && id < entry.id && !CLOSED.has(state));

const claim = fc.tuple(fc.constantFrom("a", "b"), fc.integer({ min: 1, max: 3 })).map(
  ([owner, limit]) =>
    new Step(`${owner} claims ${limit}`, async (model, real) => {
      const expected = model.entries.filter(mayRun(model)).slice(0, limit);
      const claimed = await real.ledger.claim({ owner, limit, leaseMs: LEASE_MS, now: model.now });
      expect(claimed.map(({ id, sentAt }) => ({ id, lookUp: sentAt !== null }))).toEqual(
        expected.map((entry) => ({ id: entry.id, lookUp: inDoubt(entry) })),
      );
      for (const { id, claims } of claimed) {
        expect(real.seen.has(`${id}:${claims}`)).toBe(false);
        real.seen.add(`${id}:${claims}`);
        real.fences.push({ id, owner, claims });
      }
      for (const entry of expected) {
        Object.assign(entry, {
          state: "running",
          owner,
          leaseUntil: model.now + LEASE_MS,
          sentBefore: inDoubt(entry),
        });
        Object.assign(entry, { sentNow: false, claims: entry.claims + 1 });
      }
    }),
);

const heldBy = (model: Model, fence: Fence): ModelEntry | undefined =>
  model.entries.find(
    ({ id, state, owner, claims }) =>
      id === fence.id && state === "running" && owner === fence.owner && claims === fence.claims,
  );

const pick = (real: Real, index: number): Fence | undefined =>
  real.fences[index % Math.max(1, real.fences.length)];

const markSending = fc.nat(50).map(
  (index) =>
    new Step(`mark ${index}`, async (model, real) => {
      const fence = pick(real, index);
      if (fence === undefined) return;
      const held = heldBy(model, fence);
      expect(await real.ledger.markSending(fence, { now: model.now, leaseMs: LEASE_MS })).toBe(
        held !== undefined,
      );
      if (held !== undefined) Object.assign(held, { sentNow: true, leaseUntil: model.now + LEASE_MS });
    }),
);

const SETTLEMENTS = {
  delivered: { kind: "delivered", recordType: "salesOrder", internalId: "7", warnings: [] },
  skipped: { kind: "skipped", reason: "test order" },
  retry: { kind: "retry", at: NOON, failure: aFailure(), countsAsAttempt: true },
  verify: { kind: "verify", at: NOON, failure: aFailure() },
  hold: { kind: "hold", at: NOON, failure: aFailure() },
  dead: { kind: "dead", failure: aFailure() },
} as const satisfies Record<Settlement["kind"], Settlement>;

/** Says which settlements end what this claim has sent. */
const REFUSES: ReadonlySet<Settlement["kind"]> = new Set(["retry", "hold", "dead"]);

const settle = fc.tuple(fc.nat(50), fc.constantFrom(...Object.values(SETTLEMENTS))).map(
  ([index, settlement]) =>
    new Step(`settle ${index} ${settlement.kind}`, async (model, real) => {
      const fence = pick(real, index);
      if (fence === undefined) return;
      const held = heldBy(model, fence);
      expect(await real.ledger.settle(fence, settlement, model.now)).toBe(held !== undefined);
      if (held === undefined) return;
      if (REFUSES.has(settlement.kind) && held.sentNow)
        Object.assign(held, { sentBefore: false, sentNow: false });
      if (settlement.kind === "verify") held.sentBefore = true;
      held.state = nextState("running", EVENT_OF_SETTLEMENT[settlement.kind], inDoubt(held)) ?? held.state;
    }),
);

function giveBack(entries: readonly ModelEntry[]): number {
  for (const entry of entries) entry.state = nextState("running", "give-back", inDoubt(entry)) ?? entry.state;
  return entries.length;
}

const reap = fc.constantFrom(0, LEASE_MS).map(
  (later) =>
    new Step(`reap after ${later}`, async (model, real) => {
      model.now += later;
      const ended = model.entries.filter(
        ({ state, leaseUntil }) => state === "running" && leaseUntil <= model.now,
      );
      expect(await real.ledger.releaseExpired(model.now)).toBe(giveBack(ended));
    }),
);

const stop = fc.constantFrom("a", "b").map(
  (owner) =>
    new Step(`${owner} stops`, async (model, real) => {
      const held = model.entries.filter((entry) => entry.state === "running" && entry.owner === owner);
      expect(await real.ledger.release(owner, model.now)).toBe(giveBack(held));
    }),
);

const crash = fc.constant(
  new Step("crash", async (model, real) => {
    real.ledger = await real.again();
    const held = model.entries.filter(({ state }) => state === "running");
    expect(await real.ledger.releaseAll(model.now)).toBe(giveBack(held));
  }),
);

const decide = fc.tuple(fc.constantFrom("rerun" as const, "discard" as const), fc.nat(20)).map(
  ([decision, index]) =>
    new Step(`${decision} ${index}`, async (model, real) => {
      const entry = model.entries[index % Math.max(1, model.entries.length)];
      if (entry === undefined) return;
      const after = nextState(entry.state, decision, inDoubt(entry));
      const request = { id: entry.id, by: "anna", reason: "because", now: model.now };
      expect(await real.ledger[decision](request)).toBe(after !== null);
      entry.state = after ?? entry.state;
    }),
);

export function ledgerModelContract(name: string, open: () => Promise<OpenedLedger>): void {
  test(`${name}: accepted is the sum of all states, whatever happens in whatever order`, {
    timeout: 120_000,
  }, async () => {
    const steps = fc.commands(
      [accept, accept, claim, claim, markSending, settle, settle, reap, stop, crash, decide],
      {
        maxCommands: 60,
      },
    );
    const property = fc.asyncProperty(steps, async (commands) => {
      const { ledger, again } = await open();
      const start = () => ({
        model: { now: NOON, entries: [] },
        real: { ledger, again, fences: [], seen: new Set<string>() },
      });
      await fc.asyncModelRun(start, commands);
    });
    await fc.assert(property, { numRuns: 60 });
  });
}
