/** Records in REST batches against an emulated NetSuite over a real socket: partial failures, lost answers, refusals. */
import { expect, test } from "vitest";
import type { AccountOptions } from "../emulator/index.ts";
import { batchWorld, created, customer, failureOf, idsOf, outcomesOf, written } from "./batch-world.ts";

const PATIENCE = { firstPollMs: 5, longestPollMs: 20, withinMs: 30_000 };
const SUBMISSION = { method: "PUT", path: "/services/rest/record/v1/customer*" };
const JOB = { method: "GET", path: "/services/rest/async/v1/job/*" };
const RESULT = { method: "GET", path: "/services/rest/async/v1/job/*/result" };

interface World extends Pick<AccountOptions, "quirks" | "faults" | "latency"> {
  readonly patience?: Partial<typeof PATIENCE>;
}

const world = ({ patience, ...account }: World = {}) =>
  batchWorld({ ...account, batching: { by: "rest", patience: { ...PATIENCE, ...patience } } });

test("a batch creates and updates by external id, and each record has its own answer", async () => {
  const { account, batch } = await world();
  const results = await written(batch, [customer("NEW"), customer("KNOWN", { phone: "555-0100" })]);
  const stored = account.records.list("customer");
  expect(stored.map(({ externalId }) => externalId)).toEqual(["KNOWN", "NEW"]);
  expect(stored[0]?.fields["phone"]).toBe("555-0100");
  expect(idsOf(results)).toEqual([stored[1]?.id, stored[0]?.id]);
});

test("a record that NetSuite refuses says why and hinders no other", async () => {
  const { account, batch } = await world();
  const records = [
    customer("A"),
    customer("B", { subsidiary: { externalId: "nowhere" } }),
    customer("C", { phone: "1".repeat(40) }),
    customer("D", { colour: "blue" }),
    customer("E"),
  ];
  const results = await written(batch, records);
  expect(outcomesOf(results)).toEqual(["written", "data", "data", "data", "written"]);
  expect(failureOf(results[1])).toMatchObject({ code: "NONEXISTENT_EXTERNAL_ID", value: "nowhere" });
  expect(failureOf(results[2])).toMatchObject({ code: "EXCEEDED_MAX_FIELD_LENGTH", field: "customer.phone" });
  expect(account.records.list("customer").map(({ externalId }) => externalId)).toEqual(["KNOWN", "A", "E"]);
});

test("a hundred records are one submission, and the job is not asked for more than it must be", async () => {
  const { account, batch, asked } = await world();
  const results = await written(
    batch,
    Array.from({ length: 100 }, (_, n) => customer(`C-${n}`)),
  );
  expect(new Set(idsOf(results)).size).toBe(100);
  expect(account.records.list("customer")).toHaveLength(101);
  expect(asked(SUBMISSION)).toHaveLength(1);
  expect(asked(RESULT)).toHaveLength(100);
});

test("it is told which job the records are in, and whether that one runs can be asked by anybody", async () => {
  const { batch, jobs, netsuite, account } = await world();
  await written(batch, [customer("A"), customer("B")]);
  expect(jobs).toEqual(account.asyncJobs().map(({ id }) => id));
  expect(await netsuite.isJobRunning(jobs[0] ?? "")).toEqual({ ok: true, value: false });
  expect(await netsuite.isJobRunning("999999")).toEqual({ ok: true, value: false });
});

test("a job that runs is said to run, and one that cannot be asked for is no answer", async () => {
  const { batch, jobs, netsuite, account } = await world({
    latency: "heavy",
    patience: { firstPollMs: 60_000, longestPollMs: 60_000 },
  });
  void batch.upsertAll([customer("A")]);
  await expect.poll(() => jobs).toHaveLength(1);
  expect(await netsuite.isJobRunning(jobs[0] ?? "")).toEqual({ ok: true, value: true });
  account.addFault({ match: JOB, effect: "over-limit" });
  expect(await netsuite.isJobRunning(jobs[0] ?? "")).toMatchObject({
    ok: false,
    failure: { class: "throttled" },
  });
});

test("no slot is held while the job runs", async () => {
  const { batch, slots, account } = await world({ patience: { firstPollMs: 60_000, longestPollMs: 60_000 } });
  const submitted = batch.upsertAll([customer("A")]);
  await expect.poll(() => account.asyncJobs().length).toBe(1);
  await expect.poll(() => slots.outcomes).toEqual(["ok"]);
  expect(slots.held).toBe(0);
  void submitted;
});

