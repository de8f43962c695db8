/** NetSuite is down for longer than any order's attempts would last: one alarm, every order kept, none a dead letter. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { loadProject } from "../cli/config/project.ts";
import { createEmulator, type FaultEffect, startHttpDoor } from "../emulator/index.ts";
import { type BreakerAlarm, openLedger, startIntegration, systemClock } from "../integration/index.ts";
import { anIncoming } from "../integration/ledger/sample-entries.contract.ts";
import { anOrder } from "../scenarios/index.ts";
import { EXAMPLE } from "./example-project.ts";

const ORDERS = 12;
const MAX_ATTEMPTS = 10;
/** Far more than the attempts of one order. */
const PROBES = 20;

async function ledgerWithOrders(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "drydock-outage-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, "ledger.sqlite");
  const ledger = await openLedger({ file }, { clock: systemClock });
  for (let n = 1; n <= ORDERS; n += 1) {
    const raw = new TextEncoder().encode(anOrder(n).toJson());
    const { key } = anOrder(n);
    await ledger.accept(anIncoming({ flow: "shopify-orders", key, raw, receivedAt: systemClock.now() }));
  }
  await ledger.close();
  return file;
}

test.each<readonly [string, FaultEffect]>([
  ["behind a maintenance page", "maintenance-page"],
  ["answering 503", { status: 503 }],
  ["cutting every connection", "reset-before-commit"],
])("while NetSuite is %s for long, orders wait at no cost and one alarm is raised", async (_, effect) => {
  const { masterData, rules, flows } = await loadProject(EXAMPLE);
  const emulator = createEmulator({ accounts: [{ accountId: "1234567", masterData, rules }] });
  const account = emulator.account("1234567");
  account.addFault({ name: "down", effect });
  const door = await startHttpDoor(emulator);
  onTestFinished(() => door.close());
  const alarms: BreakerAlarm[] = [];
  const core = await startIntegration(
    {
      shop: { domain: "acme-store.example", secrets: ["outage-webhook-secret"] },
      netsuite: {
        accountId: account.accountId,
        baseUrl: door.url,
        credentials: account.credentials,
        slots: 4,
        timeoutMs: 5_000,
      },
      ledger: { file: await ledgerWithOrders() },
      flows: flows.filter(({ kind }) => kind === "shopify-orders"),
      worker: { pollMs: 5, outageAfterMs: 50, probeOutageEveryMs: 5 },
      retry: { baseMs: 50, capMs: 50, fastAttempts: MAX_ATTEMPTS, maxAttempts: MAX_ATTEMPTS, holdMs: 5 },
    },
    { onAlarm: (alarm) => alarms.push(alarm) },
  );
  onTestFinished(() => core.stop());
  const told = () => alarms.map(({ event }) => event);
  await expect.poll(told).toEqual(["netsuite-unreachable"]);
  const before = account.journal().length;
  await expect.poll(() => account.journal().length).toBeGreaterThan(before + PROBES);
  expect(await core.counts()).toMatchObject({ dead: 0, delivered: 0 });
  account.removeFault("down");
  await expect.poll(async () => (await core.counts()).delivered).toBe(ORDERS);
  expect(told()).toEqual(["netsuite-unreachable", "netsuite-reachable"]);
  expect(account.records.list("salesOrder")).toHaveLength(ORDERS);
});
