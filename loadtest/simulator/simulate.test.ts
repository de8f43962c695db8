import fc from "fast-check";
import { expect, test } from "vitest";
import { arrivalTimes } from "../arrivals/arrival-times.ts";
import { constantLoad, namedLoad } from "../arrivals/load-profile.ts";
import { type SimulationOptions, simulate } from "./simulate.ts";

const MINUTE = 60_000;
const MEASURED = { fixedMs: 1_000 } as const;

const options = (changes: Partial<SimulationOptions> = {}): SimulationOptions => ({
  arrivals: arrivalTimes(constantLoad(3_600, 20), 1),
  slots: 5,
  concurrencyLimit: 5,
  latency: "typical",
  calls: ["write-entity", "write-transaction"],
  linesPerOrder: [1, 2, 3],
  seed: 1,
  ...changes,
});

test("the same seed gives the same simulation to the last figure, another seed another one", () => {
  expect(simulate(options())).toEqual(simulate(options()));
  expect(simulate(options({ seed: 2 })).drainMs).not.toBe(simulate(options()).drainMs);
});

test("a backlog drains through its slots as fast as they allow", () => {
  const result = simulate(
    options({ arrivals: new Float64Array(100), latency: MEASURED, calls: ["write-entity"] }),
  );
  expect(result).toMatchObject({ orders: 100, delivered: 100, drainMs: 20_000, longestBacklog: 100 });
  expect(result.utilisation).toBeCloseTo(1, 9);
  expect(result.timeToNetSuite).toMatchObject({ p50Ms: 10_000, maxMs: 20_000 });
});

test("what the way to NetSuite adds to a call holds its slot too", () => {
  const busy = { arrivals: new Float64Array(100), latency: MEASURED, calls: ["write-entity"] } as const;
  expect(simulate(options({ ...busy, overheadMs: 100 })).drainMs).toBeCloseTo(22_000, 6);
});

test("a neighbour that takes slots makes refusals, the governor gives way, and no order is lost", () => {
  const neighbours = [{ fromMs: 5 * MINUTE, toMs: 10 * MINUTE, slots: 3 }];
  const result = simulate(options({ neighbours }));
  expect(result.calls.refused).toBeGreaterThan(0);
  expect(result.lowestLimit).toBeLessThan(5);
  expect(result.delivered).toBe(result.orders);
  const refusedAt = result.stretches.filter(({ refused }) => refused > 0).map(({ fromMs }) => fromMs);
  expect(Math.min(...refusedAt)).toBeGreaterThanOrEqual(5 * MINUTE - 5_000);
  // The governor gives a slot back each half minute and may be refused until the neighbour has gone.
  expect(Math.max(...refusedAt)).toBeLessThan(10 * MINUTE);
});

test("lost answers are looked up, and cost time but no order", () => {
  const faults = [{ fromMs: 0, toMs: 5 * MINUTE, effect: "lost-answer", share: 0.2 }] as const;
  const arrivals = arrivalTimes(constantLoad(1_200, 20), 1);
  const [calm, troubled] = [simulate(options({ arrivals })), simulate(options({ arrivals, faults }))];
  expect(troubled.delivered).toBe(troubled.orders);
  expect(troubled.retries).toBeGreaterThan(0);
  expect(troubled.calls.total).toBeGreaterThan(calm.calls.total);
});

test("an outage that outlasts every attempt makes dead letters, and the accounting still holds", () => {
  const faults = [{ fromMs: 0, toMs: Number.MAX_SAFE_INTEGER, effect: "unavailable", share: 1 }] as const;
  const result = simulate(options({ arrivals: new Float64Array(10), faults }));
  expect(result).toMatchObject({ orders: 10, delivered: 0, dead: 10 });
});

test("orders are delivered or dead, the levels stay within the limits, and time series and totals agree", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 0, max: 10 }),
      fc.integer({ min: 0, max: 25 }),
      fc.double({ min: 0, max: 0.5, noNaN: true }),
      fc.integer(),
      (slots, spare, held, share, seed) => {
        const result = simulate(
          options({
            arrivals: arrivalTimes(namedLoad("flash-sale", 400), seed),
            slots,
            concurrencyLimit: slots + spare,
            neighbours: [{ fromMs: 10 * MINUTE, toMs: 20 * MINUTE, slots: held }],
            faults: [{ fromMs: 0, toMs: 30 * MINUTE, effect: "unavailable", share }],
            latency: "lean",
            seed,
          }),
        );
        expect(result.delivered + result.dead).toBe(result.orders);
        const sum = (of: "arrivals" | "delivered" | "refused") =>
          result.stretches.reduce((total, stretch) => total + stretch[of], 0);
        expect([sum("arrivals"), sum("delivered"), sum("refused")]).toEqual([
          result.orders,
          result.delivered,
          result.calls.refused,
        ]);
        expect(Math.max(...result.stretches.map(({ slotsInUse }) => slotsInUse))).toBeLessThanOrEqual(
          slots + 1e-9,
        );
        expect(result.utilisation).toBeLessThanOrEqual(1 + 1e-9);
      },
    ),
    { numRuns: 30 },
  );
});

test.each([
  [{ arrivals: [] }, /No order arrives/],
  [{ slots: 0 }, /slots is 0/],
  [{ slots: 9 }, /more than the account's limit of 5/],
  [{ calls: [] }, /makes no call/],
  [{ linesPerOrder: [-1] }, /linesPerOrder/],
])("what cannot be is refused: %o", (changes, message) => {
  expect(() => simulate(options(changes as Partial<SimulationOptions>))).toThrow(message);
});
