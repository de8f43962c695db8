import fc from "fast-check";
import { expect, test } from "vitest";
import { arrivalTimes } from "./arrival-times.ts";
import {
  constantLoad,
  dayLoad,
  LOAD_PROFILE_NAMES,
  type LoadProfile,
  namedLoad,
  sizeOf,
} from "./load-profile.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const stage = fc.record({
  minutes: fc.double({ min: 0.5, max: 90, noNaN: true }),
  fromPerHour: fc.double({ min: 0, max: 2_000, noNaN: true }),
  toPerHour: fc.double({ min: 0, max: 2_000, noNaN: true }),
});
const stages = fc.array(stage, { minLength: 1, maxLength: 5 });

test("evenly spaced arrivals come by the clock", () => {
  const times = arrivalTimes({ ...constantLoad(60, 60), spacing: "even" }, 1);
  expect(times).toHaveLength(60);
  expect(times[0]).toBeCloseTo(MINUTE / 2, 6);
  expect(times[59]).toBeCloseTo(HOUR - MINUTE / 2, 6);
});

test("a ramp brings half of its orders in the last 29 % of its time", () => {
  const ramp: LoadProfile = { stages: [{ minutes: 60, fromPerHour: 0, toPerHour: 2_000 }], spacing: "even" };
  const times = arrivalTimes(ramp, 1);
  expect(times).toHaveLength(1_000);
  expect((times[500] ?? 0) / HOUR).toBeCloseTo(Math.SQRT1_2, 3);
});

test("the same seed gives the same arrivals, another one others", () => {
  const profile = namedLoad("flash-sale", 500);
  expect(arrivalTimes(profile, 7)).toEqual(arrivalTimes(profile, 7));
  expect(arrivalTimes(profile, 7)).not.toEqual(arrivalTimes(profile, 8));
});

test("arrivals ascend, lie within the profile, and are as many as its rates say", () => {
  fc.assert(
    fc.property(
      stages,
      fc.constantFrom("even" as const, "poisson" as const),
      fc.integer(),
      (of, spacing, seed) => {
        const profile = { stages: of, spacing };
        const { orders, durationMs } = sizeOf(profile);
        const times = arrivalTimes(profile, seed);
        expect(times.every((at, n) => at >= (times[n - 1] ?? 0) && at <= durationMs + 1)).toBe(true);
        // Five and a half standard deviations of a Poisson number: one run in ten million is outside.
        const allowed = spacing === "even" ? 1 : 5.5 * Math.sqrt(orders) + 6;
        expect(Math.abs(times.length - orders)).toBeLessThanOrEqual(allowed);
      },
    ),
  );
});

test("gaps of a Poisson profile have the mean and the spread of an exponential", () => {
  const times = arrivalTimes(constantLoad(36_000, 300), 3);
  const gaps = [...times].map((at, n) => at - (times[n - 1] ?? 0));
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length;
  expect(mean / 100).toBeCloseTo(1, 1);
  expect(Math.sqrt(variance) / mean).toBeCloseTo(1, 1);
});

test("an hour without orders is passed over", () => {
  const times = arrivalTimes(dayLoad([10, 0, 10]), 5);
  expect([...times].filter((at) => at >= HOUR && at < 2 * HOUR)).toEqual([]);
  expect([...times].some((at) => at >= 2 * HOUR)).toBe(true);
});

test.each(LOAD_PROFILE_NAMES)("%s keeps its shape at any height", (name) => {
  const low = sizeOf(namedLoad(name, 1_000));
  const high = sizeOf(namedLoad(name, 20_000));
  expect(high.orders / low.orders).toBeCloseTo(20, 9);
  expect(high.durationMs).toBe(low.durationMs);
});

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("a busiest hour of %s orders is refused", (peak) => {
  expect(() => namedLoad("constant", peak)).toThrow(/volume above 0/);
});

test("more orders than fit into memory are refused", () => {
  expect(() => arrivalTimes(constantLoad(1e9, 600), 1)).toThrow(/Lower its rates/);
});
