/** Several workers in processes of their own share one PostgreSQL ledger and one account's slots; one of them is killed. */
import { expect, onTestFinished, test } from "vitest";
import { postgresForTests } from "../integration/ledger/postgres/temporary-postgres.contract.ts";
import { anOrder, sendWebhook, webhookFor } from "../scenarios/index.ts";
import { startCore } from "./core-process.ts";
import { SECRET, SHOP, startExampleNetSuite } from "./example-netsuite.ts";

const ORDERS = 60;
const SLOTS = 4;

const postgres = postgresForTests();

async function aShop() {
  const { account, door, options } = await startExampleNetSuite({ latency: "lean", timeScale: 20 });
  onTestFinished(() => door.close());
  const { url, schema } = await postgres.open();
  const ledger = { url, schema, connections: 4 };
  const worker = { leaseMs: 2_000, pollMs: 50 };
  return { account, options: { ...options({ slots: SLOTS, timeoutMs: 1_000 }), ledger, worker } };
}

test("three workers deliver each order once within the account's slots, though one is killed at work", async () => {
  const { account, options } = await aShop();
  const start = () => startCore(options, "source");
  const [killed, ...survivors] = await Promise.all([start(), start(), start()]);
  const doors = [killed, ...survivors].map(({ url }) => url);
  const orders = Array.from({ length: ORDERS }, (_, n) => anOrder(n + 1));
  const statuses = await Promise.all(
    orders.map(async (order, n) => {
      const webhook = webhookFor(order.toJson(), { secret: SECRET, shopDomain: SHOP });
      const door = doors[n % doors.length];
      return (await sendWebhook(`${door}/webhooks/shopify/orders`, webhook)).status;
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
