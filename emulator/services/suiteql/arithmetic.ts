/** The four operations, exact to forty digits, and days added to dates. */
import Big from "big.js";
import { unsupported } from "./query-problem.ts";
import { bigOf, isNumber, numberOf, type SqlNumber, type SqlValue } from "./sql-value.ts";
import type { ArithmeticOperator } from "./syntax-tree.ts";

/** A constructor of its own, so that nobody else's precision changes. */
const Decimal = Big();
Decimal.DP = 38;

const DAY_MS = 86_400_000;

const OPERATIONS = {
  "+": (left, right) => left.plus(right),
  "-": (left, right) => left.minus(right),
  "*": (left, right) => left.times(right),
  "/": (left, right) => {
    if (right.eq(0)) throw unsupported("Division by zero.");
    return left.div(right);
  },
} as const satisfies Record<ArithmeticOperator, (left: Big, right: Big) => Big>;

export function calculate(operator: ArithmeticOperator, left: SqlValue, right: SqlValue): SqlValue {
  if (left === null || right === null) return null;
  if (left instanceof Date || right instanceof Date) return calculateDate(operator, left, right);
  return decimal(operator, numberOf(left) as SqlNumber, numberOf(right) as SqlNumber);
}

export const decimal = (operator: ArithmeticOperator, left: SqlNumber, right: SqlNumber): Big =>
  OPERATIONS[operator](new Decimal(left), bigOf(right));

/** Changing the sign needs no decimals; there is no negative zero. */
export function negate(value: SqlValue): SqlValue {
  if (typeof value === "number") return value === 0 ? 0 : -value;
  return value === null ? null : calculate("-", 0, value);
}

function calculateDate(operator: ArithmeticOperator, left: SqlValue, right: SqlValue): SqlValue {
  if (left instanceof Date && right instanceof Date && operator === "-")
    return decimal("/", left.getTime() - right.getTime(), DAY_MS);
  const isDays = left instanceof Date && (isNumber(right) || typeof right === "string");
  if (isDays && (operator === "+" || operator === "-")) {
    const days = Number(numberOf(right)) * DAY_MS;
    return new Date(left.getTime() + (operator === "+" ? days : -days));
  }
  if (operator === "+" && right instanceof Date) return calculateDate("+", right, left);
  throw unsupported(`Dates cannot be calculated with ${operator} that way.`);
}
