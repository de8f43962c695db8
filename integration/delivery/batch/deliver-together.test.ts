import { expect, onTestFinished, test } from "vitest";
import type { Clock } from "../../clock.ts";
import type { Failure } from "../../failure.ts";
import { netsuiteUpsert } from "../../flows/netsuite-upsert.ts";
import type { Fence, LedgerEntry } from "../../ledger/entry.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import { anIncoming, claimAll, LEASE_MS, NOON } from "../../ledger/sample-entries.contract.ts";
import { openTemporaryLedger } from "../../ledger/sqlite/temporary-ledger.contract.ts";
import { rememberedLookups } from "../../mapping/lookups.ts";
import { parseMapping } from "../../mapping/mapping-file.ts";
import type { BatchOutcome, BatchWriter, Written } from "../../netsuite/batch/batch.ts";
import type { NetSuite, RecordWrite } from "../../netsuite/netsuite.ts";
import { DEFAULT_RETRY_POLICY } from "../retry-schedule.ts";
import { deliverTogether } from "./deliver-together.ts";

const MAPPING = parseMapping(
  `
mapping: 1
flow: orders
records:
  - record: customer
    externalId: { prefix: C-, from: $string(customer) }
    fields:
      - { to: companyName, from: name, overflow: truncate }
  - record: salesOrder
    externalId: { prefix: SO-, from: $string(id) }
    fields:
      - { to: entity, reference: customer }
      - { to: location, lookup: { record: location, by: name, from: location } }
`,
  "test.yaml",
);

const REFUSED: Failure = { class: "data", code: "USER_ERROR", message: "No.", advice: "Correct it." };
const LOST: Failure = { class: "unknown-outcome", code: "BATCH_OUTCOME_UNKNOWN", message: "?", advice: "" };

interface Order {
  readonly customer?: number;
  readonly name?: string;
  readonly location?: string;
  readonly editionAt?: number;
}

interface World {
  readonly orders: readonly Order[];
  /** What becomes of a record in a batch. @default it is written */
  readonly inBatch?: (record: RecordWrite) => Failure | null;
  readonly batch?: (records: readonly RecordWrite[]) => Promise<BatchOutcome | null>;
  /** Batches are jobs of this id. */
  readonly job?: string;
  readonly findByField?: NetSuite["findByField"];
  readonly clock?: Clock;
}

/** Entries claimed on a real ledger, and a NetSuite that notes what was sent together and what alone. */
async function world({ orders, inBatch = () => null, batch, job, findByField, clock = STILL }: World) {
  const { ledger } = await openTemporaryLedger();
  for (const [
    n,
    { customer = n + 1, name = `#${n + 1}`, location = "Main", editionAt = NOON },
  ] of orders.entries()) {
    const raw = new TextEncoder().encode(JSON.stringify({ id: n + 1, customer, name, location }));
    await ledger.accept(anIncoming({ order: n + 1, raw, editionAt }));
  }
  const sent: string[] = [];
  const errors: unknown[] = [];
  const written = (failure: Failure | null): Written =>
    failure === null ? { ok: true, value: { internalId: "11" } } : { ok: false, failure };
  const netsuite: NetSuite = {
    async upsert({ externalId }, announce) {
      await announce?.();
      sent.push(externalId);
      return written(null);
    },
    findByExternalId: async () => ({ ok: true, value: null }),
    findByField: findByField ?? (async () => ({ ok: true, value: ["7"] })),
  };
  const writer: BatchWriter = {
    size: 10,
    async upsertAll(records, inJob) {
      if (job !== undefined) await inJob(job);
      sent.push(records.map(({ externalId }) => externalId).join("+"));
      const outcome = await batch?.(records);
      return outcome ?? { ok: true, answers: records.map((record) => async () => written(inBatch(record))) };
    },
  };
  const lookups = rememberedLookups(netsuite, { clock });
  const delivery = netsuiteUpsert(MAPPING, { netsuite, ledger, lookups });
  const entries = await claimAll(ledger);
  const deliver = () =>
    Promise.all(
      deliverTogether(entries, "live", {
        ledger,
        deliveryOf: () => delivery,
        upsert: netsuite.upsert,
        isOutage: () => false,
        clock,
        random: () => 0.5,
        retry: DEFAULT_RETRY_POLICY,
        owner: "worker",
        leaseMs: LEASE_MS,
        quietMs: 30_000,
        jobs: { isJobRunning: async () => ({ ok: true, value: false }), lookAgainMs: 20_000 },
        netsuite,
        writer,
        gatherMs: 2_000,
        onError: (error) => errors.push(error),
      }),
    );
  const states = async () => (await ledger.find({})).map(({ state }) => state);
  return { ledger, entries, deliver, sent, errors, states };
}

