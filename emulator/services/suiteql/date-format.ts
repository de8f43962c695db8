/** Oracle's date formats, the elements that integrations use. */
import { unsupported } from "./query-problem.ts";
import { utcDate } from "./sql-value.ts";

const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);
const DAYS = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");

const two = (value: number): string => String(value).padStart(2, "0");
const twelve = (hours: number): string => two(hours % 12 === 0 ? 12 : hours % 12);
const halfDay = (date: Date): string => (date.getUTCHours() < 12 ? "AM" : "PM");
const monthName = (date: Date): string => MONTHS[date.getUTCMonth()] ?? "";
const dayName = (date: Date): string => DAYS[date.getUTCDay()] ?? "";

const DAY_MS = 86_400_000;

const dayOfYear = (date: Date): number =>
  Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY_MS) + 1;

/** A week belongs to the year that has its Thursday. */
function isoWeek(date: Date): number {
  const thursday = new Date(date.getTime() + (4 - (date.getUTCDay() || 7)) * DAY_MS);
  return Math.ceil(dayOfYear(thursday) / 7);
}

const SHOW: Readonly<Record<string, (date: Date) => string>> = {
  YYYY: (date) => String(date.getUTCFullYear()).padStart(4, "0"),
  YY: (date) => two(date.getUTCFullYear() % 100),
  MONTH: (date) => monthName(date).padEnd(9),
  MON: (date) => monthName(date).slice(0, 3),
  MM: (date) => two(date.getUTCMonth() + 1),
  DAY: (date) => dayName(date).padEnd(9),
  DY: (date) => dayName(date).slice(0, 3),
  DDD: (date) => String(dayOfYear(date)).padStart(3, "0"),
  DD: (date) => two(date.getUTCDate()),
  D: (date) => String(date.getUTCDay() + 1),
  WW: (date) => two(Math.ceil(dayOfYear(date) / 7)),
  IW: (date) => two(isoWeek(date)),
  Q: (date) => String(Math.floor(date.getUTCMonth() / 3) + 1),
  HH24: (date) => two(date.getUTCHours()),
  HH12: (date) => twelve(date.getUTCHours()),
  HH: (date) => twelve(date.getUTCHours()),
  MI: (date) => two(date.getUTCMinutes()),
  SS: (date) => two(date.getUTCSeconds()),
  AM: halfDay,
  PM: halfDay,
  // Moments are kept to the second.
  FF: () => "000000",
  FF3: () => "000",
  FF6: () => "000000",
};

/** What each element reads, and the part of a date it is. */
const READ: Readonly<Record<string, readonly [part: string, pattern: RegExp]>> = {
  YYYY: ["year", /\d{4}/y],
  MM: ["month", /\d{1,2}/y],
  DD: ["day", /\d{1,2}/y],
  MON: ["month", /[a-z]{3}/iy],
  MONTH: ["month", /[a-z]{3,9}/iy],
  HH24: ["hour", /\d{1,2}/y],
  HH12: ["hour", /\d{1,2}/y],
  HH: ["hour", /\d{1,2}/y],
  FF: ["fraction", /\d{1,9}/y],
  FF3: ["fraction", /\d{1,3}/y],
  FF6: ["fraction", /\d{1,6}/y],
  AM: ["half", /[ap]m/iy],
  PM: ["half", /[ap]m/iy],
  MI: ["minute", /\d{1,2}/y],
  SS: ["second", /\d{1,2}/y],
};

const ELEMENT =
  /YYYY|YY|MONTH|MON|MM|MI|DAY|DY|DDD|DD|D|IW|WW|Q|HH24|HH12|HH|SS|FF3|FF6|FF|AM|PM|"([^"]*)"|[\s\-/,.;:]|(.)/gis;

interface Element {
  readonly name: string;
  readonly literal?: string;
  readonly written: string;
}

export function formatDate(date: Date, format: string): string {
  return elementsOf(format)
    .map(({ name, literal, written }) => literal ?? cased(SHOW[name]?.(date) ?? "", written))
    .join("");
}

/** Names are written as the format is: MON, Mon or mon. */
function cased(text: string, written: string): string {
  if (written === written.toUpperCase()) return text.toUpperCase();
  return written === written.toLowerCase() ? text.toLowerCase() : text;
}

export function parseDate(text: string, format: string): Date {
  const parts = readParts(text, format);
  if (parts === undefined) throw unreadable(text, format);
  const part = (name: string, otherwise: number): number => parts.get(name) ?? otherwise;
  const date = utcDate(part("year", Number.NaN), part("month", 1), part("day", 1));
  const half = parts.get("half");
  const hour = half === undefined ? part("hour", 0) : (part("hour", 0) % 12) + half;
  const [minute, second] = [part("minute", 0), part("second", 0)];
  if (date === undefined || hour > 23 || minute > 59 || second > 59) throw unreadable(text, format);
  return new Date(date.getTime() + ((hour * 60 + minute) * 60 + second) * 1_000);
}

/** Undefined when the text is not as the format says, from its beginning to its end. */
function readParts(text: string, format: string): ReadonlyMap<string, number> | undefined {
  const parts = new Map<string, number>();
  let at = 0;
  for (const element of elementsOf(format)) {
    const found = element.literal ?? readElement(element, text, at);
    if (found === undefined || !text.startsWith(found, at)) return undefined;
    if (element.literal === undefined) parts.set(READ[element.name]?.[0] ?? "", numberRead(found));
    at += found.length;
  }
  return at === text.length ? parts : undefined;
}

/** A month's name as its number, 0 when there is none of that name; AM as 0 and PM as 12 hours. */
function numberRead(found: string): number {
  const text = found.toLowerCase();
  if (/^\d/.test(text)) return Number(text);
  if (text === "am" || text === "pm") return text === "am" ? 0 : 12;
  return MONTHS.findIndex((name) => [name, name.slice(0, 3)].some((each) => each.toLowerCase() === text)) + 1;
}

function readElement({ name }: Element, text: string, at: number): string | undefined {
  const pattern = READ[name]?.[1];
  if (pattern === undefined) throw unsupported(`TO_DATE does not know '${name}'.`);
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

const unreadable = (text: string, format: string) =>
  unsupported(`'${text}' is not a date in the format '${format}'.`);

function elementsOf(format: string): readonly Element[] {
  return [...format.matchAll(ELEMENT)].map(([written, quoted, unknown]) => {
    if (unknown !== undefined)
      throw unsupported(`The date format '${format}' has an unknown element '${unknown}'.`);
    const name = written.toUpperCase();
    if (SHOW[name] !== undefined) return { name, written };
    return { name, literal: quoted ?? written, written };
  });
}
