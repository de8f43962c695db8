import { expect, test } from "vitest";
import { seededRandom } from "../seeded-random.ts";
import { acme, anOrder, RECORDS } from "../testing/acme.ts";
import { createLatency, expectedLatencyMs, type LatencyOperation } from "./latency-model.ts";
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

test("drawn waits have the expected median and mean", () => {
  const { drawMs: latencyMs } = createLatency("typical", seededRandom(1, "test"));
  const operation = { kind: "write-transaction", lines: 3 } as const;
  const waits = Array.from({ length: 20_000 }, () => latencyMs(operation)).sort((a, b) => a - b);
  const { medianMs, meanMs } = expectedLatencyMs("typical", operation);
  expect((waits[10_000] ?? 0) / medianMs).toBeCloseTo(1, 1);
  expect(waits.reduce((sum, wait) => sum + wait, 0) / waits.length / meanMs).toBeCloseTo(1, 1);
});

test("the profile none never waits", () => {
  const { drawMs: latencyMs } = createLatency("none", seededRandom(1, "test"));
  expect(latencyMs({ kind: "write-transaction", lines: 500, inFlight: 50 })).toBe(0);
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

test("one wait for every call, with no spread", () => {
  const latency = createLatency({ fixedMs: 500 }, seededRandom(1, "test"));
  const waits = (["get", "query", "write-entity", "transform"] as const).map((kind) =>
    latency.drawMs({ kind }),
  );
  expect(waits).toEqual([500, 500, 500, 500]);
  expect(latency.drawMs({ kind: "write-transaction", lines: 200, inFlight: 20 })).toBe(500);
});

test("a change of setting leaves the stream of chance where it would have been", () => {
  const steady = createLatency("typical", seededRandom(1, "test"));
  const changed = createLatency("heavy", seededRandom(1, "test"));
  steady.drawMs({ kind: "get" });
  changed.drawMs({ kind: "get" });
  changed.set("typical");
  expect(changed.drawMs({ kind: "get" })).toBe(steady.drawMs({ kind: "get" }));
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
