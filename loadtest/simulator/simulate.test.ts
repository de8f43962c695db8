import fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULT_RETRY_POLICY } from "../../integration/index.ts";
import { arrivalTimes } from "../arrivals/arrival-times.ts";
import { constantLoad, namedLoad } from "../arrivals/load-profile.ts";
import { type SimulationOptions, simulate } from "./simulate.ts";
import type { ServiceTimes } from "./simulated-netsuite.ts";

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

test("who has used up every attempt is a dead letter, and the accounting still holds", () => {
  const faults = [{ fromMs: 0, toMs: 30 * MINUTE, effect: "unavailable", share: 0.6 }] as const;
  const retry = { ...DEFAULT_RETRY_POLICY, maxAttempts: 2 };
  const result = simulate(options({ faults, retry }));
  expect(result.dead).toBeGreaterThan(0);
  expect(result.delivered + result.dead).toBe(result.orders);
});

test("a fault that never ends is refused: the core would wait for ever, and so would the simulation", () => {
  const faults = [{ fromMs: 0, toMs: Number.POSITIVE_INFINITY, effect: "unavailable", share: 1 }] as const;
  expect(() => simulate(options({ faults }))).toThrow(/must end/);
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

const BATCHING = { size: 50, backlog: 2, groups: 2, firstPollMs: 2_000, longestPollMs: 20_000 } as const;

/** A request takes a second; a record within a script a tenth of one. */
const SCRIPTED: ServiceTimes = {
  begin: ({ isInside }) => ({ ms: isInside ? 100 : 1_000, end: () => undefined }),
};

test("a batch by RESTlet holds one slot for its call and all its records, one after the other", () => {
  const batched = options({
    arrivals: new Float64Array(100),
    slots: 1,
    latency: SCRIPTED,
    calls: ["write-entity"],
    batching: { ...BATCHING, by: "restlet" },
  });
  // Four by themselves until enough are due, the other 96 in four batches: 4 s, and 4 s, a search in each, and 9.6 s.
  expect(simulate(batched)).toMatchObject({
    delivered: 100,
    drainMs: 18_000,
    calls: { total: 8, refused: 0 },
  });
});

test("what follows a batch goes together again: the orders of a group as its customers did", () => {
  const batched = options({
    arrivals: new Float64Array(100),
    slots: 1,
    latency: SCRIPTED,
    calls: ["write-entity", "write-transaction"],
    batching: { ...BATCHING, by: "restlet" },
  });
  // Twice the calls of one record each: four orders by themselves, and four batches.
  expect(simulate(batched)).toMatchObject({ delivered: 100, calls: { total: 16 } });
});

test("an asynchronous batch holds slots for its calls alone; its records wait for processors", () => {
  const batched = options({
    arrivals: new Float64Array(200),
    latency: MEASURED,
    calls: ["write-entity"],
    batching: { ...BATCHING, by: "rest" },
    processors: 1,
  });
  const one = simulate(batched);
  const many = simulate({ ...batched, processors: 10 });
  expect([one.delivered, many.delivered]).toEqual([200, 200]);
  expect(many.drainMs).toBeLessThan(one.drainMs);
  // A look for each result, besides the submissions and the looks at the jobs: a batch of this kind saves no calls.
  expect(one.calls.total).toBeGreaterThan(200);
});

test("an outage costs probes instead of attempts: no order dies of it, and all are delivered once it is over", () => {
  const outage = [{ fromMs: 5 * MINUTE, toMs: 65 * MINUTE, effect: "unavailable", share: 1 }] as const;
  const arrivals = arrivalTimes(constantLoad(3_600, 80), 1);
  const result = simulate(options({ arrivals, faults: outage, slots: 15, concurrencyLimit: 15 }));
  expect(result).toMatchObject({ delivered: result.orders, dead: 0 });
  // Four probes a minute, and what was in flight while the breaker was still closed.
  const during = result.stretches.filter(({ fromMs }) => fromMs >= 10 * MINUTE && fromMs < 60 * MINUTE);
  expect(Math.max(...during.map(({ delivered }) => delivered))).toBe(0);
  expect(result.calls.total).toBeLessThan(2 * result.orders + 1_000);
});

test("a login that is refused stops the flow: a probe a minute, and every order is kept", () => {
  const faults = [{ fromMs: MINUTE, toMs: 21 * MINUTE, effect: "login-refused", share: 1 }] as const;
  const arrivals = arrivalTimes(constantLoad(3_600, 30), 1);
  const result = simulate(options({ arrivals, faults, slots: 15, concurrencyLimit: 15 }));
  expect(result).toMatchObject({ delivered: result.orders, dead: 0 });
  expect(result.calls.total - 2 * result.orders).toBeLessThan(60);
});

test("orders in bulk leave the live ones their room", () => {
  const arrivals = arrivalTimes(constantLoad(1_800, 60), 1);
  const calm = simulate(options({ arrivals, slots: 10, concurrencyLimit: 10 }));
  const bulk = new Float64Array(1_000).fill(10 * MINUTE);
  const busy = simulate(options({ arrivals, slots: 10, concurrencyLimit: 10, bulk }));
  expect(busy.delivered).toBe(calm.delivered + 1_000);
  expect(busy.timeToNetSuite.p95Ms).toBeLessThan(2 * calm.timeToNetSuite.p95Ms);
});
