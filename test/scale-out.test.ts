/** Several workers in processes of their own share one PostgreSQL ledger and one account's slots; one of them is killed. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { request } from "undici";
import { expect, onTestFinished, test } from "vitest";
import { loadProject, pushedFlows } from "../cli/config/project.ts";
import { type Account, createEmulator, startHttpDoor } from "../emulator/index.ts";
import type { IntegrationOptions } from "../integration/index.ts";
import { postgresForTests } from "../integration/ledger/postgres/temporary-postgres.contract.ts";
import { anOrder, webhookFor } from "../scenarios/index.ts";
import { EXAMPLE } from "./example-project.ts";
import { type RunningCommand, startProgram } from "./processes.ts";

const SHOP = "acme-store.example";
const SECRET = "scale-out-webhook-secret";
const ORDERS = 60;
const SLOTS = 4;

const postgres = postgresForTests();

/** A worker as a program: it says where its intake is and then works until it is ended. */
const WORKER = `
import { readFileSync } from "node:fs";
import { startIntegration } from "./integration/index.ts";
const options = JSON.parse(readFileSync(process.argv[1], "utf8"));
const integration = await startIntegration(options, { onError: (error) => console.error(error) });
console.log(JSON.stringify({ event: "ready", url: integration.url }));
process.once("SIGTERM", () => void integration.stop());
`;

async function aShop() {
  const project = await loadProject(EXAMPLE);
  const emulator = createEmulator({
    accounts: [
      { accountId: "1234567", latency: "lean", masterData: project.masterData, rules: project.rules },
    ],
    timeScale: 20,
  });
  const door = await startHttpDoor(emulator);
  onTestFinished(() => door.close());
  const [account] = emulator.accounts as [Account];
  const { url, schema } = await postgres.open();
  const options: IntegrationOptions = {
    shop: { domain: SHOP, secrets: [SECRET] },
    netsuite: {
      accountId: account.accountId,
      baseUrl: door.url,
      credentials: account.credentials,
      slots: SLOTS,
      timeoutMs: 1_000,
    },
    ledger: { url, schema, connections: 4 },
    flows: pushedFlows(project).filter(({ kind }) => kind === "shopify-orders"),
    worker: { leaseMs: 2_000, pollMs: 50 },
  };
  return { account, options };
}

async function workerOn(options: IntegrationOptions): Promise<RunningCommand & { readonly intake: string }> {
  const folder = await mkdtemp(join(tmpdir(), "drydock-scale-out-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, "options.json");
  await writeFile(file, JSON.stringify(options));
  const worker = startProgram(["--input-type=module", "--eval", WORKER, file]);
  const ready = await worker.line(({ event }) => event === "ready");
  return { ...worker, intake: String(ready["url"]) };
}

test("three workers deliver each order once within the account's slots, though one is killed at work", async () => {
  const { account, options } = await aShop();
  const [killed, ...survivors] = await Promise.all([workerOn(options), workerOn(options), workerOn(options)]);
  const doors = [killed, ...survivors].map(({ intake }) => intake);
  const orders = Array.from({ length: ORDERS }, (_, n) => anOrder(n + 1));
  const statuses = await Promise.all(
    orders.map(async (order, n) => {
      const webhook = webhookFor(order.toJson(), { secret: SECRET, shopDomain: SHOP });
      const door = doors[n % doors.length];
      const { statusCode, body } = await request(`${door}/webhooks/shopify/orders`, {
        method: "POST",
        ...webhook,
      });
      await body.dump();
      return statusCode;
    }),
  );
  expect(new Set(statuses)).toEqual(new Set([200]));
  await killed.end("SIGKILL");
  await expect.poll(() => account.records.list("salesOrder").length, { timeout: 60_000 }).toBe(ORDERS);
  const externalIds = account.records.list("salesOrder").map(({ externalId }) => externalId);
  expect(new Set(externalIds).size).toBe(ORDERS);
  expect(account.governance().rejected).toBe(0);
  expect(account.governance().peak).toBeLessThanOrEqual(SLOTS);
  const ends = await Promise.all(survivors.map((worker) => worker.end("SIGTERM")));
  expect(ends).toEqual([
    { code: 0, signal: null },
    { code: 0, signal: null },
  ]);
});
