/** Functions over dates. The account's time zone is UTC. */
import { formatDate, parseDate } from "./date-format.ts";
import { unsupported } from "./query-problem.ts";
import type { SqlFunction } from "./sql-function.ts";
import { dateOf, numberOf, type SqlValue, textOf } from "./sql-value.ts";

const DAY_MS = 86_400_000;

const dateAt = (args: readonly SqlValue[], index: number): Date | null => dateOf(args[index] ?? null);

export const DATE_FUNCTIONS: Readonly<Record<string, SqlFunction>> = {
  TO_CHAR: { least: 1, most: 2, evaluate: toChar },
  TO_DATE: { least: 1, most: 2, evaluate: toDate },
  TO_TIMESTAMP: { least: 1, most: 2, evaluate: toDate },
  ADD_MONTHS: { least: 2, most: 2, evaluate: addMonths },
  MONTHS_BETWEEN: { least: 2, most: 2, evaluate: monthsBetween },
  EXTRACT: { least: 2, most: 2, evaluate: extract },
  LAST_DAY: {
    least: 1,
    most: 1,
    evaluate(args) {
      const date = dateAt(args, 0);
      return date && lastDay(date.getUTCFullYear(), date.getUTCMonth());
    },
  },
};

const PARTS: Readonly<Record<string, (date: Date) => number>> = {
  YEAR: (date) => date.getUTCFullYear(),
  MONTH: (date) => date.getUTCMonth() + 1,
  DAY: (date) => date.getUTCDate(),
  HOUR: (date) => date.getUTCHours(),
  MINUTE: (date) => date.getUTCMinutes(),
  SECOND: (date) => date.getUTCSeconds(),
};

/** EXTRACT(YEAR FROM date). */
function extract(args: readonly SqlValue[]): SqlValue {
  const name = textOf(args[0] ?? null) ?? "";
  const part = PARTS[name];
  if (part === undefined) throw unsupported(`EXTRACT does not know '${name}'.`);
  const date = dateAt(args, 1);
  return date && part(date);
}

function toChar(args: readonly SqlValue[]): SqlValue {
  const [value = null, format] = args;
  if (format === undefined || value === null) return textOf(value);
  if (!(value instanceof Date))
    throw unsupported("TO_CHAR with a format takes a date; number formats are not modelled.");
  return formatDate(value, textOf(format) ?? "");
}

function toDate(args: readonly SqlValue[]): SqlValue {
  const [value = null, format] = args;
  if (value === null || value instanceof Date || format === undefined) return dateOf(value);
  return parseDate(textOf(value) ?? "", textOf(format) ?? "");
}

const STARTS: Readonly<Record<string, (date: Date) => number>> = {
  DD: startOfDay,
  D: startOfWeek,
  DAY: startOfWeek,
  IW: (date) => startOfDay(date) - ((date.getUTCDay() + 6) % 7) * DAY_MS,
  MM: startOfMonth,
  MON: startOfMonth,
  MONTH: startOfMonth,
  Q: (date) => Date.UTC(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / 3) * 3, 1),
  YYYY: (date) => Date.UTC(date.getUTCFullYear(), 0, 1),
  YEAR: (date) => Date.UTC(date.getUTCFullYear(), 0, 1),
};

function startOfDay(date: Date): number {
  return date.getTime() - (date.getTime() % DAY_MS);
}

function startOfWeek(date: Date): number {
  return startOfDay(date) - date.getUTCDay() * DAY_MS;
}

function startOfMonth(date: Date): number {
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
}

/** TRUNC of a date: the start of its day, week (of Sunday, or of Monday for IW), month, quarter or year. */
export function truncateDate(args: readonly SqlValue[]): SqlValue {
  const date = dateAt(args, 0);
  const unit = textOf(args[1] ?? "DD") ?? "DD";
  const start = STARTS[unit.toUpperCase()];
  if (start === undefined) throw unsupported(`TRUNC does not know '${unit}'.`);
  return date && new Date(start(date));
}

const lastDay = (year: number, month: number): Date => new Date(Date.UTC(year, month + 1, 0));

/** The last day of a month stays the last day. */
function addMonths(args: readonly SqlValue[]): SqlValue {
  const date = dateAt(args, 0);
  const months = numberOf(args[1] ?? null);
  if (date === null || months === null) return null;
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const target = lastDay(year, month + Math.trunc(Number(months)));
  const day = isLastDay(date) ? target.getUTCDate() : Math.min(date.getUTCDate(), target.getUTCDate());
  const time = date.getTime() % DAY_MS;
  return new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth(), day) + time);
}

const DAYS_OF_A_MONTH = 31;

/** Whole between the same days of months, and between last ones; else what is over counts as parts of 31 days (Oracle Database). */
function monthsBetween(args: readonly SqlValue[]): SqlValue {
  const [later, earlier] = [dateAt(args, 0), dateAt(args, 1)];
  if (later === null || earlier === null) return null;
  const months =
    (later.getUTCFullYear() - earlier.getUTCFullYear()) * 12 + later.getUTCMonth() - earlier.getUTCMonth();
  const isSameDay = later.getUTCDate() === earlier.getUTCDate();
  if (isSameDay || (isLastDay(later) && isLastDay(earlier))) return months;
  const dayOf = (date: Date): number => date.getUTCDate() + (date.getTime() % DAY_MS) / DAY_MS;
  return months + (dayOf(later) - dayOf(earlier)) / DAYS_OF_A_MONTH;
}

const isLastDay = (date: Date): boolean =>
  date.getUTCDate() === lastDay(date.getUTCFullYear(), date.getUTCMonth()).getUTCDate();
