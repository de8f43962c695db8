import { expect, test } from "vitest";
import { createEmulator } from "../emulator.ts";
import { seededRandom } from "../seeded-random.ts";
import { acme, anOrder, authorization, RECORDS } from "../testing/acme.ts";
import { manualClock } from "../testing/manual-clock.ts";
import { createLatency, expectedLatencyMs, type Latency, type LatencyOperation } from "./latency-model.ts";
import { LATENCY_PROFILES, type LatencyProfile } from "./latency-profiles.ts";

/** Orders an hour over a number of connections, as Oracle's benchmark reports them (help chapter_1488813888). */
const ordersPerHour = (inFlight: number, lines: number): number => {
  const { medianMs } = expectedLatencyMs("heavy", { kind: "write-transaction", lines, inFlight });
  return (inFlight * 3_600_000) / medianMs;
};

test.each([
  [1, 3, 650],
  [1, 50, 300],
  [5, 10, 3_200],
  [10, 20, 4_500],
  [20, 50, 2_400],
])(
  "heavy at %i connections and %i lines stays within 25 %% of Oracle's %i orders an hour",
  (connections, lines, measured) => {
    expect(Math.abs(Math.log(ordersPerHour(connections, lines) / measured))).toBeLessThan(Math.log(1.25));
  },
);

/** The wait of an operation that is over before the next begins. */
function passed(latency: Latency, operation: LatencyOperation): number {
  const { ms, end } = latency.begin(operation);
  end();
  return ms;
}

test("drawn waits have the expected median and mean", () => {
  const latency = createLatency("typical", seededRandom(1, "test"));
  const operation = { kind: "write-transaction", lines: 3 } as const;
  const waits = Array.from({ length: 20_000 }, () => passed(latency, operation)).sort((a, b) => a - b);
  const { medianMs, meanMs } = expectedLatencyMs("typical", operation);
  expect((waits[10_000] ?? 0) / medianMs).toBeCloseTo(1, 1);
  expect(waits.reduce((sum, wait) => sum + wait, 0) / waits.length / meanMs).toBeCloseTo(1, 1);
});

test("the profile none never waits", () => {
  const latency = createLatency("none", seededRandom(1, "test"));
  expect(passed(latency, { kind: "write-transaction", lines: 500 })).toBe(0);
  expect(expectedLatencyMs("none", { kind: "get" })).toEqual({ medianMs: 0, meanMs: 0 });
});

/** The medians in seconds that each profile was ordered with, single call, low load. */
test.each<[LatencyOperation, number, number, number]>([
  [{ kind: "overhead" }, 0.15, 0.25, 0.4],
  [{ kind: "get" }, 0.4, 0.8, 1.5],
  [{ kind: "query" }, 0.4, 0.8, 1.5],
  [{ kind: "write-entity" }, 0.9, 1.5, 3],
  [{ kind: "write-list" }, 0.4, 0.7, 1.2],
  [{ kind: "write-transaction", lines: 0 }, 1.5, 2.5, 5],
  [{ kind: "write-transaction", lines: 3 }, 1.65, 2.8, 5.315],
  [{ kind: "transform" }, 2, 3.5, 6],
])("%j takes %d s when lean, %d typically, %d when heavy", (operation, ...medians) => {
  const profiles: readonly LatencyProfile[] = ["lean", "typical", "heavy"];
  for (const [index, profile] of profiles.entries()) {
    const { medianMs } = expectedLatencyMs(profile, operation);
    expect(medianMs / 1_000).toBeCloseTo(medians[index] ?? 0, 1);
  }
});

test.each([5, 50, 200])("lines in flight saturate the account: %i lines on 20 slots", (lines) => {
  const alone = expectedLatencyMs("heavy", { kind: "write-transaction", lines }).medianMs;
  const crowded = expectedLatencyMs("heavy", { kind: "write-transaction", lines, inFlight: 20 }).medianMs;
  expect(crowded).toBeGreaterThan(alone);
  // However many connections, 35 lines a second are all there is.
  expect((20 * lines * 1_000) / crowded).toBeLessThan(35);
});

test("the lines of everybody's transactions slow a transaction for as long as they are written", () => {
  const latency = createLatency({ ...LATENCY_PROFILES.heavy, sigma: 0 }, seededRandom(1, "test"));
  const small = { kind: "write-transaction", lines: 3 } as const;
  const alone = passed(latency, small);
  const large = latency.begin({ kind: "write-transaction", lines: 347 });
  // 350 lines at 35 a second, beside the 5.315 s that 3 lines take.
  expect(passed(latency, small)).toBeCloseTo(Math.hypot(10, 5.315) * 1_000);
  expect(passed(latency, { kind: "get" })).toBe(1_500);
  large.end();
  large.end();
  expect(passed(latency, small)).toBe(alone);
});

