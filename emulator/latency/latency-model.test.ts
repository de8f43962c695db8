import { expect, test } from "vitest";
import { seededRandom } from "../seeded-random.ts";
import { createLatency, expectedLatencyMs } from "./latency-model.ts";

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
  const latencyMs = createLatency("typical", seededRandom(1, "test"));
  const operation = { kind: "write-transaction", lines: 3 } as const;
  const waits = Array.from({ length: 20_000 }, () => latencyMs(operation)).sort((a, b) => a - b);
  const { medianMs, meanMs } = expectedLatencyMs("typical", operation);
  expect((waits[10_000] ?? 0) / medianMs).toBeCloseTo(1, 1);
  expect(waits.reduce((sum, wait) => sum + wait, 0) / waits.length / meanMs).toBeCloseTo(1, 1);
});

test("the profile none never waits", () => {
  const latencyMs = createLatency("none", seededRandom(1, "test"));
  expect(latencyMs({ kind: "write-transaction", lines: 500, inFlight: 50 })).toBe(0);
  expect(expectedLatencyMs("none", { kind: "get" })).toEqual({ medianMs: 0, meanMs: 0 });
});
