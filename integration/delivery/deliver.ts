/** One attempt of one ledger entry: map it, look up an unknown outcome, write it to NetSuite, and say what follows. */
import type { Clock } from "../clock.ts";
import { isIntegrationError } from "../errors.ts";
import type { Failure } from "../failure.ts";
import { type Attempt, type LedgerEntry, payloadOf, type Settlement } from "../ledger/entry.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { applyMapping, externalIdOf, type MappedRecord } from "../mapping/apply.ts";
import type { RememberedLookups } from "../mapping/lookups.ts";
import type { Mapping } from "../mapping/mapping-file.ts";
import { parseOrder } from "../mapping/parse-order.ts";
import type { NetSuite } from "../netsuite/netsuite.ts";
import { inSpan } from "../tracing.ts";
import { recordingCalls } from "./call-log.ts";
import { type RetryPolicy, settlementFor } from "./retry-schedule.ts";

export interface DeliveryPorts {
  readonly ledger: Ledger;
  readonly netsuite: NetSuite;
  readonly mapping: Mapping;
  readonly lookups: RememberedLookups;
  readonly clock: Clock;
  readonly random: () => number;
  readonly retry: RetryPolicy;
  readonly owner: string;
  /** A claim is renewed for so long before each write. */
  readonly leaseMs: number;
  /** How long a write that nobody heard of again may still be under way at NetSuite. */
  readonly quietMs: number;
}

type Outcome =
  | {
      readonly kind: "delivered";
      readonly recordType: string;
      readonly internalId: string;
      readonly warnings: readonly string[];
    }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "too-early"; readonly until: number }
  | { readonly kind: "superseded" };

/** Works on a claimed entry and settles it; null when another worker has taken it over in the meantime. */
export function deliver(entry: LedgerEntry, ports: DeliveryPorts): Promise<Settlement | null> {
  const { id, flow, claims } = entry;
  const attributes = { "drydock.entry": id, "drydock.flow": flow, "drydock.claim": claims };
  return inSpan("drydock.attempt", attributes, async (span) => {
    const settlement = await attempt(entry, ports);
    span.setAttribute("drydock.outcome", settlement?.kind ?? "taken over");
    return settlement;
  });
}

async function attempt(entry: LedgerEntry, ports: DeliveryPorts): Promise<Settlement | null> {
  const { ledger, clock, owner } = ports;
  const fence = { id: entry.id, owner, claims: entry.claims };
  const startedAt = clock.now();
  const { result: outcome, calls } = await recordingCalls(entry.priority, () =>
    attemptDelivery(entry, ports),
  );
  if (outcome.kind === "superseded") return null;
  const settlement = under(ports.mapping, settle(outcome, entry, ports));
  const history: Attempt = {
    number: entry.claims,
    startedAt,
    endedAt: clock.now(),
    outcome: settlement.kind,
    failure: outcome.kind === "failed" ? outcome.failure : null,
    calls,
  };
  return (await ledger.settle(fence, settlement, clock.now(), history)) ? settlement : null;
}

/** Says for good under which mapping the entry came to its end. */
function under({ version }: Mapping, settlement: Settlement): Settlement {
  const isEnd = settlement.kind === "delivered" || settlement.kind === "dead";
  return isEnd ? { ...settlement, mappingVersion: version } : settlement;
}

function settle(
  outcome: Exclude<Outcome, { kind: "superseded" }>,
  entry: LedgerEntry,
  ports: DeliveryPorts,
): Settlement {
  if (outcome.kind === "delivered") return outcome;
  if (outcome.kind === "too-early") {
    return { kind: "retry", at: outcome.until, failure: STILL_UNDER_WAY, countsAsAttempt: false };
  }
  const { failure } = outcome;
  return settlementFor(
    { failure, attempts: entry.attempts, now: ports.clock.now(), random: ports.random() },
    ports.retry,
  );
}

async function attemptDelivery(entry: LedgerEntry, ports: DeliveryPorts): Promise<Outcome> {
  if (entry.attempts >= ports.retry.maxAttempts) return { kind: "failed", failure: LOST_TOO_OFTEN };
  try {
    return await lookUpOrWrite(entry, ports);
  } catch (error) {
    // The ledger in trouble is not the order's fault: the claim ends with its lease.
    if (isIntegrationError(error)) throw error;
    return { kind: "failed", failure: defect(error) };
  }
}