test.each([
  ["was lost after the job had begun", "reset-after-commit"],
  ["was lost before anything had begun", "reset-before-commit"],
  ["was a maintenance page", "maintenance-page"],
  ["was 503", { status: 503 }],
] as const)("a submission whose answer %s makes one job", async (_, effect) => {
  const { account, batch, asked } = await world({ faults: [{ match: SUBMISSION, effect, times: 1 }] });
  const results = await written(batch, [customer("A"), customer("B")]);
  expect(idsOf(results)).toEqual(created(account));
  expect(account.asyncJobs()).toHaveLength(1);
  const keys = asked(SUBMISSION).map(({ requestHeaders }) => requestHeaders["x-netsuite-idempotency-key"]);
  expect(keys).toHaveLength(2);
  expect(new Set(keys).size).toBe(1);
});

test("a submission that is never answered leaves the outcome of every record unknown", async () => {
  const { batch } = await world({
    faults: [
      { match: SUBMISSION, effect: "reset-after-commit", times: 1 },
      { match: SUBMISSION, effect: { status: 503 } },
    ],
  });
  const outcome = await batch.upsertAll([customer("A")]);
  expect(outcome).toMatchObject({
    ok: false,
    refused: false,
    failure: { class: "unknown-outcome", code: "BATCH_OUTCOME_UNKNOWN" },
  });
});

test("a submission refused for concurrency has done nothing and is told to the one who hands out slots", async () => {
  const { account, batch, slots } = await world({ faults: [{ match: SUBMISSION, effect: "over-limit" }] });
  expect(await batch.upsertAll([customer("A")])).toMatchObject({
    ok: false,
    refused: false,
    failure: { class: "throttled" },
  });
  expect(slots.outcomes).toEqual(["refused"]);
  expect(account.asyncJobs()).toEqual([]);
});

test.each([
  ["refused for concurrency", "over-limit"],
  ["lost", "reset-after-commit"],
  ["503", { status: 503 }],
  ["a maintenance page", "maintenance-page"],
] as const)(
  "looks after the job, its tasks and its results that are %s are looked again",
  async (_, effect) => {
    const { account, batch } = await world({
      faults: [1, 2, 3, 4].map((nth) => ({ match: JOB, effect, nth })),
    });
    const results = await written(batch, [customer("A"), customer("B")]);
    expect(idsOf(results)).toEqual(created(account));
  },
);

test("a result that cannot be had leaves the outcome of its record unknown, and of no other", async () => {
  const { batch } = await world({ faults: [{ match: RESULT, effect: { status: 401 }, nth: 2 }] });
  const results = await written(batch, [customer("A"), customer("B"), customer("C")]);
  expect(outcomesOf(results)).toEqual(["written", "unknown-outcome", "written"]);
});

test.each([
  ["is not known any more", { status: 404 }],
  ["is shown to nobody with this login", { status: 401 }],
] as const)("a job that %s leaves the outcome of its records unknown", async (_, effect) => {
  const { batch, asked } = await world({ faults: [{ match: JOB, effect }] });
  expect(failureOf((await written(batch, [customer("A")]))[0])?.class).toBe("unknown-outcome");
  expect(asked(JOB)).toHaveLength(1);
});

test("a job that does not end in its time leaves the outcome of its records unknown", async () => {
  const { batch } = await world({
    patience: { withinMs: 100 },
    faults: [{ match: { operation: "job" }, effect: { status: 503 } }],
  });
  expect(failureOf((await written(batch, [customer("A")]))[0])).toMatchObject({ class: "unknown-outcome" });
});

test("a batch that NetSuite takes for none is told apart from records that it refuses", async () => {
  const { batch } = await world({ faults: [{ match: SUBMISSION, effect: { status: 405 } }] });
  expect(await batch.upsertAll([customer("A")])).toMatchObject({ ok: false, refused: true });
});

test("the list of tasks as the help prints it and a relative Location are read as well", async () => {
  const { account, batch } = await world({ quirks: { taskList: "printed", asyncLocation: "relative" } });
  const results = await written(
    batch,
    Array.from({ length: 12 }, (_, n) => customer(`C-${n}`)),
  );
  expect(idsOf(results)).toEqual(created(account));
});

test("nobody waits for a job any more once the client is closed", async () => {
  const { account, batch, netsuite } = await world({ faults: [{ match: JOB, effect: { status: 503 } }] });
  const outcome = batch.upsertAll([customer("A")]);
  await expect.poll(() => account.asyncJobs().length).toBe(1);
  await netsuite.close();
  expect(await outcome).toMatchObject({ ok: false, failure: { class: "unknown-outcome" } });
});
