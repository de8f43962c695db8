/** Exact decimal arithmetic over text: money is never a binary fraction. */
import { Big } from "big.js";

/** What an order may hold: `"16.486"`, `398`, `-0.5`; text is taken digit by digit. */
export type DecimalInput = string | number;

/** Far above any amount, far below what would fill the memory with zeros. */
const MAX_MAGNITUDE = 30;

export class NotADecimal extends Error {
  override readonly name = "NotADecimal";
}

export function toDecimal(value: unknown): Big {
  if (typeof value !== "string" && typeof value !== "number") {
    throw new NotADecimal(`a number is needed, found ${describe(value)}`);
  }
  const decimal = readDecimal(value);
  if (decimal === null || Math.abs(decimal.e) > MAX_MAGNITUDE) {
    throw new NotADecimal(`"${value}" is not a number this core calculates with`);
  }
  return decimal;
}

function readDecimal(value: DecimalInput): Big | null {
  try {
    return new Big(value);
  } catch {
    return null;
  }
}

function describe(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  return Array.isArray(value) ? "a list" : `a value of type ${typeof value}`;
}

/** Plain digits, without exponent and without a negative zero. */
export function decimalText(decimal: Big): string {
  return decimal.eq(0) ? "0" : decimal.toFixed();
}

/** Rounded half away from zero, as invoices are, with exactly this many places. */
export function roundedText(value: unknown, places: number): string {
  const rounded = toDecimal(value).round(places, Big.roundHalfUp);
  return (rounded.eq(0) ? new Big(0) : rounded).toFixed(places);
}

/** As a JSON number, or null when a double cannot hold it exactly enough to print the same digits. */
export function exactNumber(decimal: Big): number | null {
  const number = Number(decimal.toFixed());
  return Number.isFinite(number) && new Big(number).eq(decimal) ? (number === 0 ? 0 : number) : null;
}

/** The functions that expressions may call; each takes text or numbers and gives text. */
export const DECIMAL_FUNCTIONS = {
  money: (value: unknown, places: unknown = 2) => roundedText(value, wholePlaces(places)),
  plus: (a: unknown, b: unknown) => decimalText(toDecimal(a).plus(toDecimal(b))),
  minus: (a: unknown, b: unknown) => decimalText(toDecimal(a).minus(toDecimal(b))),
  times: (a: unknown, b: unknown) => decimalText(toDecimal(a).times(toDecimal(b))),
  divide: (a: unknown, b: unknown, places: unknown = 8) => dividedText(a, b, wholePlaces(places)),
  negative: (value: unknown) => decimalText(toDecimal(value).neg()),
  sumMoney: (values: unknown) => decimalText(sum(values)),
  isZero: (value: unknown) => toDecimal(value).eq(0),
  isPositive: (value: unknown) => toDecimal(value).gt(0),
  within: (a: unknown, b: unknown, tolerance: unknown) =>
    toDecimal(a).minus(toDecimal(b)).abs().lte(toDecimal(tolerance)),
} as const;

/** A sum of nothing is 0; a value that is missing in a list counts as nothing, anything else must be a number. */
function sum(values: unknown): Big {
  const list = Array.isArray(values) ? values : [values];
  return list
    .filter((each) => each !== undefined && each !== null)
    .reduce<Big>((total, each) => total.plus(toDecimal(each)), new Big(0));
}

function dividedText(a: unknown, b: unknown, places: number): string {
  const divisor = toDecimal(b);
  if (divisor.eq(0)) throw new NotADecimal("nothing can be divided by 0");
  // Big divides to 20 places by default, which is more than any caller may ask for.
  return decimalText(toDecimal(a).div(divisor).round(places, Big.roundHalfUp));
}

function wholePlaces(places: unknown): number {
  if (typeof places === "number" && Number.isInteger(places) && places >= 0 && places <= 12) return places;
  throw new NotADecimal("decimal places are a whole number from 0 to 12");
}
