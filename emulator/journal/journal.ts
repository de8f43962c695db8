/** What happened on an account, request by request, with every secret removed. */
import type { OperationName } from "../services/service.ts";

export type JournalDecision = "served" | "refused" | "login-refused" | "over-limit" | "fault" | "failed";

export interface JournalEntry {
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
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody: string;
  readonly responseBody: string;
  readonly decision: JournalDecision;
  /** Why: the error's detail, the fault's effect, the audit trail's word. */
  readonly reason?: string;
  /** Simulated latency, before any time scale. */
  readonly waitedMs: number;
}

export const JOURNAL_LIMIT = 5_000;

const BODY_LIMIT = 16_384;
const SECRET_HEADERS: ReadonlySet<string> = new Set(["authorization", "proxy-authorization", "cookie"]);

export function journalText(body: Uint8Array | string): string {
  if (typeof body === "string") return body.slice(0, BODY_LIMIT);
  return Buffer.from(body.subarray(0, BODY_LIMIT)).toString("utf8");
}

export function withoutSecrets(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, SECRET_HEADERS.has(name) ? "[redacted]" : value]),
  );
}
