/** Values while a query runs: how they compare, read as each other and print. Numbers are exact decimals. */
import Big from "big.js";
import { unsupported } from "./query-problem.ts";

/** Whole numbers and stored numbers stay as they are; what is calculated becomes a Big. */
export type SqlNumber = number | Big;
export type SqlValue = null | string | SqlNumber | Date;

export const isNumber = (value: SqlValue): value is SqlNumber =>
  typeof value === "number" || value instanceof Big;

/** Oracle knows no empty text: it is null. */
export const textValue = (text: string): string | null => (text === "" ? null : text);

const NUMBER = /^[+-]?(?:\d{1,60}(?:\.\d{0,60})?|\.\d{1,60})(?:[eE][+-]?\d{1,2})?$/;

export function numberOf(value: SqlValue): SqlNumber | null {
  if (value === null || isNumber(value)) return value;
  const text = typeof value === "string" ? value.trim() : "";
  if (!NUMBER.test(text)) throw unsupported(`'${textOf(value)}' is not a number.`);
  return /^-?\d{1,15}$/.test(text) ? Number(text) : new Big(text.replace(/^\+/, "").replace(/\.$/, ""));
}

export const bigOf = (value: SqlNumber): Big => (typeof value === "number" ? new Big(value) : value);

export function dateOf(value: SqlValue): Date | null {
  if (value === null || value instanceof Date) return value;
  const date = typeof value === "string" ? accountDate(value) : undefined;
  if (date === undefined)
    throw unsupported(`'${textOf(value)}' is not a date as the account writes it (M/D/YYYY).`);
  return date;
}

/** Dates read and print as the account is set up: M/D/YYYY, the default of a US account. */
function accountDate(text: string): Date | undefined {
  const [, month, day, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim()) ?? [];
  return utcDate(Number(year), Number(month), Number(day));
}

/** Undefined when the calendar has no such day. */
export function utcDate(year: number, month: number, day: number): Date | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
    ? date
    : undefined;
}

/** The time of a date column is lost unless TO_CHAR shows it (seen live). */
export function textOf(value: SqlValue): string | null {
  if (value === null || typeof value === "string") return value;
  if (value instanceof Date)
    return `${value.getUTCMonth() + 1}/${value.getUTCDate()}/${value.getUTCFullYear()}`;
  return typeof value === "number" && Number.isSafeInteger(value) ? String(value) : bigOf(value).toFixed();
}

/** Below, at or above zero; null when either side is. Mixed kinds are read as Oracle reads them: texts as numbers or dates. */
export function compareValues(left: SqlValue, right: SqlValue): number | null {
  if (typeof left === "number" && typeof right === "number") return left - right;
  if (left === null || right === null) return null;
  if (typeof left === "string" && typeof right === "string") return left < right ? -1 : Number(left > right);
  if (left instanceof Date || right instanceof Date)
    return Number(dateOf(left)?.getTime()) - Number(dateOf(right)?.getTime());
  return bigOf(numberOf(left) as SqlNumber).cmp(bigOf(numberOf(right) as SqlNumber));
}

/** An order over values of any kind: numbers, dates, texts. */
export function sortOrder(left: SqlValue, right: SqlValue): number {
  const byKind = kindRank(left) - kindRank(right);
  return byKind === 0 ? (compareValues(left, right) ?? 0) : byKind;
}

function kindRank(value: SqlValue): number {
  if (isNumber(value)) return 0;
  return value instanceof Date ? 1 : 2;
}

/** Values that are equal in a comparison have the same key; the reverse holds within one kind only. */
export function looseKey(value: SqlValue): string {
  if (typeof value === "number" && Number.isSafeInteger(value)) return `n${value}`;
  if (value instanceof Date) return `d${value.getTime()}`;
  if (typeof value === "string" && !NUMBER.test(value.trim())) return looseText(value);
  return `n${textOf(numberOf(value))}`;
}

/** A text may be compared with a date. */
function looseText(text: string): string {
  const date = accountDate(text);
  return date === undefined ? `t${text}` : `d${date.getTime()}`;
}

/** Equal exactly for values that GROUP BY, DISTINCT and UNION treat as one. */
export function exactKey(value: SqlValue): string {
  if (value === null) return "-";
  if (typeof value === "string") return `t${value.length}:${value}`;
  return value instanceof Date ? `d${value.getTime()}` : `n${textOf(value)}`;
}
