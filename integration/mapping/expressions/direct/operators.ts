/** The operators of JSONata on values for which their result is plain to see; any other pair of values is undecided. */
import { isTrue } from "../truth.ts";
import { undecided } from "./undecided.ts";

type Operator = (left: unknown, right: () => unknown) => unknown;

export const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ["and", (left, right) => isTrue(left) && isTrue(right())],
  ["or", (left, right) => isTrue(left) || isTrue(right())],
  ["=", (left, right) => isEqual(left, right())],
  ["!=", (left, right) => isUnequal(left, right())],
  ["&", (left, right) => textOf(left) + textOf(right())],
  ["in", (left, right) => isIn(left, right())],
  ["<", (left, right) => ordered(left, right(), (a, b) => a < b)],
  ["<=", (left, right) => ordered(left, right(), (a, b) => a <= b)],
  [">", (left, right) => ordered(left, right(), (a, b) => a > b)],
  [">=", (left, right) => ordered(left, right(), (a, b) => a >= b)],
]);

/** Nothing is equal to nothing, and not unequal to it either. */
const isEqual = (left: unknown, right: unknown): boolean =>
  left !== undefined && right !== undefined && isSame(left, right);

const isUnequal = (left: unknown, right: unknown): boolean =>
  left !== undefined && right !== undefined && !isSame(left, right);

function isSame(left: unknown, right: unknown): boolean {
  return isStructure(left) && isStructure(right) ? undecided() : left === right;
}

function isIn(left: unknown, right: unknown): boolean {
  if (left === undefined || right === undefined) return false;
  return Array.isArray(right) ? right.includes(left) : right === left;
}

function ordered(left: unknown, right: unknown, compare: (a: string, b: string) => boolean): unknown {
  if (!isComparable(left) || !isComparable(right)) return undecided();
  if (left === undefined || right === undefined) return undefined;
  return typeof left === typeof right ? compare(left as string, right as string) : undecided();
}

function textOf(value: unknown): string {
  if (value === undefined) return "";
  if (typeof value === "string") return value;
  return Number.isSafeInteger(value) ? String(value) : undecided();
}

const isStructure = (value: unknown): boolean => typeof value === "object" && value !== null;

const isComparable = (value: unknown): boolean =>
  value === undefined || typeof value === "string" || typeof value === "number";
