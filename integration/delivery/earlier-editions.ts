/** What earlier editions of an order mean for the one that is worked on: which may still arrive, and which NetSuite may hold. */
import type { Clock } from "../clock.ts";
import type { Failure } from "../failure.ts";
import { type FlowDelivery, failed, type Outcome } from "../flows/flow.ts";
import type { LedgerEntry } from "../ledger/entry.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { type Jobs, stillInJob } from "./still-in-job.ts";

interface EarlierPorts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** How long a write that nobody heard of again may still be under way at its target. */
  readonly quietMs: number;
  readonly jobs: Jobs;
}

/**
 * Targets go on with a write when its sender is killed: an earlier edition that was sent and never heard of again must
 * not arrive after this one, also where it was sent once more and that was heard of.
 */
export async function underWay(
  { flow, key, hasOtherEditions }: LedgerEntry,
  { ledger, clock, quietMs, jobs }: EarlierPorts,
): Promise<Outcome | null> {
  if (!hasOtherEditions) return null;
  const now = clock.now();
  const sentSince = now - Math.max(quietMs, LONGEST_JOB_MS);
  const lost = await ledger.find({ flow, key, sentSince, states: ["superseded", "discarded"] });
  const delivered = await ledger.find({ flow, key, sentSince: now - quietMs, states: ["delivered"] });
  const doubts = await Promise.all(delivered.map((entry) => wasInDoubt(entry, ledger)));
  const earlier = [...lost, ...delivered.filter((_, index) => doubts[index])];
  for (const entry of earlier) {
    const inJob = await stillInJob(entry, { jobs, clock });
    if (inJob !== null) return inJob;
  }
  // Of one whose job is known it is known that the job has ended.
  const untold = earlier.filter(({ jobId }) => jobId === null);
  const until = Math.max(...untold.map(({ sentAt }) => (sentAt ?? 0) + quietMs), 0);
  return until > now ? { kind: "too-early", until, failure: STILL_UNDER_WAY } : null;
}

/** A job that was begun longer ago is not asked for any more. */
const LONGEST_JOB_MS = 24 * 60 * 60 * 1_000;

/** One of its claims ended without an answer, or without a word. */
async function wasInDoubt({ id, claims }: LedgerEntry, ledger: Ledger): Promise<boolean> {
  const attempts = await ledger.attemptsOf(id);
  return attempts.length < claims || attempts.some(({ outcome }) => outcome === "verify");
}

/** What is found in NetSuite may be as an earlier edition made it, or as the order was before a person edited it. */
export async function mayBeOfOtherBytes(
  { flow, key, edited, hasOtherEditions }: LedgerEntry,
  ledger: Ledger,
): Promise<boolean> {
  if (edited !== null) return true;
  if (!hasOtherEditions) return false;
  const delivered = await ledger.find({ flow, key, states: ["delivered"], limit: 1 });
  if (delivered.length > 0) return true;
  const sent = await ledger.find({ flow, key, states: ["superseded", "discarded"], sentSince: 0, limit: 1 });
  return sent.length > 0;
}

/** A person has entered an earlier edition in NetSuite: this one would be a second record, unless that one has its external id. */
export async function madeByHand(
  entry: LedgerEntry,
  delivery: FlowDelivery,
  { ledger }: Pick<EarlierPorts, "ledger">,
): Promise<Outcome | null> {
  const { flow, key, hasOtherEditions } = entry;
  if (!hasOtherEditions || delivery.isByExternalId !== true) return null;
  const delivered = await ledger.find({ flow, key, states: ["delivered"] });
  const audits = await Promise.all(delivered.map(({ id }) => ledger.auditOf(id)));
  const byHand = delivered.find((_, index) => audits[index]?.some(({ decision }) => decision === "resolve"));
  if (byHand === undefined) return null;
  const found = await delivery.lookUp(entry);
  if (found === null) return failed(hasNoExternalId(byHand));
  return found.kind === "delivered" ? null : found;
}

const hasNoExternalId = ({ id, recordType, internalId }: LedgerEntry): Failure => ({
  class: "data",
  code: "MADE_BY_HAND",
  message: `An earlier edition (entry ${id}) was entered by hand as ${recordType} ${internalId}, which NetSuite does not find by the external id of this order: to send this edition would make a second one.`,
  advice:
    "Give that record the external id that the mapping makes for this order, then re-run; or make the change by hand and resolve this entry too.",
});

const STILL_UNDER_WAY: Failure = {
  class: "transient",
  code: "EARLIER_EDITION_UNDER_WAY",
  message: "An earlier edition of this order was sent and may still be on its way into NetSuite.",
  advice: "Nothing to do: this edition follows when the earlier one can no longer arrive after it.",
};
