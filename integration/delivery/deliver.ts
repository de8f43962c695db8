/** One attempt of one ledger entry: map it, look up an unknown outcome, write it to NetSuite, and say what follows. */
import type { Clock } from "../clock.ts";
import type { Failure } from "../failure.ts";
import type { Attempt, LedgerEntry, Settlement } from "../ledger/entry.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { applyMapping, type MappedRecord } from "../mapping/apply.ts";
import type { Lookups } from "../mapping/lookups.ts";
import type { Mapping } from "../mapping/mapping-file.ts";
import { parseOrder } from "../mapping/parse-order.ts";
import type { NetSuite } from "../netsuite/netsuite.ts";
import { recordingCalls } from "./call-log.ts";
import { type RetryPolicy, settlementFor } from "./retry-schedule.ts";

export interface DeliveryPorts {
  readonly ledger: Ledger;
  readonly netsuite: NetSuite;
  readonly mapping: Mapping;
  /** `cached` remembers what it found, `fresh` asks NetSuite again, for a re-run after somebody changed it. */
  readonly lookups: { readonly cached: Lookups & { forget(): void }; readonly fresh: Lookups };
  readonly clock: Clock;
  readonly random: () => number;
  readonly retry: RetryPolicy;
  readonly owner: string;
}

type Outcome =
  | {
      readonly kind: "delivered";
      readonly recordType: string;
      readonly internalId: string;
      readonly warnings: readonly string[];
    }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "superseded" };

/** Works on a claimed entry and settles it; null when another worker has taken it over in the meantime. */
export async function deliver(entry: LedgerEntry, ports: DeliveryPorts): Promise<Settlement | null> {
  const { ledger, clock, owner } = ports;
  const fence = { id: entry.id, owner, claims: entry.claims };
  const startedAt = clock.now();
  const { result: outcome, calls } = await recordingCalls(() => attemptDelivery(entry, ports));
  if (outcome.kind === "superseded") return null;
  const settlement = settle(outcome, entry, ports);
  const attempt: Attempt = {
    number: entry.claims,
    startedAt,
    endedAt: clock.now(),
    outcome: settlement.kind,
    failure: outcome.kind === "failed" ? outcome.failure : null,
    calls,
  };
  // Asked for together, both go to the disk in one commit.
  const [, settled] = await Promise.all([
    ledger.recordAttempt(fence, attempt),
    ledger.settle(fence, settlement, clock.now()),
  ]);
  return settled ? settlement : null;
}

function settle(
  outcome: Exclude<Outcome, { kind: "superseded" }>,
  entry: LedgerEntry,
  ports: DeliveryPorts,
): Settlement {
  if (outcome.kind === "delivered") return outcome;
  const { failure } = outcome;
  return settlementFor(
    { failure, attempts: entry.attempts, now: ports.clock.now(), random: ports.random() },
    ports.retry,
  );
}

async function attemptDelivery(entry: LedgerEntry, ports: DeliveryPorts): Promise<Outcome> {
  try {
    return await mapAndWrite(entry, ports);
  } catch (error) {
    return { kind: "failed", failure: defect(error) };
  }
}

async function mapAndWrite(entry: LedgerEntry, ports: DeliveryPorts): Promise<Outcome> {
  const parsed = parseOrder(entry.raw);
  if (!parsed.ok) return { kind: "failed", failure: parsed.failure };
  const lookups = entry.reruns > 0 ? ports.lookups.fresh : ports.lookups.cached;
  const mapped = await applyMapping({ mapping: ports.mapping, source: parsed.order, lookups });
  if (!mapped.ok) return { kind: "failed", failure: mapped.failure };
  const main = mapped.records.at(-1);
  if (main === undefined) return { kind: "failed", failure: NOTHING_MAPPED };
  if (entry.sentAt !== null) {
    const known = await lookUp(main, ports.netsuite);
    if (known !== null) return known;
  }
  return write(entry, mapped.records, ports);
}

/** Something was sent before and its outcome may be unknown: NetSuite itself is asked before anything is sent again. */
async function lookUp(main: MappedRecord, netsuite: NetSuite): Promise<Outcome | null> {
  const found = await netsuite.findByExternalId(main.recordType, main.externalId);
  if (!found.ok) return { kind: "failed", failure: found.failure };
  if (found.value === null) return null;
  const { internalId } = found.value;
  return { kind: "delivered", recordType: main.recordType, internalId, warnings: main.warnings };
}

async function write(
  entry: LedgerEntry,
  records: readonly MappedRecord[],
  ports: DeliveryPorts,
): Promise<Outcome> {
  const { ledger, netsuite, clock, owner } = ports;
  const mine = await ledger.markSending({ id: entry.id, owner, claims: entry.claims }, clock.now());
  if (!mine) return { kind: "superseded" };
  let last: Outcome = { kind: "failed", failure: NOTHING_MAPPED };
  for (const record of records) {
    const written = await netsuite.upsert(record);
    if (!written.ok) {
      // The refused id may be one that we remember and NetSuite no longer has: the next order asks again.
      if (written.failure.class === "data") ports.lookups.cached.forget();
      return { kind: "failed", failure: written.failure };
    }
    const warnings = records.flatMap((each) => each.warnings);
    last = {
      kind: "delivered",
      recordType: record.recordType,
      internalId: written.value.internalId,
      warnings,
    };
  }
  return last;
}

const NOTHING_MAPPED: Failure = {
  class: "data",
  code: "MAPPING_FAILED",
  message: "The mapping produced no record for this order.",
  advice: "Check the `when` conditions of the mapping, then re-run.",
};

function defect(error: unknown): Failure {
  const cause = error instanceof Error ? error : new Error(String(error));
  return {
    class: "defect",
    code: "DEFECT",
    message: `The integration itself failed: ${cause.message}`,
    advice: "This is a fault of the integration, not of the order: report it with the stack, then re-run.",
    ...(cause.stack === undefined ? {} : { stack: cause.stack }),
  };
}
