/** Two workers in processes of their own deliver a backlog in batches; one of them is killed while NetSuite works on its batch. */
import { expect, onTestFinished, test } from "vitest";
import type { Account } from "../emulator/index.ts";
import type { IntegrationOptions, Ledger } from "../integration/index.ts";
import { postgresForTests } from "../integration/ledger/postgres/temporary-postgres.contract.ts";
import { anOrder } from "../scenarios/index.ts";
import { startCore } from "./core-process.ts";
import { acceptOrders, startExampleNetSuite } from "./example-netsuite.ts";

const ORDERS = 40;
const SIZE = 20;
const RESTLET = { script: "customscript_up", deploy: "customdeploy_up" };

const postgres = postgresForTests();

type Batching = NonNullable<IntegrationOptions["netsuite"]["batching"]>;

async function aBacklog(by: Batching) {
  const { account, door, options } = await startExampleNetSuite({
    latency: "typical",
    timeScale: 20,
    restlets: [{ ...RESTLET, file: "examples/restlets/upsert-many.js" }],
  });
  onTestFinished(() => door.close());
  const { ledger, url, schema } = await postgres.open();
  await acceptOrders(
    ledger,
    Array.from({ length: ORDERS }, (_, n) => anOrder(n + 1)),
  );
  const batching = { size: SIZE, backlog: 10, groups: 1, ...by };
  const settings: IntegrationOptions = {
    ...options({ slots: 4, timeoutMs: 1_500, batching }),
    ledger: { url, schema, connections: 4 },
    worker: { leaseMs: 3_000, pollMs: 50 },
  };
  return { account, ledger, settings };
}

async function workerWith(settings: IntegrationOptions) {
  const worker = await startCore(settings, "source");
  onTestFinished(() => void worker.end("SIGKILL"));
  return worker;
}

/** The first batch is about the customers, the second about the orders that need them. */
const MID_BATCH: readonly (readonly [
  string,
  Batching,
  (account: Account, ledger: Ledger) => Promise<boolean>,
])[] = [
  [
    "its job runs",
    { by: "rest", firstPollMs: 50, longestPollMs: 200 },
    async (account, ledger) => {
      const noted = (await ledger.find({ states: ["running"] })).map(({ jobId }) => jobId);
      return noted.includes(account.asyncJobs()[1]?.id ?? "");
    },
  ],
  [
    "its RESTlet saves",
    { by: "restlet", restlet: RESTLET },
    async (account) => {
      const saved = account.records.list("salesOrder").length;
      return saved > 0 && saved < SIZE;
    },
  ],
];

test.each(MID_BATCH)(
  "a worker that is killed while %s loses nothing and doubles nothing",
  async (_, by, isMidBatch) => {
    const { account, ledger, settings } = await aBacklog(by);
    const killed = await workerWith(settings);
    await expect.poll(() => isMidBatch(account, ledger), { interval: 5 }).toBe(true);
    await killed.end("SIGKILL");
    const inDoubt = await ledger.find({ states: ["running"] });
    expect(inDoubt.some(({ sentAt }) => sentAt !== null)).toBe(true);
    // A RESTlet's call has no name under which it could be asked for.
    expect(inDoubt.some(({ jobId }) => jobId !== null)).toBe(by.by === "rest");
    const survivor = await workerWith(settings);
    await expect.poll(async () => (await ledger.counts()).delivered, { timeout: 90_000 }).toBe(ORDERS);
    await survivor.end("SIGTERM");
    const externalIds = account.records.list("salesOrder").map(({ externalId }) => externalId);
    expect(externalIds).toHaveLength(ORDERS);
    expect(new Set(externalIds).size).toBe(ORDERS);
    const ids = new Map(account.records.list("salesOrder").map(({ id, externalId }) => [externalId, id]));
    const entries = await ledger.find({ limit: ORDERS });
    expect(entries.map(({ internalId }) => internalId)).toEqual(
      Array.from({ length: ORDERS }, (_, n) => ids.get(`SHOP-${anOrder(n + 1).externalIdDigits}`)),
    );
  },
  // Two processes are started from their sources, which takes its time where others work too.
  300_000,
);
