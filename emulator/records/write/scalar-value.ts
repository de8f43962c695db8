/** Turns a JSON scalar into a field's own type; undefined means NetSuite would not take it. */
import type { FieldDefinition } from "../record-type.ts";

type ScalarType =
  | "string"
  | "custom"
  | "number"
  | "integer"
  | "boolean"
  | "date"
  | "date-time"
  | "time"
  | "percent";

export const SCALARS: Readonly<
  Record<ScalarType, (value: unknown) => string | number | boolean | undefined>
> = {
  string: toText,
  custom: toCustom,
  number: toNumber,
  integer: toInteger,
  boolean: toBoolean,
  date: toDate,
  "date-time": toDateTime,
  time: toTime,
  percent: toPercent,
};

export const isScalarType = (type: FieldDefinition["type"]): type is ScalarType =>
  Object.hasOwn(SCALARS, type);

export function toText(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  return typeof value === "number" && Number.isFinite(value) ? String(value) : undefined;
}

/** Custom fields have no definition here, so a boolean stays one and a number, too. */
function toCustom(value: unknown): string | number | boolean | undefined {
  if (typeof value === "boolean" || typeof value === "string") return value;
  return typeof value === "number" ? toNumber(value) : undefined;
}

/** Fifteen digits before the point are exact in JSON; more would come back as another number (limit inferred). */
const NUMBER_LIMIT = 1e15;

function toNumber(value: unknown): number | undefined {
  const number = unboundedNumber(value);
  return number !== undefined && Math.abs(number) < NUMBER_LIMIT ? number : undefined;
}

function unboundedNumber(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value !== "string" || !/^\s*[+-]?(\d{1,30}(\.\d{0,30})?|\.\d{1,30})\s*$/.test(value))
    return undefined;
  return Number(value);
}

/** A bare number, as it reads back; with its sign as a person would write it (inferred). */
function toPercent(value: unknown): number | undefined {
  return toNumber(typeof value === "string" ? value.replace(/\s*%\s*$/, "") : value);
}

function toInteger(value: unknown): number | undefined {
  const number = toNumber(value);
  return Number.isSafeInteger(number) ? number : undefined;
}

const BOOLEANS = new Map<unknown, boolean>([
  [true, true],
  [false, false],
  ["true", true],
  ["false", false],
  ["T", true],
  ["F", false],
]);

function toBoolean(value: unknown): boolean | undefined {
  return BOOLEANS.get(value);
}

const DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * Oracle's own sample leaves the padding out ("2020-6-15", help section_159793606645). Libraries send a time behind the day, and live
 * NetSuite takes it ("2025-03-04T00:00:00+00:00"); that the day is the one that is written is inferred.
 */
function toDate(value: unknown): string | undefined {
  const [, year, month, day] = DATE.exec(typeof value === "string" ? value : "") ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const isDay = Number(day) >= 1 && Number(day) <= daysIn(Number(year), Number(month));
  return isDay ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : undefined;
}

const DAYS: readonly number[] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** None in a month that does not exist. */
function daysIn(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return (DAYS[month - 1] ?? 0) + (month === 2 && isLeap ? 1 : 0);
}

/** Read back in UTC without fractions (Oracle help section_157305090645). */
function toDateTime(value: unknown): string | undefined {
  const pattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/;
  if (typeof value !== "string" || !pattern.test(value)) return undefined;
  const time = Date.parse(value);
  return Number.isNaN(time) ? undefined : `${new Date(time).toISOString().slice(0, 19)}Z`;
}

/** Read back as 17:32:28 (Oracle help section_157305090645); that seconds may be left out is inferred. */
function toTime(value: unknown): string | undefined {
  const [, hours, minutes, seconds = "00"] =
    /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/.exec(typeof value === "string" ? value : "") ?? [];
  if (hours === undefined || minutes === undefined) return undefined;
  return `${hours.padStart(2, "0")}:${minutes}:${seconds}`;
}
