import Big from "big.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Decimal } from "./exact-decimal.ts";

const RUNS = { numRuns: 2_000 };

/** Amounts as callers send them, and floats of every size. */
const number = fc.oneof(
  fc.integer({ min: -1_000_000, max: 1_000_000 }).map((cents) => cents / 100),
  fc
    .tuple(fc.integer(), fc.integer({ min: 0, max: 9 }))
    .map(([digits, places]) => Number(`${digits}e-${places}`)),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }),
  fc.constantFrom(0, -0, 0.1, 0.2, 1e-7, 1e-15, 2 ** 53, 999_999_999_999_999.9, 1.005, 0.005),
);

const value = (exact: Big): number => exact.toNumber() + 0;

const two = (run: (left: number, right: number) => void): void =>
  fc.assert(fc.property(number, number, run), RUNS);

describe("exact decimals agree with big.js", () => {
  it("on sums, differences and products, and on sums of products", () => {
    two((left, right) => {
      const [a, b] = [Decimal.of(left), Decimal.of(right)];
      const [x, y] = [new Big(left), new Big(right)];
      expect(a.plus(b).toNumber()).toBe(value(x.plus(y)));
      expect(a.minus(b).toNumber()).toBe(value(x.minus(y)));
      expect(a.times(b).toNumber()).toBe(value(x.times(y)));
      expect(a.times(b).plus(a).minus(b).toNumber()).toBe(value(x.times(y).plus(x).minus(y)));
    });
  });

  it("on quotients", () => {
    two((left, right) => {
      fc.pre(right !== 0);
      expect(Decimal.of(left).div(right).toNumber()).toBe(value(new Big(left).div(right)));
      expect(Decimal.of(left).times(right).div(100).toNumber()).toBe(
        value(new Big(left).times(right).div(100)),
      );
    });
  });

  it("on what is larger", () => {
    two((left, right) => {
      const [a, x] = [Decimal.of(left), new Big(left)];
      expect(a.cmp(right)).toBe(x.cmp(right));
      expect([a.eq(right), a.gt(right), a.gte(right), a.lt(right), a.lte(right)]).toEqual([
        x.eq(right),
        x.gt(right),
        x.gte(right),
        x.lt(right),
        x.lte(right),
      ]);
      expect(a.cmp(left)).toBe(0);
    });
  });

  it("on the sign", () => {
    two((left) => {
      expect(Decimal.of(left).neg().toNumber()).toBe(value(new Big(left).neg()));
      expect(Decimal.of(left).abs().toNumber()).toBe(value(new Big(left).abs()));
      expect(Object.is(Decimal.of(left).times(0).neg().toNumber(), 0)).toBe(true);
    });
  });

  it("on rounded products, halves away from zero", () => {
    fc.assert(
      fc.property(number, number, fc.integer({ min: 0, max: 8 }), (left, right, places) => {
        const expected = value(new Big(left).times(right).round(places, Big.roundHalfUp));
        expect(Decimal.of(left).times(right).round(places).toNumber()).toBe(expected);
      }),
      RUNS,
    );
    expect([1.005, -1.005, 2.675, 0.5].map((half) => Decimal.of(half).round(2).toNumber())).toEqual([
      1.01, -1.01, 2.68, 0.5,
    ]);
  });

  it("keeps the digits that a float is written with", () => {
    two((left) => {
      expect(Decimal.of(left).toNumber()).toBe(left + 0);
    });
  });
});
