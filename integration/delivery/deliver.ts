/** One attempt of one ledger entry: look up an unknown outcome, let its flow write it to the target, and say what follows. */
import type { Clock } from "../clock.ts";
import { isIntegrationError } from "../errors.ts";
import type { Failure } from "../failure.ts";
import { type FlowDelivery, failed, type Outcome, type Sending } from "../flows/flow.ts";
import type { Attempt, LedgerEntry, Settlement } from "../ledger/entry.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { inSpan } from "../tracing.ts";
import { recordingCalls } from "./call-log.ts";
import { madeByHand, mayBeOfOtherBytes, underWay } from "./earlier-editions.ts";
import { type RetryPolicy, settlementFor } from "./retry-schedule.ts";
import { type Jobs, stillInJob } from "./still-in-job.ts";
import type { UpsertRecord } from "./upsert-record.ts";

export interface DeliveryPorts {
  readonly ledger: Ledger;
  /** How the entries of this flow are delivered; undefined when it is not configured. */
  readonly deliveryOf: (flow: string) => FlowDelivery | undefined;
  readonly clock: Clock;
  readonly random: () => number;
  readonly retry: RetryPolicy;
  readonly owner: string;
  /** How records of NetSuite are written: one by one, or together with those of other entries. */
  readonly upsert: UpsertRecord;
  /** NetSuite cannot be reached at all: what fails now is not the entry's fault. */
  readonly isOutage: () => boolean;
  /** A claim is renewed for so long before each write. */
  readonly leaseMs: number;
  /** How long a write that nobody heard of again may still be under way at its target. */
  readonly quietMs: number;
  readonly jobs: Jobs;
}

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
  const delivery = ports.deliveryOf(entry.flow);
  const { result: outcome, calls } = await recordingCalls(entry.priority, () =>
    attemptDelivery(entry, delivery, ports),
  );
  if (outcome === null) return null;
  const settlement = under(delivery, settle(outcome, entry, ports));
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
function under(delivery: FlowDelivery | undefined, settlement: Settlement): Settlement {
  const { kind } = settlement;
  const isEnd = kind === "delivered" || kind === "skipped" || kind === "dead";
  return isEnd && delivery !== undefined
    ? { ...settlement, mappingVersion: delivery.mappingVersion }
    : settlement;
}

function settle(outcome: Outcome, entry: LedgerEntry, ports: DeliveryPorts): Settlement {
  if (outcome.kind === "delivered" || outcome.kind === "skipped") return outcome;
  const { failure } = outcome;
  if (outcome.kind === "too-early")
    return { kind: "retry", at: outcome.until, failure, countsAsAttempt: false };
  return settlementFor(
    {
      failure,
      attempts: entry.attempts,
      isOutage: ports.isOutage(),
      now: ports.clock.now(),
      random: ports.random(),
    },
    ports.retry,
  );
}

/** null when another worker has the entry. */
async function attemptDelivery(
  entry: LedgerEntry,
  delivery: FlowDelivery | undefined,
  ports: DeliveryPorts,
): Promise<Outcome | null> {
  const { clock, retry } = ports;
  if (delivery === undefined)
    return { kind: "too-early", until: clock.now() + retry.slowMs, failure: FLOW_NOT_CONFIGURED };
  if (entry.attempts >= retry.maxAttempts) return failed(LOST_TOO_OFTEN);
  try {
    return await lookUpOrWrite(entry, delivery, ports);
  } catch (error) {
    if (error instanceof ClaimLost) return null;
    // The ledger in trouble is not the order's fault: the claim ends with its lease.
    if (isIntegrationError(error)) throw error;
    return failed(defect(error));
  }
}

async function lookUpOrWrite(
  entry: LedgerEntry,
  delivery: FlowDelivery,
  ports: DeliveryPorts,
): Promise<Outcome> {
  const known =
    entry.sentAt === null
      ? null
      : ((await stillInJob(entry, ports)) ?? (await lookUp(entry, delivery, ports)));
  const reason = known ?? (await underWay(entry, ports)) ?? (await madeByHand(entry, delivery, ports));
  return reason ?? delivery.write(entry, sendingOf(entry, ports));
}

/** Whoever was about to write gives up: the lease ended, and another worker has taken the entry over. */
class ClaimLost extends Error {
  override readonly name = "ClaimLost";
}

function sendingOf(entry: LedgerEntry, ports: DeliveryPorts): Sending {
  const { ledger, clock, owner, leaseMs } = ports;
  const fence = { id: entry.id, owner, claims: entry.claims };
  const announce = async (): Promise<void> => {
    if (!(await ledger.markSending(fence, { now: clock.now(), leaseMs }))) throw new ClaimLost();
  };
  const inJob = (jobId: string) => ledger.noteJob(fence, jobId);
  return { announce, upsert: (record) => ports.upsert(record, announce, inJob) };
}

/**
 * Something was sent before and its outcome is unknown: the target itself is asked before anything is sent again, and before
 * the mapping may refuse the record. What is found where it proves nothing is written again, which makes the same record.
 */
async function lookUp(
  entry: LedgerEntry,
  delivery: FlowDelivery,
  { ledger }: DeliveryPorts,
): Promise<Outcome | null> {
  const found = await delivery.lookUp(entry);
  return found?.kind === "delivered" && (await mayBeOfOtherBytes(entry, ledger)) ? null : found;
}

const LOST_TOO_OFTEN: Failure = {
  class: "defect",
  code: "WORKER_LOST",
  message: "The worker stopped without a word each time it worked on this order.",
  advice: "Look for what kills the service (its memory, its log) before this order is re-run.",
};

/** Such an entry waits at no cost until the flow is configured again, or a person takes it out. */
const FLOW_NOT_CONFIGURED: Failure = {
  class: "transient",
  code: "FLOW_NOT_CONFIGURED",
  message: "This entry belongs to a flow that is not configured.",
  advice: "Configure the flow again under its old name; its entries then go on by themselves.",
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
