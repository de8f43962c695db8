import { expect, onTestFinished, test } from "vitest";
import { systemClock } from "../clock.ts";
import { IntegrationError } from "../errors.ts";
import { createIntakeApp } from "../intake/intake-app.ts";
import { orderSource } from "../intake/order-source.contract.ts";
import { anIncoming, NOON } from "../ledger/sample-entries.contract.ts";
import { openDatabase } from "../ledger/sqlite/open-database.ts";
import { createSqliteLedger } from "../ledger/sqlite/sqlite-ledger.ts";
import { openTemporaryLedger, temporaryFile } from "../ledger/sqlite/temporary-ledger.contract.ts";
import { signShopifyWebhook } from "../sources/shopify/webhook-signature.ts";
import { listen } from "./http-service.ts";
import { createReadinessCheck, type ReadinessOptions } from "./readiness.ts";

async function checking(change: Partial<ReadinessOptions> = {}) {
  const { ledger } = await openTemporaryLedger();
  let now = NOON;
  const clock = { now: () => now, sleep: () => Promise.resolve() };
  const limits = { minFreeBytes: 1_000, maxBacklogAgeMs: 60_000, freeBytes: async () => 10_000 };
  const readiness = createReadinessCheck({ ledger, clock, breaker: { isOpen: false }, ...limits, ...change });
  const codes = async () => {
    now += 1_000;
    const { intake, delivery } = await readiness.check();
    return [intake.map(({ code }) => code), delivery.map(({ code }) => code)];
  };
  const pass = (ms: number): void => {
    now += ms;
  };
  return { ledger, codes, readiness, pass };
}

test("a service with a ledger that can be written and no old order is ready", async () => {
  expect(await (await checking()).codes()).toEqual([[], []]);
});

test("a disk that is almost full keeps orders out before it is full", async () => {
  const { codes } = await checking({ freeBytes: async () => 999 });
  expect(await codes()).toEqual([["DISK_ALMOST_FULL"], []]);
  const unknown = await checking({ freeBytes: async () => null });
  expect(await unknown.codes()).toEqual([[], []]);
});

test.each([
  ["LEDGER_FULL", "LEDGER_FULL"],
  ["LEDGER_FAILED", "LEDGER_NOT_WRITABLE"],
] as const)("a ledger that answers %s is %s", async (code, trouble) => {
  const probe = () => Promise.reject(new IntegrationError({ code, message: "secret path" }));
  const { codes, readiness } = await checking({ ledger: { probe, tally: async () => [] } });
  expect(await codes()).toEqual([[trouble], []]);
  expect(JSON.stringify(await readiness.check())).not.toContain("secret path");
});

test("an open breaker and an old order are told, and do not close the door", async () => {
  const { codes, ledger, pass } = await checking({ breaker: { isOpen: true } });
  await ledger.accept(anIncoming());
  expect(await codes()).toEqual([[], ["BREAKER_OPEN"]]);
  pass(60_000);
  expect(await codes()).toEqual([[], ["BREAKER_OPEN", "BACKLOG_OLD"]]);
});

test("an order that was just refused counts until one is taken, or for a while", async () => {
  const { codes, readiness, pass } = await checking();
  const cause = new IntegrationError({ code: "LEDGER_FULL", message: "full" });
  const refuse = () =>
    readiness.observer.onRefused?.({ code: "LEDGER_UNAVAILABLE", status: 503, path: "/", cause });
  refuse();
  expect(await codes()).toEqual([["LEDGER_FULL"], []]);
  readiness.observer.onAccepted?.({ id: 1 });
  expect(await codes()).toEqual([[], []]);
  refuse();
  pass(15_000);
  expect(await codes()).toEqual([[], []]);
});

test("a full disk is 503 at the door and not ready, and both go on without a restart", async () => {
  const file = temporaryFile();
  const database = await openDatabase({ file, clock: systemClock });
  const ledger = createSqliteLedger(database, file);
  onTestFinished(() => ledger.close());
  const limits = { minFreeBytes: 0, maxBacklogAgeMs: 60_000, freeBytes: async () => null };
  const readiness = createReadinessCheck({
    ledger,
    clock: systemClock,
    breaker: { isOpen: false },
    ...limits,
  });
  const { onAccepted, onRefused } = readiness.observer;
  const app = createIntakeApp({
    ...{
      ledger,
      maxBodyBytes: 1_000_000,
      clock: systemClock,
      flows: [orderSource({ domain: "acme-store.example", secrets: ["hush"] })],
    },
    ...{ readiness, ...(onAccepted && { onAccepted }), ...(onRefused && { onRefused }) },
  });
  const door = await listen(app, { host: "127.0.0.1", port: 0, clock: systemClock });
  onTestFinished(() => door.close(0));
  const large = JSON.stringify({ id: 7, updated_at: "2026-11-23", note: "x".repeat(200_000) });
  const send = () =>
    fetch(`${door.url}/webhooks/shopify/orders`, {
      method: "POST",
      headers: {
        "x-shopify-hmac-sha256": signShopifyWebhook(large, "hush"),
        "x-shopify-topic": "orders/create",
      },
      body: large,
    });
  const ready = () => fetch(`${door.url}/readyz`);
  database.exec("PRAGMA max_page_count = 1");
  expect((await send()).status).toBe(503);
  const notReady = await ready();
  expect([notReady.status, await notReady.json()]).toEqual([
    503,
    { status: "not ready", intake: [expect.objectContaining({ code: "LEDGER_FULL" })], delivery: [] },
  ]);
  database.exec("PRAGMA max_page_count = 1000000");
  expect((await send()).status).toBe(200);
  expect((await ready()).status).toBe(200);
});
