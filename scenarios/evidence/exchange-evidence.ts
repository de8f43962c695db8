/** Every request that NetSuite received and what it answered, in order, with secrets taken out by its journal. */
import type { JournalEntry } from "../../emulator/index.ts";
import type { Block } from "../../reports/index.ts";
import { clockTime, cutRemark, folded, longTable } from "./blocks.ts";
import { type Bounds, tellingOf } from "./bounds.ts";
import { bodyLines, headerLines, statusWord } from "./http-lines.ts";

export function exchangeEvidence(journal: readonly JournalEntry[], bounds: Bounds): readonly Block[] {
  const rows = journal.map(({ id, at, method, path, status, reason, decision }) => [
    `${id}`,
    clockTime(at),
    method,
    decodedPath(path),
    statusWord(status),
    reason ?? decision,
  ]);
  const shown = tellingOf(journal, bounds.exchanges, isTelling);
  return [
    ...longTable(
      `Requests NetSuite received, ${journal.length} in all`,
      ["no.", "at", "method", "path", "status", "decision"],
      { rows, most: bounds.rows },
    ),
    ...shown.map((entry) => exchange(entry, bounds)),
    ...cutRemark(shown.length, journal.length, "requests, those that wrote or were refused"),
  ];
}

const isTelling = ({ method, status }: JournalEntry): boolean =>
  method !== "GET" || status >= 400 || status === 0;

function exchange(entry: JournalEntry, { characters }: Bounds): Block {
  const { id, method, path, status, requestHeaders, requestBody, responseHeaders, responseBody } = entry;
  const request = [
    `${method} ${path}`,
    ...headerLines(requestHeaders),
    ...bodyLines(requestBody, characters),
  ];
  const answer = [
    `← ${statusWord(status)}`,
    ...headerLines(responseHeaders),
    ...bodyLines(responseBody, characters),
  ];
  return folded(
    `${id}. ${method} ${decodedPath(path)} → ${statusWord(status)}`,
    [...request, "", ...answer].join("\n"),
  );
}

function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
