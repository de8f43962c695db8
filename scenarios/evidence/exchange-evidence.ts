/** Every request that NetSuite received and what it answered, in order, with secrets taken out by its journal. */
import type { JournalEntry } from "../../emulator/index.ts";
import type { Block } from "../../reports/index.ts";
import { folded, remark, table } from "./blocks.ts";
import { readableJson } from "./readable-json.ts";

/** Enough to judge by; a burst of forty orders need not be shown forty times. */
const LISTED = 60;
const SHOWN = 16;

/** The same in every request or answer, and of no weight in any question. */
const UNSAID = new Set([
  ...["host", "connection", "content-length", "accept-encoding", "user-agent", "date", "keep-alive"],
  ...["transfer-encoding", "cache-control", "pragma", "expires", "strict-transport-security", "vary"],
  ...["x-content-type-options", "x-n-operationid", "x-netsuite-jobid"],
]);

export function exchangeEvidence(journal: readonly JournalEntry[]): readonly Block[] {
  const rows = journal
    .slice(0, LISTED)
    .map(({ id, method, path, status, reason, decision }) => [
      `${id}`,
      method,
      decodedPath(path),
      answerOf(status),
      reason ?? decision,
    ]);
  const told = tellingOf(journal);
  return [
    table(
      `Requests NetSuite received, ${journal.length} in all`,
      ["no.", "method", "path", "status", "decision"],
      rows,
    ),
    ...(journal.length > LISTED ? [remark(`${journal.length - LISTED} more requests are not listed.`)] : []),
    ...told.map(exchange),
    ...(told.length < journal.length
      ? [
          remark(
            `Shown whole: ${told.length} of ${journal.length} requests, those that wrote or were refused first.`,
          ),
        ]
      : []),
  ];
}

/** Reads go before writes when there is no room for all; in the order in which they came. */
function tellingOf(journal: readonly JournalEntry[]): readonly JournalEntry[] {
  if (journal.length <= SHOWN) return journal;
  const telling = journal.filter(({ method, status }) => method !== "GET" || status >= 400 || status === 0);
  const others = journal.filter((entry) => !telling.includes(entry));
  return [...telling, ...others].slice(0, SHOWN).toSorted((a, b) => a.id - b.id);
}

function exchange(entry: JournalEntry): Block {
  const { id, method, path, status, requestHeaders, requestBody, responseHeaders, responseBody } = entry;
  const request = [`${method} ${path}`, ...headerLines(requestHeaders), ...body(requestBody)];
  const answer = [`← ${answerOf(status)}`, ...headerLines(responseHeaders), ...body(responseBody)];
  return folded(
    `${id}. ${method} ${decodedPath(path)} → ${answerOf(status)}`,
    [...request, "", ...answer].join("\n"),
  );
}

/** The journal has 0 where the connection was reset. */
const answerOf = (status: number): string => (status === 0 ? "no answer" : `${status}`);

const headerLines = (headers: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(headers)
    .filter(([name]) => !UNSAID.has(name))
    .map(([name, value]) => `${name}: ${value}`);

const body = (text: string): readonly string[] => (text === "" ? [] : ["", readableJson(text)]);

function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
