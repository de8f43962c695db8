import Big from "big.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import { exchanged, NO_EXCHANGE, shared } from "./money.ts";

const cents = fc.integer({ min: 0, max: 5_000_000 }).map((value) => Big(value).div(100));
const total = (amounts: readonly Big[]): Big => amounts.reduce((sum, each) => sum.plus(each), Big(0));

test("shares add up to the amount to the cent, and no share is larger than its weight", () => {
  fc.assert(
    fc.property(
      fc.array(cents, { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 0, max: 100 }),
      (weights, percent) => {
        const amount = total(weights).times(percent).div(100).round(2, Big.roundDown);
        const shares = shared(amount, weights);
        expect(total(shares).toFixed(2)).toBe(amount.toFixed(2));
        shares.forEach((share, index) => {
          expect(share.gte(0) && share.lte(weights[index] ?? 0)).toBe(true);
        });
      },
    ),
  );
});

test("the cents that do not divide evenly go to the largest remainders", () => {
  const shares = shared(Big("10.00"), [Big("13.33"), Big("36.00"), Big("33.75")]);
  expect(shares.map((share) => share.toFixed(2))).toEqual(["1.61", "4.33", "4.06"]);
});

test("nothing is shared when there is nothing to share it over", () => {
  expect(shared(Big(0), [Big(0), Big(0)]).map(Number)).toEqual([0, 0]);
});

test("an amount in the shop's own currency keeps its third decimal", () => {
  expect(exchanged("16.486", NO_EXCHANGE).presentment.toFixed()).toBe("16.486");
});

test("an amount in yen has no decimals", () => {
  const yen = exchanged("16.486", { currency: "JPY", rate: "151.37", decimals: 0 });
  expect([yen.shop.toFixed(), yen.presentment.toFixed()]).toEqual(["16.486", "2495"]);
});
