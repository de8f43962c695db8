/** Powers and roots, to the forty digits that Oracle's numbers have. */
import Big from "big.js";
import { unsupported } from "./query-problem.ts";
import { bigOf, type SqlNumber } from "./sql-value.ts";

const DIGITS = 40;
/** Digits on the way, so that what is rounded at each step does not show. */
const GUARDED = 60;
/** Oracle's numbers go from 1E-130 to below 1E126 (Oracle Database, NUMBER). */
const [SMALLEST, LARGEST] = [-130, 125];
const MOST_TIMES = 1_000;

/**
 * A constructor of its own, so that nobody else's precision changes. It counts decimal places, so only numbers near 1 are divided
 * and rooted: it would cut off what is very small.
 */
const Decimal = Big();
Decimal.DP = GUARDED;

const shortened = (value: Big): Big => value.prec(GUARDED);

/** A whole power is as exact as its digits, any other as exact as JavaScript's numbers. */
export function power(base: SqlNumber, exponent: SqlNumber): SqlNumber {
  const times = Number(exponent);
  const isWhole = Number.isInteger(times) && Math.abs(times) <= MOST_TIMES;
  if (isWhole && !(times < 0 && bigOf(base).eq(0))) return inRange(wholePower(bigOf(base), times));
  const result = Number(base) ** times;
  if (!Number.isFinite(result)) throw unsupported("POWER of these numbers has no value.");
  return result;
}

export function squareRoot(value: Big): Big {
  if (value.lt(0)) throw unsupported("SQRT of a negative number.");
  const half = Math.floor(value.e / 2);
  return new Decimal(value)
    .times(`1e${-2 * half}`)
    .sqrt()
    .times(`1e${half}`)
    .prec(DIGITS);
}

/** By squares, each no longer than it has to be. */
function wholePower(base: Big, times: number): Big {
  let result = new Decimal(1);
  let square = shortened(new Decimal(base));
  for (let left = Math.abs(times); left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = shortened(result.times(square));
    square = shortened(square.times(square));
  }
  return times < 0 ? reciprocal(result) : result;
}

function reciprocal(value: Big): Big {
  const digits = value.times(`1e${-value.e}`);
  return new Decimal(1).div(digits).times(`1e${-value.e}`);
}

function inRange(value: Big): Big {
  if (value.e > LARGEST) throw unsupported("POWER of these numbers is larger than a number can be.");
  return value.e < SMALLEST ? new Decimal(0) : value.prec(DIGITS);
}
