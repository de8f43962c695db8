/** Two workers in processes of their own deliver a backlog in batches; one of them is killed while its job runs at NetSuite. */
import { expect, onTestFinished, test } from "vitest";
import type { IntegrationOptions } from "../integration/index.ts";
import { postgresForTests } from "../integration/ledger/postgres/temporary-postgres.contract.ts";
import { anOrder } from "../scenarios/index.ts";
import { startCore } from "./core-process.ts";
import { acceptOrders, startExampleNetSuite } from "./example-netsuite.ts";

const ORDERS = 40;

const postgres = postgresForTests();

async function aBacklog() {
  const { account, door, options } = await startExampleNetSuite({ latency: "typical", timeScale: 20 });
  onTestFinished(() => door.close());
  const { ledger, url, schema } = await postgres.open();
  await acceptOrders(
    ledger,
    Array.from({ length: ORDERS }, (_, n) => anOrder(n + 1)),
  );
  const polls = { firstPollMs: 50, longestPollMs: 200 };
  const batching = { by: "rest", size: 20, backlog: 10, groups: 1, ...polls } as const;
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

test("a worker that is killed while its job runs loses nothing and doubles nothing", async () => {
  const { account, ledger, settings } = await aBacklog();
  const killed = await workerWith(settings);
  // The first job is about the customers, the second about the orders that need them.
  const runningJob = () => account.asyncJobs()[1]?.progress === "pending";
  await expect.poll(runningJob, { interval: 5 }).toBe(true);
  await killed.end("SIGKILL");
  const inDoubt = await ledger.find({ states: ["running"] });
  expect(inDoubt.some(({ sentAt }) => sentAt !== null)).toBe(true);
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
});
