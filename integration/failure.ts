/** What went wrong in an attempt: its class decides what follows, its advice tells a human what to do. */

export const FAILURE_CLASSES = [
  "data",
  "throttled",
  "transient",
  "unknown-outcome",
  "credentials",
  "defect",
] as const;

/**
 * - `data`: a human must correct something; trying again alone cannot help
 * - `throttled`: no slot was free; slow down, costs no attempt
 * - `transient`: the other side or the network was in trouble; try again later
 * - `unknown-outcome`: a write was sent and no answer came; look it up before sending it again
 * - `credentials`: NetSuite refuses the login or the role; stop the flow, keep the entries
 * - `defect`: our own bug; carries the stack
 */
export type FailureClass = (typeof FAILURE_CLASSES)[number];

export interface Failure {
  readonly class: FailureClass;
  /** NetSuite's `o:errorCode`, or one of ours (LOOKUP_NOT_FOUND, VALUE_TOO_LONG, TIMEOUT …). */
  readonly code: string;
  /** NetSuite's own words, whole, or ours. */
  readonly message: string;
  /** What a human should do next, one sentence. */
  readonly advice: string;
  /** The target field when known, such as `salesOrder.item[1].item`. */
  readonly field?: string;
  /** The offending value when known. */
  readonly value?: string;
  /** How long the other side asked us to wait, in milliseconds. */
  readonly retryAfterMs?: number;
  /** Only for `defect`. */
  readonly stack?: string;
}

/** What another system said to a call: its answer, or why there is none. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure };

/** Order matters: quoted text may hold numbers, and an error id may hold letters only. */
const MARKS: readonly (readonly [RegExp, string])[] = [
  [/"[^"]*"|“[^”]*”|‘[^’]*’|`[^`]*`|(?<!\w)'[^']*'(?!\w)/gu, "<text>"],
  [/\bError ID: \S+/gi, "Error ID: <id>"],
  [/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, "<id>"],
  [/\b(?=[\w-]*\d)[\w-]*[A-Za-z_][\w-]*\b/g, "<id>"],
  [/[-+]?\d+(?:[.,]\d+)*/g, "<n>"],
];

/**
 * Names a failure without what differs from one ledger entry to the next, so that five hundred equal failures are one group:
 * class, code and message with quoted text, ids and numbers replaced by marks.
 */
export function fingerprintOf(failure: Failure): string {
  const message = MARKS.reduce((text, [pattern, mark]) => text.replace(pattern, mark), failure.message);
  return `${failure.class}|${failure.code}|${message}`;
}