test("one wait for every call, with no spread", () => {
  const latency = createLatency({ fixedMs: 500 }, seededRandom(1, "test"));
  const waits = (["get", "query", "write-entity", "transform"] as const).map((kind) =>
    passed(latency, { kind }),
  );
  expect(waits).toEqual([500, 500, 500, 500]);
  expect(passed(latency, { kind: "write-transaction", lines: 200 })).toBe(500);
});

test("a change of setting leaves the stream of chance where it would have been", () => {
  const steady = createLatency("typical", seededRandom(1, "test"));
  const changed = createLatency("heavy", seededRandom(1, "test"));
  passed(steady, { kind: "get" });
  passed(changed, { kind: "get" });
  changed.set("typical");
  expect(passed(changed, { kind: "get" })).toBe(passed(steady, { kind: "get" }));
});

const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Every wait of the same eight calls, six of them at once, as the clock is asked for it. */
async function waitsAt(timeScale: number): Promise<readonly number[]> {
  const { call, clock } = acme({ latency: "typical", seed: 4 }, timeScale);
  const calls = [1, 2, 3, 4, 5, 6].map(() => call("POST", `${RECORDS}/salesOrder`, { body: anOrder() }));
  await settle();
  const waits = [...clock.sleeping];
  clock.advance(600_000);
  await Promise.all(calls);
  for (const path of [`${RECORDS}/customer`, `${RECORDS}/customer/eid:C-1`]) {
    const one = call("GET", path);
    await settle();
    waits.push(...clock.sleeping);
    clock.advance(600_000);
    await one;
  }
  return waits;
}

test("a time scale divides every wait, and changes nothing about their sequence or queueing", async () => {
  const real = await waitsAt(1);
  expect(real).toHaveLength(8);
  const fast = await waitsAt(60);
  for (const [index, wait] of fast.entries()) expect(wait * 60).toBeCloseTo(real[index] ?? 0, 6);
});

const MEASURED = { ...LATENCY_PROFILES.typical, getSeconds: 9, sigma: 0, source: "measured in a sandbox" };

test("what is worked on a request is part of its wait, not on top of it", async () => {
  const clock = manualClock();
  const ticks = [1_000, 1_040];
  const emulator = createEmulator({
    clock: { ...clock, ticks: () => ticks.shift() ?? 0 },
    accounts: [{ accountId: "1234567", latency: { fixedMs: 500 } }],
  });
  const { credentials } = emulator.account("1234567");
  const url = "https://1234567.suitetalk.api.netsuite.com/services/rest/record/v1/customer/7";
  const login = { method: "GET", url, realm: "1234567", credentials, nonce: "nonce1", now: clock.now() };
  const headers = { authorization: authorization(login) };
  void emulator.handle({ method: "GET", url, headers, body: new Uint8Array(), receivedAt: clock.now() });
  await settle();
  expect(clock.sleeping).toEqual([460]);
});

test("each row that a query answers takes half a millisecond more", async () => {
  const { call, clock, account } = acme({ latency: { ...LATENCY_PROFILES.typical, sigma: 0 } });
  const answer = call("POST", "/services/rest/query/v1/suiteql", {
    body: { q: "SELECT id FROM subsidiary" },
    headers: { prefer: "transient" },
  });
  await settle();
  expect(clock.sleeping).toEqual([800]);
  clock.advance(800);
  await settle();
  expect(clock.sleeping).toEqual([1]);
  clock.advance(1);
  expect((await answer).json).toMatchObject({ count: 2 });
  expect(account.journal().at(-1)).toMatchObject({ waitedMs: 801 });
});

test("an account takes a profile of one's own, which survives as JSON", async () => {
  const { call, clock, account } = acme({ latency: JSON.parse(JSON.stringify(MEASURED)) as typeof MEASURED });
  const answer = call("GET", `${RECORDS}/customer/eid:C-1`);
  await settle();
  expect(clock.sleeping).toEqual([9_000]);
  clock.advance(9_000);
  expect((await answer).status).toBe(200);
  const snapshot = account.snapshot();
  account.setLatency({ fixedMs: 1 });
  expect(account.latency).toEqual({ fixedMs: 1 });
  account.restore(snapshot);
  expect(account.latency).toEqual(MEASURED);
});

test.each([
  [
    "an unknown profile",
    "fast",
    /latency: write none, lean, typical, heavy, \{ fixedMs \}, or a whole profile/,
  ],
  ["a profile that is not whole", { getSeconds: 1 }, /latency.*querySeconds/s],
])("%s is refused with what to write", (_name, latency, message) => {
  expect(() => acme({ latency: latency as "none" })).toThrow(message);
  expect(() => acme().account.setLatency(latency as "none")).toThrow(message);
});
