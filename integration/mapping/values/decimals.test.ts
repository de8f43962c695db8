import fc from "fast-check";
import { expect, test } from "vitest";
import { DECIMAL_FUNCTIONS, exactNumber, toDecimal } from "./decimals.ts";

const { money, plus, minus, times, divide, negative, sumMoney, within, isZero, isPositive } =
  DECIMAL_FUNCTIONS;

test("sums of money are exact where binary fractions are not", () => {
  expect(sumMoney(["0.1", 0.2])).toBe("0.3");
  expect(plus("398.0", 11.94)).toBe("409.94");
  expect(minus("0.3", "0.1")).toBe("0.2");
  expect(times("16.486", 3)).toBe("49.458");
  expect(negative("12.50")).toBe("-12.5");
});

test("money is rounded half away from zero, to as many places as the currency has", () => {
  expect([money("16.485"), money("-16.485"), money("2.345", 0), money("1.2345", 3)]).toEqual([
    "16.49",
    "-16.49",
    "2",
    "1.235",
  ]);
  expect(money("-0.001")).toBe("0.00");
});

test("a sum of nothing is 0, and what is missing in a list counts as nothing", () => {
  expect(sumMoney(undefined)).toBe("0");
  expect(sumMoney([null, "5", undefined])).toBe("5");
});

test.each([undefined, null, "", "12,50", "abc", " 1", {}, [1], "1e99"])(
  "%j is refused as a number instead of counting as something",
  (value) => {
    expect(() => plus(value, 1)).toThrow();
  },
);

test("division says its places and refuses 0", () => {
  expect(divide("10", 3)).toBe("3.33333333");
  expect(divide("10", 3, 2)).toBe("3.33");
  expect(() => divide(1, "0.00")).toThrow(/divided by 0/);
  expect(() => divide(1, 3, 99)).toThrow(/places/);
});

test("comparisons look at the value, not at how it is written", () => {
  expect([
    isZero("0.000"),
    isPositive("-1"),
    within("10.00", 10.1, "0.10"),
    within(10, "10.11", "0.10"),
  ]).toEqual([true, false, true, false]);
});

const cents = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
const asMoney = (value: number): string => toDecimal(value).div(100).toFixed(2);

test("whatever amounts are added, the sum is right to the cent", () => {
  fc.assert(
    fc.property(fc.array(cents, { maxLength: 50 }), (amounts) => {
      const total = amounts.reduce((sum, each) => sum + each, 0);
      expect(money(sumMoney(amounts.map(asMoney)))).toBe(money(asMoney(total)));
    }),
  );
});

test("an amount with cents survives the way through JSON", () => {
  fc.assert(
    fc.property(cents, (amount) => {
      const number = exactNumber(toDecimal(asMoney(amount)));
      expect(toDecimal(JSON.parse(JSON.stringify(number))).eq(toDecimal(asMoney(amount)))).toBe(true);
    }),
  );
});

test("a number with more digits than a double keeps is not written as one", () => {
  expect(exactNumber(toDecimal("0.1234567890123456789"))).toBeNull();
  expect(exactNumber(toDecimal("820982911946154509"))).toBeNull();
});
