import { expect, test } from "vitest";
import type { HttpCall } from "../http/http-call.ts";
import { createOutageBreaker, type OutageAlarm, SILENT_CALLS } from "./outage-breaker.ts";

const OUTAGE_AFTER_MS = 30_000;
const PROBE_EVERY_MS = 15_000;

function aBreaker() {
  let now = 0;
  const alarms: OutageAlarm[] = [];
  const breaker = createOutageBreaker({
    clock: { now: () => now, sleep: async () => undefined },
    outageAfterMs: OUTAGE_AFTER_MS,
    probeEveryMs: PROBE_EVERY_MS,
    alarm: (alarm) => alarms.push(alarm),
  });
  const hear = (call: Partial<HttpCall>, times = 1): void => {
    for (let n = 0; n < times; n += 1)
      breaker.heard({ method: "PUT", path: "/", status: 204, ms: 1, ...call });
  };
  const advance = (ms: number): void => {
    now += ms;
  };
  const goSilent = (): void => {
    hear({ status: null }, SILENT_CALLS);
    advance(OUTAGE_AFTER_MS);
    hear({ status: null });
  };
  return { breaker, alarms, hear, advance, goSilent };
}

test.each<readonly [string, Partial<HttpCall>]>([
  ["no answer at all", { status: null }],
  ["a gateway's 503", { status: 503 }],
  ["a maintenance page with status 200", { status: 200, answered: "<!DOCTYPE html><h1>Maintenance</h1>" }],
  ["a page with status 500", { status: 500, answered: "<html>" }],
])("%s, for long enough, is an outage: nothing is worked on, and one alarm is raised", (_, silence) => {
  const { breaker, alarms, hear, advance } = aBreaker();
  hear(silence, SILENT_CALLS);
  advance(OUTAGE_AFTER_MS);
  hear(silence, 200);
  expect(breaker.isOpen).toBe(true);
  expect(breaker.allow(25)).toBe(0);
  expect(alarms.map(({ event }) => event)).toEqual(["netsuite-unreachable"]);
  expect(alarms[0]?.message).toMatch(/for 30 s/);
});

test.each<readonly [string, Partial<HttpCall>]>([
  ["a success", { status: 204 }],
  ["a refusal", { status: 400, answered: '{"o:errorDetails":[]}' }],
  ["a refused login", { status: 401 }],
  ["no free slot", { status: 429 }],
  ["an unexpected error of NetSuite's own", { status: 500, answered: '{"status":500}' }],
])("%s shows that NetSuite is there", (_, answer) => {
  const { breaker, hear, advance } = aBreaker();
  hear({ status: null }, 100);
  advance(OUTAGE_AFTER_MS);
  hear(answer);
  hear({ status: null }, 100);
  expect(breaker.isOpen).toBe(false);
  expect(breaker.allow(25)).toBe(25);
});

test("many silent calls in a moment are no outage, and neither are few in a long time", () => {
  const { breaker, hear, advance } = aBreaker();
  hear({ status: null }, 1_000);
  expect(breaker.isOpen).toBe(false);
  hear({ status: 204 });
  hear({ status: null }, SILENT_CALLS - 2);
  advance(10 * OUTAGE_AFTER_MS);
  hear({ status: null });
  expect(breaker.isOpen).toBe(false);
});

test("in an outage one entry at a time is the probe", () => {
  const { breaker, advance, goSilent } = aBreaker();
  goSilent();
  expect(breaker.allow(25)).toBe(0);
  advance(PROBE_EVERY_MS);
  expect(breaker.allow(0)).toBe(0);
  expect(breaker.allow(25)).toBe(1);
  expect(breaker.allow(25)).toBe(0);
});

test("any answer ends the outage and says so once; the next one is told anew", () => {
  const { breaker, alarms, hear, goSilent } = aBreaker();
  goSilent();
  hear({ status: 400, answered: "{}" }, 3);
  expect(breaker.allow(25)).toBe(25);
  goSilent();
  expect(alarms.map(({ event }) => event)).toEqual([
    "netsuite-unreachable",
    "netsuite-reachable",
    "netsuite-unreachable",
  ]);
});
