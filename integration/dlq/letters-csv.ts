/** Dead letters as CSV (RFC 4180), for whoever sorts them in a spreadsheet. */
import { csvLine } from "../csv-line.ts";
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

export const CSV_HEAD = csvLine(COLUMNS.map(([name]) => name));

export function csvRows(letters: readonly DeadLetter[]): string {
  return letters.map((letter) => csvLine(COLUMNS.map(([, value]) => value(letter)))).join("");
}