/** Nobody's patience ends, and no lease. */
const STILL: Clock = {
  now: () => NOON,
  sleep: (_, signal) => new Promise((resolve) => signal?.addEventListener("abort", () => resolve())),
};

const fenceOf = ({ id, claims }: LedgerEntry): Fence => ({ id, owner: "worker", claims });

test("the customers of all orders go together, and then the orders", async () => {
  const { deliver, sent, states } = await world({ orders: [{}, {}, {}] });
  await deliver();
  expect(sent).toEqual(["C-1+C-2+C-3", "SO-1+SO-2+SO-3"]);
  expect(await states()).toEqual(["delivered", "delivered", "delivered"]);
});

test("a customer of several orders is sent once, as the latest edition has it", async () => {
  const seen: unknown[] = [];
  const { deliver, sent } = await world({
    orders: [
      { customer: 9, name: "old" },
      { customer: 9, name: "new", editionAt: NOON + 2 },
      { customer: 9, name: "middle", editionAt: NOON + 1 },
      { customer: 8 },
    ],
    async batch(records) {
      seen.push(...records.map(({ externalId, body }) => [externalId, body["companyName"]]));
      return null;
    },
  });
  await deliver();
  expect(sent).toEqual(["C-9+C-8", "SO-1+SO-2+SO-3+SO-4"]);
  expect(seen.slice(0, 2)).toEqual([
    ["C-9", "new"],
    ["C-8", "#4"],
  ]);
});

test("when another order's copy of a shared customer is refused, each sends its own", async () => {
  const { deliver, sent, states } = await world({
    orders: [{ customer: 9 }, { customer: 9, editionAt: NOON + 1 }, {}],
    inBatch: ({ externalId }) => (externalId === "C-9" ? REFUSED : null),
  });
  await deliver();
  expect(sent).toEqual(["C-9+C-3", "C-9", "SO-3+SO-1"]);
  expect(await states()).toEqual(["delivered", "dead", "delivered"]);
});

test("a record that is refused ends its own entry alone", async () => {
  const { deliver, sent, states } = await world({
    orders: [{}, {}, {}],
    inBatch: ({ externalId }) => (externalId === "C-2" ? REFUSED : null),
  });
  await deliver();
  expect(sent).toEqual(["C-1+C-2+C-3", "SO-1+SO-3"]);
  expect(await states()).toEqual(["delivered", "dead", "delivered"]);
});

test("an outcome that is not known is looked up entry by entry before anything is sent again", async () => {
  const { ledger, deliver, states } = await world({
    orders: [{}, {}],
    batch: async () => ({ ok: false, refused: false, failure: LOST }),
  });
  await deliver();
  expect(await states()).toEqual(["verify", "verify"]);
  expect((await ledger.find({})).map(({ sentAt }) => sentAt)).toEqual([NOON, NOON]);
});

test("it is durable for every entry of a batch that it was sent, before the batch leaves", async () => {
  const durable: unknown[] = [];
  const { ledger, deliver } = await world({
    orders: [{}, {}],
    async batch() {
      durable.push(...(await ledger.find({})).map(({ sentAt }) => sentAt));
      return null;
    },
  });
  await deliver();
  expect(durable).toEqual([NOON, NOON, NOON, NOON]);
});

