/** Functions over numbers, in exact decimals. */
import Big from "big.js";
import { truncateDate } from "./date-functions.ts";
import { power, squareRoot } from "./powers.ts";
import { unsupported } from "./query-problem.ts";
import type { SqlFunction } from "./sql-function.ts";
import { bigOf, numberOf, type SqlNumber, type SqlValue } from "./sql-value.ts";

type Numeric = (value: Big, places: number) => SqlNumber;

/** Null stays null; everything else is read as a number. */
const onNumber = (most: 1 | 2, evaluate: Numeric): SqlFunction => ({
  least: 1,
  most,
  evaluate(args) {
    const [value, places] = [numberOf(args[0] ?? null), numberOf(args[1] === undefined ? 0 : args[1])];
    return value === null || places === null ? null : evaluate(bigOf(value), placesOf(places));
  },
});

function placesOf(places: SqlNumber): number {
  const count = Math.trunc(Number(places));
  if (Math.abs(count) > 60) throw unsupported("More than sixty decimal places.");
  return count;
}

const whole = (value: Big, mode: 0 | 1 | 2 | 3): Big => value.round(0, mode);

const truncateNumber = onNumber(2, (value, places) => value.round(places, Big.roundDown));

export const NUMBER_FUNCTIONS: Readonly<Record<string, SqlFunction>> = {
  ABS: onNumber(1, (value) => value.abs()),
  SIGN: onNumber(1, (value) => value.cmp(0)),
  ROUND: onNumber(2, (value, places) => value.round(places, Big.roundHalfUp)),
  // What it is given decides.
  TRUNC: {
    least: 1,
    most: 2,
    evaluate: (args) => (args[0] instanceof Date ? truncateDate(args) : truncateNumber.evaluate(args)),
  },
  CEIL: onNumber(1, (value) => whole(value, value.gt(0) ? Big.roundUp : Big.roundDown)),
  FLOOR: onNumber(1, (value) => whole(value, value.lt(0) ? Big.roundUp : Big.roundDown)),
  MOD: { least: 2, most: 2, evaluate: modulo },
  POWER: { least: 2, most: 2, evaluate: powerOf },
  SQRT: onNumber(1, squareRoot),
  TO_NUMBER: { least: 1, most: 1, evaluate: (args) => numberOf(args[0] ?? null) },
};

/** Oracle's MOD by zero is the value itself. */
function modulo(args: readonly SqlValue[]): SqlValue {
  const [value, divisor] = [numberOf(args[0] ?? null), numberOf(args[1] ?? null)];
  if (value === null || divisor === null) return null;
  return bigOf(divisor).eq(0) ? value : bigOf(value).mod(bigOf(divisor));
}

function powerOf(args: readonly SqlValue[]): SqlValue {
  const [base, exponent] = [numberOf(args[0] ?? null), numberOf(args[1] ?? null)];
  return base === null || exponent === null ? null : power(base, exponent);
}
