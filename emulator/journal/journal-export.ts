/** A journal as files that other programs read: JSON lines, and HTTP Archive 1.2. */
import { STATUS_CODES } from "node:http";
import type { JournalEntry } from "./journal.ts";

export const journalLines = (entries: readonly JournalEntry[]): string =>
  entries.map((entry) => `${JSON.stringify(entry)}\n`).join("");

/** http://www.softwareishard.com/blog/har-12-spec: names with an underscore are ours. */
export const journalHar = (entries: readonly JournalEntry[]) => ({
  log: {
    version: "1.2",
    creator: { name: "netsuite-drydock", version: "1" },
    entries: entries.map(harEntry),
  },
});

function harEntry(entry: JournalEntry) {
  const { at, waitedMs } = entry;
  return {
    startedDateTime: new Date(at).toISOString(),
    time: waitedMs,
    request: harRequest(entry),
    response: harResponse(entry),
    cache: {},
    timings: { send: 0, wait: waitedMs, receive: 0 },
    _id: entry.id,
    _operation: entry.operation,
    _decision: entry.decision,
    ...(entry.reason === undefined ? {} : { _reason: entry.reason }),
    ...(entry.faults === undefined ? {} : { _faults: entry.faults }),
  };
}

const HTTP_VERSION = "HTTP/1.1";

function harRequest({ method, path, requestHeaders, requestBody }: JournalEntry) {
  const url = `http://${requestHeaders["host"] ?? "localhost"}${path}`;
  const query = URL.canParse(url) ? [...new URL(url).searchParams] : [];
  return {
    method,
    url,
    httpVersion: HTTP_VERSION,
    cookies: [],
    headers: pairs(requestHeaders),
    queryString: query.map(([name, value]) => ({ name, value })),
    headersSize: -1,
    bodySize: -1,
    ...(requestBody === ""
      ? {}
      : { postData: { mimeType: requestHeaders["content-type"] ?? "application/json", text: requestBody } }),
  };
}

/** Status 0 stands for a connection that was reset. */
const harResponse = ({ status, responseHeaders, responseBody }: JournalEntry) => ({
  status,
  statusText: STATUS_CODES[status] ?? "",
  httpVersion: HTTP_VERSION,
  cookies: [],
  headers: pairs(responseHeaders),
  content: {
    size: Buffer.byteLength(responseBody),
    mimeType: responseHeaders["content-type"] ?? "",
    text: responseBody,
  },
  redirectURL: responseHeaders["location"] ?? "",
  headersSize: -1,
  bodySize: -1,
});

const pairs = (headers: Readonly<Record<string, string>>) =>
  Object.entries(headers).map(([name, value]) => ({ name, value }));
