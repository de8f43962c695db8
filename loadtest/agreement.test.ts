/** A measured peak beside the simulated one: what the machine adds is found, and the same peak agrees with itself. */
import { expect, test } from "vitest";
import { agreementOf, callOverheadMs, oneLicenceLess, simulateMeasured } from "./agreement.ts";
import type { PeakLoadResult } from "./load/peak-load.ts";
import { HELD } from "./load/peak-result.contract.ts";
import { planConcurrency } from "./plan/concurrency-plan.ts";
import { DEMAND, SUPPLY } from "./plan/sample-plan.contract.ts";

const PLAN = planConcurrency({ ...DEMAND, latency: "typical" }, { ...SUPPLY, reservedSlots: 0 });
const SCALE = 10;
const WORLD = { lines: [2, 3] };

/** An order each two simulated seconds: most slots are free. */
const ARRIVED = Array.from({ length: 200 }, (_, n) => ({ arrivedAt: n * 2_000, deliveredAt: null }));

/** A run as a machine would measure it that adds so much to each call. */
function measured(overheadMs: number): PeakLoadResult {
  const empty: PeakLoadResult = {
    ...HELD,
    orders: ARRIVED,
    timeScale: SCALE,
    slots: { ...HELD.slots, available: PLAN.slotsAvailable, accountLimit: PLAN.concurrencyLimit },
  };
  const simulated = simulateMeasured(empty, PLAN, { ...WORLD, overheadMs }) ?? expect.unreachable();
  return {
    ...empty,
    drainMs: simulated.drainMs,
    timeToNetSuite: simulated.timeToNetSuite,
    slots: { ...empty.slots, utilisation: simulated.utilisation },
    calls: simulated.calls,
  };
}

test.each([0, 3, 25])("what a machine adds to a call is found again: %d ms of its own time", (overheadMs) => {
  // Slots held for longer meet each other otherwise, which moves it by a fraction of a millisecond.
  expect(callOverheadMs(measured(overheadMs), PLAN, WORLD)).toBeCloseTo(overheadMs, 0);
});

test("a run without a call, or of an integration that does not say how long it held its slots, leaves the usual", () => {
  const usual = callOverheadMs({ ...HELD, calls: { total: 0, refused: 0 } }, PLAN, WORLD);
  expect(usual).toBeGreaterThan(0);
  expect(callOverheadMs({ ...HELD, slots: { ...HELD.slots, utilisation: null } }, PLAN, WORLD)).toBe(usual);
});

test("the same peak agrees with itself, and a slower one does not", () => {
  const peak = measured(4);
  const same = simulateMeasured(peak, PLAN, { ...WORLD, overheadMs: 4 }) ?? expect.unreachable();
  expect(agreementOf(peak, same).map(({ difference }) => difference)).toEqual([0, 0]);
  const slower = simulateMeasured(peak, PLAN, { ...WORLD, overheadMs: 100 }) ?? expect.unreachable();
  for (const { difference } of agreementOf(peak, slower)) expect(difference).toBeGreaterThan(0);
});

test("with one licence less the core batches as it does with all of them", () => {
  const plan = planConcurrency(DEMAND, { ...SUPPLY, reservedSlots: 0 });
  const orders = Array.from({ length: 400 }, () => ({ arrivedAt: 0, deliveredAt: null }));
  const slots = { ...HELD.slots, available: plan.slotsAvailable };
  const batching = { by: "restlet", size: 20 } as const;
  const found = (world: Parameters<typeof oneLicenceLess>[2]) =>
    oneLicenceLess({ ...HELD, orders, slots }, plan, world) ?? expect.unreachable();
  const [alone, batched] = [found(WORLD), found({ ...WORLD, batching })];
  expect(alone.less.calls.total).toBe(800);
  for (const { calls } of [batched.owned, batched.less]) expect(calls.total).toBeLessThan(200);
  expect(batched.less.drainMs).toBeGreaterThan(batched.owned.drainMs);
});

test("without an order there is nothing to simulate, and without a licence none to do without", () => {
  expect(simulateMeasured({ ...HELD, orders: [] }, PLAN, WORLD)).toBeNull();
  const unlicensed = planConcurrency(DEMAND, { ...SUPPLY, suiteCloudPlus: 0 });
  expect(oneLicenceLess(measured(0), unlicensed, WORLD)).toBeNull();
});
