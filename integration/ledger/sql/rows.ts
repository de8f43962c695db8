/** Reads rows back into entries, attempts, audit lines and groups: what comes out of a file is checked like what comes from a stranger. */
import { z } from "zod";
import { FAILURE_CLASSES, type Failure } from "../../failure.ts";
import {
  type Attempt,
  type AuditLine,
  DECISIONS,
  ENTRY_STATES,
  type EntryGroup,
  type LedgerEntry,
  PRIORITIES,
  SETTLEMENT_KINDS,
  type Tally,
} from "../entry.ts";

const failure: z.ZodType<Failure> = z.object({
  class: z.enum(FAILURE_CLASSES),
  code: z.string(),
  message: z.string(),
  advice: z.string(),
  field: z.exactOptional(z.string()),
  value: z.exactOptional(z.string()),
  retryAfterMs: z.exactOptional(z.number()),
  stack: z.exactOptional(z.string()),
});

const json = z.string().transform((text) => JSON.parse(text) as unknown);
const text = z.string().nullable();
const time = z.number().nullable();

const entryRow = z.object({
  id: z.number(),
  source: z.string(),
  flow: z.string(),
  key: z.string(),
  version: z.string(),
  edition_at: z.number(),
  /** SQLite answers with 0 or 1. */
  has_other_editions: z.union([z.boolean(), z.number()]).transform(Boolean),
  follows_flow: text,
  follows_key: text,
  delivery_id: text,
  state: z.enum(ENTRY_STATES),
  raw: z.instanceof(Uint8Array),
  edited: z.instanceof(Uint8Array).nullable(),
  redacted_at: time,
  priority: z.number().transform((rank) => PRIORITIES[rank] ?? "bulk"),
  assignee: text,
  note: text,
  tags: json.pipe(z.array(z.string())),
  mapping_version: text,
  headers: json.pipe(z.record(z.string(), z.string())),
  attempts: z.number(),
  claims: z.number(),
  next_at: z.number(),
  sent_at: time,
  job_id: text,
  lease_owner: text,
  lease_until: time,
  failure: json.pipe(failure).nullable(),
  record_type: text,
  internal_id: text,
  warnings: json.pipe(z.array(z.string())),
  reruns: z.number(),
  received_at: z.number(),
  updated_at: z.number(),
});

export function toEntry(row: unknown): LedgerEntry {
  const {
    edition_at,
    has_other_editions,
    follows_flow,
    follows_key,
    delivery_id,
    next_at,
    sent_at,
    job_id,
    lease_owner,
    lease_until,
    record_type,
    internal_id,
    ...rest
  } = entryRow.parse(row);
  const { received_at, updated_at, raw, edited, redacted_at, mapping_version, ...same } = rest;
  return {
    ...same,
    raw: plainBytes(raw),
    edited: edited === null ? null : plainBytes(edited),
    redactedAt: redacted_at,
    mappingVersion: mapping_version,
    editionAt: edition_at,
    hasOtherEditions: has_other_editions,
    follows: follows_flow === null || follows_key === null ? null : { flow: follows_flow, key: follows_key },
    deliveryId: delivery_id,
    nextAt: next_at,
    sentAt: sent_at,
    jobId: job_id,
    leaseOwner: lease_owner,
    leaseUntil: lease_until,
    recordType: record_type,
    internalId: internal_id,
    receivedAt: received_at,
    updatedAt: updated_at,
  };
}

/** One driver gives a Buffer, the other a plain array of bytes: the same bytes must compare equal. */
const plainBytes = ({ buffer, byteOffset, byteLength }: Uint8Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

const call = z.object({
  method: z.string(),
  path: z.string(),
  status: z.number().nullable(),
  ms: z.number(),
});
/** What was sent and answered, call by call; it can be forgotten while the calls stay. */
const bodies = z.object({ sent: z.exactOptional(z.string()), answered: z.exactOptional(z.string()) });
const attemptRow = z.object({
  number: z.number(),
  started_at: z.number(),
  ended_at: z.number(),
  outcome: z.enum(SETTLEMENT_KINDS),
  failure: json.pipe(failure).nullable(),
  calls: json.pipe(z.array(call)),
  bodies: json.pipe(z.array(bodies)).nullable(),
});

export function toAttempt(row: unknown): Attempt {
  const { started_at, ended_at, calls, bodies, ...same } = attemptRow.parse(row);
  const whole = calls.map((line, index) => ({ ...line, ...bodies?.[index] }));
  return { ...same, calls: whole, startedAt: started_at, endedAt: ended_at };
}

const auditRow = z.object({
  at: z.number(),
  by: z.string(),
  decision: z.enum(DECISIONS),
  reason: z.string(),
});

export function toAuditLine(row: unknown): AuditLine {
  return auditRow.parse(row);
}

const groupRow = z.object({
  fingerprint: z.string(),
  count: z.number(),
  first_id: z.number(),
  last_id: z.number(),
  failure: json.pipe(failure),
});

export function toGroup(row: unknown): EntryGroup {
  const { first_id, last_id, ...same } = groupRow.parse(row);
  return { ...same, firstId: first_id, lastId: last_id };
}

const DAY_MS = 24 * 60 * 60 * 1_000;
const tallyRow = z.object({
  state: z.enum(ENTRY_STATES),
  class: z.enum(FAILURE_CLASSES).nullable(),
  code: text,
  day: z.number().transform((days) => new Date(days * DAY_MS).toISOString().slice(0, "2026-11-23".length)),
  count: z.number(),
  oldest_at: z.number(),
});

export function toTally(row: unknown): Tally {
  const { oldest_at, ...same } = tallyRow.parse(row);
  return { ...same, oldestAt: oldest_at };
}

const countRow = z.object({ state: z.enum(ENTRY_STATES), count: z.number() });

export function toCounts(rows: readonly unknown[]): Record<LedgerEntry["state"], number> {
  const none = ENTRY_STATES.map((state) => [state, 0]);
  const counts = Object.fromEntries(none) as Record<LedgerEntry["state"], number>;
  for (const row of rows) {
    const { state, count } = countRow.parse(row);
    counts[state] = count;
  }
  return counts;
}

const blockerRow = z.object({ id: z.number(), blocker: z.number() });

export function toBlockers(rows: readonly unknown[]): ReadonlyMap<number, number> {
  return new Map(rows.map((row) => blockerRow.parse(row)).map(({ id, blocker }) => [id, blocker]));
}
