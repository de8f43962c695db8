/** NetSuite is down for longer than any order's attempts would last: one alarm, every order kept, none a dead letter. */
import { expect, test } from "vitest";
import type { FaultEffect } from "../emulator/index.ts";
import type { BreakerAlarm } from "../integration/index.ts";
import { anOrder } from "../scenarios/index.ts";
import { exampleCore, ordersOnly } from "./example-core.ts";

const ORDERS = 12;
const MAX_ATTEMPTS = 10;
/** Far more than the attempts of one order. */
const PROBES = 20;

test.each<readonly [string, FaultEffect]>([
  ["behind a maintenance page", "maintenance-page"],
  ["answering 503", { status: 503 }],
  ["cutting every connection", "reset-before-commit"],
])("while NetSuite is %s for long, orders wait at no cost and one alarm is raised", async (_, effect) => {
  const alarms: BreakerAlarm[] = [];
  const core = await exampleCore({
    account: { faults: [{ name: "down", effect }] },
    backlog: Array.from({ length: ORDERS }, (_, n) => anOrder(n + 1)),
    flows: ordersOnly,
    worker: { pollMs: 5, outageAfterMs: 50, probeOutageEveryMs: 5 },
    retry: { baseMs: 50, capMs: 50, fastAttempts: MAX_ATTEMPTS, maxAttempts: MAX_ATTEMPTS, holdMs: 5 },
    hooks: { onAlarm: (alarm) => alarms.push(alarm) },
  });
  const { account } = core;
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
