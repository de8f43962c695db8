/** Two workers in processes of their own deliver a backlog in batches; one of them is killed while its job runs at NetSuite. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { loadProject } from "../cli/config/project.ts";
import { createEmulator, startHttpDoor } from "../emulator/index.ts";
import { type IntegrationOptions, openLedger, systemClock } from "../integration/index.ts";
import { postgresForTests } from "../integration/ledger/postgres/temporary-postgres.contract.ts";
import { anIncoming } from "../integration/ledger/sample-entries.contract.ts";
import { anOrder } from "../scenarios/index.ts";
import { EXAMPLE } from "./example-project.ts";
import { startProgram } from "./processes.ts";

const ORDERS = 40;

const postgres = postgresForTests();

const WORKER = `
import { readFileSync } from "node:fs";
import { startIntegration } from "./integration/index.ts";
const options = JSON.parse(readFileSync(process.argv[1], "utf8"));
const integration = await startIntegration(options, { onError: (error) => console.error(error) });
console.log(JSON.stringify({ event: "ready" }));
process.once("SIGTERM", () => void integration.stop());
`;

async function aBacklog() {
  const project = await loadProject(EXAMPLE);
  const { masterData, rules, flows } = project;
  const emulator = createEmulator({
    accounts: [{ accountId: "1234567", latency: "typical", masterData, rules }],
    timeScale: 20,
  });
  const account = emulator.account("1234567");
  const door = await startHttpDoor(emulator);
  onTestFinished(() => door.close());
  const { url, schema } = await postgres.open();
  const ledger = await openLedger({ url, schema }, { clock: systemClock });
  onTestFinished(() => ledger.close());
  for (let n = 1; n <= ORDERS; n += 1) {
    const order = anOrder(n);
    const raw = new TextEncoder().encode(order.toJson());
    await ledger.accept(
      anIncoming({ flow: "shopify-orders", key: order.key, raw, receivedAt: systemClock.now() }),
    );
  }
  const options: IntegrationOptions = {
    shop: { domain: "acme-store.example", secrets: ["killed-batch-secret"] },
    netsuite: {
      accountId: account.accountId,
      baseUrl: door.url,
      credentials: account.credentials,
      slots: 4,
      timeoutMs: 1_500,
      batching: { by: "rest", size: 20, backlog: 10, groups: 1, firstPollMs: 50, longestPollMs: 200 },
    },
    ledger: { url, schema, connections: 4 },
    flows: flows.filter(({ kind }) => kind === "shopify-orders"),
    worker: { leaseMs: 3_000, pollMs: 50 },
  };
  const folder = await mkdtemp(join(tmpdir(), "drydock-batch-killed-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, "options.json");
  await writeFile(file, JSON.stringify(options));
  return { account, ledger, file };
}

async function workerWith(file: string) {
  const worker = startProgram(["--input-type=module", "--eval", WORKER, file]);
  onTestFinished(() => void worker.end("SIGKILL"));
  await worker.line(({ event }) => event === "ready");
  return worker;
}

test("a worker that is killed while its job runs loses nothing and doubles nothing", async () => {
  const { account, ledger, file } = await aBacklog();
  const killed = await workerWith(file);
  // The first job is about the customers, the second about the orders that need them.
  const runningJob = () => account.asyncJobs()[1]?.progress === "pending";
  await expect.poll(runningJob, { interval: 5 }).toBe(true);
  await killed.end("SIGKILL");
  const inDoubt = await ledger.find({ states: ["running"] });
  expect(inDoubt.some(({ sentAt }) => sentAt !== null)).toBe(true);
  const survivor = await workerWith(file);
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
