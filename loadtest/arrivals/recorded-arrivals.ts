/** Arrivals out of a file: a day's volume as a shop's reports give it, or the very moments at which orders once came. */
import { parse } from "csv-parse/sync";
import { LoadtestError } from "../errors.ts";
import type { LoadProfile, LoadStage } from "./load-profile.ts";

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;

const FORMS = "Write CSV with the columns `from,orders` for volumes, or `at` for one moment an order.";

/** One row of the file and the line that it ends on. */
interface Row {
  readonly line: number;
  /** By the column's name in lower case. */
  readonly cell: (name: string) => string;
}

/**
 * CSV in one of two forms, told apart by the names of their columns:
 *
 * - `from,orders`: from when (`09:30`, or a date with time) so many orders come until the next row; the last row lasts as long as
 *   the one before it, or an hour;
 * - `at` (or `Created at`, as Shopify exports orders): one moment an order, in any order; rows without one are passed over.
 *
 * @throws LoadtestError with file, line and what to write instead
 */
export function recordedArrivals(text: string, file: string): LoadProfile {
  const { columns, rows } = rowsOf(text, file);
  if (columns.includes("from") && columns.includes("orders")) return volumesOf(rows, file);
  const moment = ["at", "created at"].find((name) => columns.includes(name));
  if (moment !== undefined) return momentsOf(rows, moment, file);
  throw refused(`${file}: the columns are ${columns.join(", ") || "missing"}. ${FORMS}`);
}

function rowsOf(text: string, file: string): { columns: readonly string[]; rows: readonly Row[] } {
  let columns: readonly string[] = [];
  const named = (header: readonly string[]): string[] => {
    columns = header.map((name) => name.trim().toLowerCase());
    return [...columns];
  };
  try {
    const parsed = parse(text, { bom: true, columns: named, info: true, skip_empty_lines: true, trim: true });
    const rows = (parsed as unknown as { info: { lines: number }; record: Record<string, string> }[]).map(
      ({ info, record }) => ({ line: info.lines, cell: (name: string) => record[name] ?? "" }),
    );
    return { columns, rows };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.replace(/\.?$/, ".") : String(cause);
    throw refused(`${file}: ${why} ${FORMS}`, cause);
  }
}

function volumesOf(rows: readonly Row[], file: string): LoadProfile {
  const steps = rows.map((row) => ({
    line: row.line,
    minute: minuteIn(row, file),
    orders: ordersIn(row, file),
  }));
  let length = HOUR_MINUTES;
  const stages = steps.map(({ line, minute, orders }, index): LoadStage => {
    const next = steps[index + 1];
    if (next !== undefined) length = next.minute - minute;
    if (length <= 0)
      throw refused(
        `${file}:${next?.line ?? line}: this row begins no later than the one before it. Sort the rows.`,
      );
    return { minutes: length, fromPerHour: (orders * HOUR_MINUTES) / length };
  });
  if (stages.length === 0) throw refused(`${file} has no row below its header.`);
  if (steps.every(({ orders }) => orders === 0))
    throw refused(`${file}: every row brings 0 orders. Write how many come when, such as 420.`);
  return { stages, spacing: "poisson" };
}

function momentsOf(rows: readonly Row[], column: string, file: string): LoadProfile {
  const told = rows.filter(({ cell }) => cell(column) !== "");
  const moments = told
    .map(({ line, cell }) => momentIn(cell(column), `${file}:${line}`))
    .sort((a, b) => a - b);
  const [first] = moments;
  if (first === undefined) throw refused(`${file} has no moment in its column ${column}.`);
  const recorded = moments.map((moment) => moment - first);
  return { stages: byMinute(recorded), spacing: "even", recorded };
}

/** What came in each minute, so that recorded arrivals have a size, a length and a peak as any others. */
function byMinute(recorded: readonly number[]): LoadStage[] {
  const counts: number[] = [];
  for (const at of recorded) {
    const minute = Math.floor(at / MINUTE_MS);
    while (counts.length <= minute) counts.push(0);
    counts[minute] = (counts[minute] ?? 0) + 1;
  }
  return counts.map((count) => ({ minutes: 1, fromPerHour: count * HOUR_MINUTES }));
}

function minuteIn({ line, cell }: Row, file: string): number {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})(?::00)?$/.exec(cell("from")) ?? [];
  if (hours === undefined) return momentIn(cell("from"), `${file}:${line}`) / MINUTE_MS;
  return Number(hours) * HOUR_MINUTES + Number(minutes);
}

function ordersIn({ line, cell }: Row, file: string): number {
  const orders = cell("orders") === "" ? Number.NaN : Number(cell("orders"));
  if (orders >= 0 && Number.isFinite(orders)) return orders;
  throw refused(`${file}:${line}: "${cell("orders")}" is no number of orders. Write 0 or more, such as 420.`);
}

/** ISO 8601, or as Shopify exports it: 2026-11-27 10:15:00 -0500. */
function momentIn(text: string, where: string): number {
  const moment = Date.parse(text.replace(/^(\S+) (\S+) ([+-]\d{2}):?(\d{2})$/, "$1T$2$3:$4"));
  if (!Number.isNaN(moment)) return moment;
  throw refused(
    `${where}: "${text}" is no moment. Write it as 2026-11-27T10:15:00Z, a time of day as 09:30.`,
  );
}

const refused = (message: string, cause?: unknown): LoadtestError =>
  new LoadtestError(message, { code: "ARRIVALS_UNREADABLE", cause });
