/** Dead letters as CSV (RFC 4180), for whoever sorts them in a spreadsheet. */
import type { DeadLetter } from "./dead-letter.ts";

type Column = readonly [name: string, value: (letter: DeadLetter) => string | number | null];

const time = (at: number): string => new Date(at).toISOString();

const COLUMNS: readonly Column[] = [
  ["entry", ({ entry }) => entry],
  ["order", ({ order }) => order],
  ["key", ({ key }) => key],
  ["flow", ({ flow }) => flow],
  ["class", (letter) => letter.class],
  ["code", ({ code }) => code],
  ["reason", ({ reason }) => reason],
  ["advice", ({ advice }) => advice],
  ["field", ({ field }) => field],
  ["value", ({ value }) => value],
  ["safe to re-run", ({ safeToRerun }) => safeToRerun],
  ["attempts", ({ attempts }) => attempts],
  ["re-runs", ({ reruns }) => reruns],
  ["first seen", ({ firstSeenAt }) => time(firstSeenAt)],
  ["last seen", ({ lastSeenAt }) => time(lastSeenAt)],
  ["assignee", ({ assignee }) => assignee],
  ["tags", ({ tags }) => tags.join(" ")],
  ["note", ({ note }) => note],
  ["fingerprint", ({ fingerprint }) => fingerprint],
];

const NEW_LINE = "\r\n";

export const CSV_HEAD = `${COLUMNS.map(([name]) => name).join(",")}${NEW_LINE}`;

export function csvRows(letters: readonly DeadLetter[]): string {
  return letters
    .map((letter) => `${COLUMNS.map(([, value]) => cell(value(letter))).join(",")}${NEW_LINE}`)
    .join("");
}

/** A spreadsheet takes such a cell for a formula and runs it (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r]/;

function cell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const plain = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