async function lookUpOrWrite(entry: LedgerEntry, ports: DeliveryPorts): Promise<Outcome> {
  const known = entry.sentAt === null ? null : await lookUp(entry, ports);
  return known ?? (await underWay(entry, ports)) ?? mapAndWrite(entry, ports);
}

/**
 * NetSuite goes on with a write when its sender is killed: an earlier edition that was sent and never heard of again must
 * not arrive after this one.
 */
async function underWay(
  entry: LedgerEntry,
  { ledger, clock, quietMs }: DeliveryPorts,
): Promise<Outcome | null> {
  const earlier = await ledger.find({ flow: entry.flow, key: entry.key, states: ["superseded"] });
  const until = Math.max(...earlier.map(({ sentAt }) => (sentAt === null ? 0 : sentAt + quietMs)), 0);
  return until > clock.now() ? { kind: "too-early", until } : null;
}

/**
 * Something was sent before and its outcome is unknown: NetSuite itself is asked before anything is sent again, and before
 * the mapping may refuse the order. What is found proves nothing about an edition that followed a delivered one: that is
 * written again, which makes the same record.
 */
async function lookUp(
  entry: LedgerEntry,
  { ledger, netsuite, mapping }: DeliveryPorts,
): Promise<Outcome | null> {
  const main = mapping.records.at(-1);
  const externalId = await externalIdOf(mapping, payloadOf(entry));
  if (main === undefined || externalId === null) return null;
  const earlier = await ledger.find({ flow: entry.flow, key: entry.key, states: ["delivered"], limit: 1 });
  if (earlier.length > 0) return null;
  const found = await netsuite.findByExternalId(main.record, externalId);
  if (!found.ok) return { kind: "failed", failure: found.failure };
  if (found.value === null) return null;
  return { kind: "delivered", recordType: main.record, internalId: found.value.internalId, warnings: [] };
}

async function mapAndWrite(entry: LedgerEntry, ports: DeliveryPorts): Promise<Outcome> {
  const parsed = parseOrder(payloadOf(entry));
  if (!parsed.ok) return { kind: "failed", failure: parsed.failure };
  // A re-run follows something that somebody changed in NetSuite.
  const lookups = entry.reruns > 0 ? ports.lookups.fresh : ports.lookups;
  const mapped = await applyMapping({ mapping: ports.mapping, source: parsed.order, lookups });
  if (!mapped.ok) return { kind: "failed", failure: mapped.failure };
  return write(entry, mapped.records, ports);
}

async function write(
  entry: LedgerEntry,
  records: readonly MappedRecord[],
  ports: DeliveryPorts,
): Promise<Outcome> {
  const { ledger, netsuite, clock, owner, leaseMs } = ports;
  const fence = { id: entry.id, owner, claims: entry.claims };
  const warnings = records.flatMap((record) => record.warnings);
  let last: Outcome = { kind: "failed", failure: NOTHING_MAPPED };
  for (const record of records) {
    const mine = await ledger.markSending(fence, { now: clock.now(), leaseMs });
    if (!mine) return { kind: "superseded" };
    const written = await netsuite.upsert(record);
    if (!written.ok) return refused(written.failure, ports);
    const { internalId } = written.value;
    last = { kind: "delivered", recordType: record.recordType, internalId, warnings };
  }
  return last;
}

/** The refused id may be one that we remember and NetSuite no longer has: the next order asks again. */
function refused(failure: Failure, { lookups }: DeliveryPorts): Outcome {
  if (failure.class === "data") lookups.forget();
  return { kind: "failed", failure };
}

const LOST_TOO_OFTEN: Failure = {
  class: "defect",
  code: "WORKER_LOST",
  message: "The worker stopped without a word each time it worked on this order.",
  advice: "Look for what kills the service (its memory, its log) before this order is re-run.",
};

const STILL_UNDER_WAY: Failure = {
  class: "transient",
  code: "EARLIER_EDITION_UNDER_WAY",
  message: "An earlier edition of this order was sent and may still be on its way into NetSuite.",
  advice: "Nothing to do: this edition follows when the earlier one can no longer arrive after it.",
};

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
