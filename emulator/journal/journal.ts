/** What happened on an account, request by request, with every secret removed. */
import type { OperationName } from "../services/service.ts";
import type { Weight } from "./bounded-log.ts";
import { cutText } from "./cut-text.ts";
import { mayHoldSecret, withoutSecretHeader, withoutSecretParameters, withoutSecrets } from "./secrets.ts";

export const JOURNAL_DECISIONS = [
  "served",
  "refused",
  "login-refused",
  "over-limit",
  "fault",
  "failed",
] as const;

export type JournalDecision = (typeof JOURNAL_DECISIONS)[number];

export interface JournalEntry {
  /** Counts from 1, whatever has been forgotten since. */
  readonly id: number;
  /** The answer's X-N-OperationId, by which NetSuite's support finds a request; absent where there was no answer. */
  readonly requestId?: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly method: string;
  /** With query. */
  readonly path: string;
  /** 0 when the connection was reset instead of answered. */
  readonly status: number;
  readonly operation: OperationName;
  readonly recordType?: string;
  readonly internalId?: string;
  readonly externalId?: string;
  /** Of a RESTlet. */
  readonly script?: string;
  readonly deploy?: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody: string;
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly responseBody: string;
  readonly decision: JournalDecision;
  /** Why: the error's detail, the fault's effect, the audit trail's word. */
  readonly reason?: string;
  /** Simulated latency, before any time scale. */
  readonly waitedMs: number;
  /** Names of the faults that struck. */
  readonly faults?: readonly string[];
}

export const JOURNAL_LIMIT = 5_000;

const BODY_LIMIT = 16_384;
const TEXT_LIMIT = 2_000;

/** Bodies, path, reason and headers are cut; a body's passwords are taken out before. */
export function journalEntry(entry: JournalEntry): JournalEntry {
  const { reason, externalId } = entry;
  return {
    ...entry,
    path: cutText(entry.path, TEXT_LIMIT),
    requestHeaders: keptHeaders(entry.requestHeaders),
    responseHeaders: keptHeaders(entry.responseHeaders),
    ...(reason === undefined ? undefined : { reason: cutText(reason, TEXT_LIMIT) }),
    ...(externalId === undefined ? undefined : { externalId: cutText(externalId, TEXT_LIMIT) }),
  };
}

export function journalText(body: Uint8Array | string): string {
  if (body.length === 0) return "";
  const isLong = body.length > BODY_LIMIT;
  const text =
    typeof body === "string"
      ? cutText(body, BODY_LIMIT)
      : Buffer.from(body.buffer, body.byteOffset, Math.min(body.length, BODY_LIMIT)).toString("utf8");
  // NetSuite repeats the caller's query in its links.
  if (!mayHoldSecret(text)) return withoutSecretParameters(text);
  if (isLong) return "[not kept: a long body that names a secret]";
  return withoutSecretParameters(withoutSecrets(text));
}

const HEADER_LIMIT = 100;

function keptHeaders(headers: JournalEntry["requestHeaders"]): JournalEntry["requestHeaders"] {
  const kept: Record<string, string> = {};
  let left = HEADER_LIMIT;
  for (const name of Object.keys(headers)) {
    if (left === 0) break;
    left -= 1;
    kept[cutText(name, 100)] = cutText(withoutSecretHeader(name, headers[name] ?? ""), TEXT_LIMIT);
  }
  return kept;
}

/** Characters of all entries together, at two bytes each in the worst case. */
const MOST_CHARACTERS = 32_000_000;
const ENTRY_CHARACTERS = 1_000;

export const JOURNAL_WEIGHT: Weight<JournalEntry> = {
  max: MOST_CHARACTERS,
  of({ path, requestHeaders, responseHeaders, requestBody, responseBody, reason = "" }) {
    let sum = ENTRY_CHARACTERS + path.length + requestBody.length + responseBody.length + reason.length;
    for (const name in requestHeaders) sum += requestHeaders[name]?.length ?? 0;
    for (const name in responseHeaders) sum += responseHeaders[name]?.length ?? 0;
    return sum;
  },
};