test("the job is noted for every entry of the batch while its outcome is not known, and no longer", async () => {
  const noted: unknown[] = [];
  const given: World = {
    orders: [{}, {}],
    job: "77",
    async batch() {
      noted.push(...(await opened.ledger.find({})).map(({ jobId }) => jobId));
      return null;
    },
  };
  const opened = await world(given);
  await opened.deliver();
  expect(noted).toEqual(["77", "77", "77", "77"]);
  expect((await opened.ledger.find({})).map(({ jobId }) => jobId)).toEqual([null, null]);
});

test("the job of an outcome that is not known stays noted", async () => {
  const { ledger, deliver } = await world({
    orders: [{}, {}],
    job: "77",
    batch: async () => ({ ok: false, refused: false, failure: LOST }),
  });
  await deliver();
  expect((await ledger.find({})).map(({ state, jobId }) => [state, jobId])).toEqual([
    ["verify", "77"],
    ["verify", "77"],
  ]);
});

test("an entry that another worker has taken over stays out of the batch", async () => {
  let taken: Promise<unknown> | undefined;
  const { ledger, entries, deliver, sent } = await world({
    orders: [{}, {}, {}],
    async findByField() {
      taken ??= takeOver(ledger);
      await taken;
      return { ok: true, value: ["7"] };
    },
  });
  async function takeOver(from: Ledger): Promise<void> {
    const failure = { ...LOST, class: "transient" } as const;
    const [first] = entries as [LedgerEntry];
    await from.settle(fenceOf(first), { kind: "retry", at: NOON, failure, countsAsAttempt: false }, NOON);
    await claimAll(from, { owner: "other" });
  }
  const settlements = await deliver();
  expect(sent).toEqual(["C-2+C-3", "SO-2+SO-3"]);
  expect(settlements[0]).toBeNull();
});

test("who waits for a slow look-up of another waits no longer than the gathering may take", async () => {
  let patienceEnds: (() => void) | null = null;
  let found: () => void = () => undefined;
  const slow = new Promise<void>((resolve) => {
    found = resolve;
  });
  const clock: Clock = {
    now: () => NOON,
    sleep: (ms, signal) =>
      ms === 2_000
        ? new Promise((resolve) => {
            patienceEnds = resolve;
          })
        : STILL.sleep(ms, signal),
  };
  const { deliver, sent } = await world({
    orders: [{ location: "Slow" }, {}, {}],
    clock,
    async findByField(_, __, value) {
      if (value === "Slow") await slow;
      return { ok: true, value: ["7"] };
    },
  });
  const delivered = deliver();
  await expect.poll(() => patienceEnds).not.toBeNull();
  expect(sent).toEqual([]);
  const patience = setInterval(() => patienceEnds?.(), 5);
  onTestFinished(() => clearInterval(patience));
  await expect.poll(() => sent.slice(0, 1)).toEqual(["C-2+C-3"]);
  await expect.poll(() => sent).toEqual(["C-2+C-3", "SO-2+SO-3"]);
  found();
  await delivered;
  expect(sent).toEqual(["C-2+C-3", "SO-2+SO-3", "C-1", "SO-1"]);
});

test("a batch that NetSuite takes for none goes one by one, and somebody is told", async () => {
  const { deliver, sent, errors, states } = await world({
    orders: [{}, {}],
    batch: async () => ({ ok: false, refused: true, failure: { ...REFUSED, class: "defect" } }),
  });
  await deliver();
  expect(sent).toEqual(["C-1+C-2", "C-1", "C-2", "SO-1+SO-2", "SO-1", "SO-2"]);
  expect(errors.map(String)).toEqual([
    expect.stringMatching(/one by one/),
    expect.stringMatching(/one by one/),
  ]);
  expect(await states()).toEqual(["delivered", "delivered"]);
});

test("an entry alone is sent alone", async () => {
  const { deliver, sent } = await world({ orders: [{}] });
  await deliver();
  expect(sent).toEqual(["C-1", "SO-1"]);
});
