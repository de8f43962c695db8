/**
 * An asynchronous job at NetSuite: submitted once however often it has to be sent, and looked after until it has ended.
 *
 * A slot is held by each call alone, never while the job runs (Oracle help, chapter_161251386312).
 */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Clock } from "../../clock.ts";
import type { Failure } from "../../failure.ts";
import type { HttpOutcome } from "../../http/transport.ts";
import { errorDetailsIn, jsonIn } from "../answer.ts";
import { type Ask, type Call, isSuccess } from "../ask.ts";
import { classify } from "../classify.ts";
import type { NetSuiteResult } from "../netsuite.ts";

export interface JobPatience {
  /** Wait before the first look; each further one is half as long again. */
  readonly firstPollMs: number;
  readonly longestPollMs: number;
  /** A job that has not ended by then is given up: its records are looked up one by one. */
  readonly withinMs: number;
}

export interface JobDesk {
  readonly ask: Ask;
  readonly asyncUrl: string;
  readonly clock: Clock;
  readonly patience: JobPatience;
  /** Nobody waits any more. */
  readonly closed: AbortSignal;
}

/** A lost answer is asked for again so often, with the same key. */
const SUBMISSIONS = 4;

/**
 * The id of the job. A submission whose answer was lost is sent again under its idempotency key: NetSuite then names the job
 * that it began the first time (400 `IDEMPOTENCY_ERROR` with a Location: Oracle help, subsect_164494900632).
 */
export async function submitJob(desk: JobDesk, call: Call): Promise<NetSuiteResult<string>> {
  const waits = growingWaits(desk.patience);
  const headers = {
    ...call.headers,
    prefer: 'respond-async, batch-processing="parallel"',
    "x-netsuite-idempotency-key": randomUUID(),
  };
  let mayHaveArrived = false;
  for (let sent = 1; ; sent += 1) {
    const outcome = await desk.ask({ ...call, headers });
    const jobId = isTaken(outcome) ? jobIdIn(outcome) : null;
    if (jobId !== null) return { ok: true, value: jobId };
    const failure = classify({ operation: "write", outcome, ...about(call) });
    mayHaveArrived ||= failure.class === "unknown-outcome";
    if (!mayHaveArrived) return { ok: false, failure };
    // What may have arrived is not forgotten because a further submission was refused.
    if (sent === SUBMISSIONS || desk.closed.aborted)
      return { ok: false, failure: lost("submitted", failure) };
    await desk.clock.sleep(waits(), desk.closed);
  }
}

/** Resolves when the job has ended, or says why that will not be known. */
export async function jobEnded(desk: JobDesk, jobId: string): Promise<Failure | null> {
  const { clock, patience, closed } = desk;
  const until = clock.now() + patience.withinMs;
  const waits = growingWaits(patience);
  for (;;) {
    await clock.sleep(waits(), closed);
    if (closed.aborted) return lost(`job ${jobId}`, STOPPED);
    const seen = await lookAt(desk, jobId);
    if (seen === "ended") return null;
    if (isFinal(seen) || clock.now() >= until) return lost(`job ${jobId}`, seen);
  }
}

/**
 * Whether a job that somebody else may have begun still runs. NetSuite forgets jobs in the end: one that it does not know
 * runs no more.
 */
export async function isJobRunning(
  desk: Pick<JobDesk, "ask" | "asyncUrl">,
  jobId: string,
): Promise<NetSuiteResult<boolean>> {
  const seen = await lookAt(desk, jobId);
  if (seen === "ended" || seen.class === "data") return { ok: true, value: false };
  return seen === NOT_ENDED ? { ok: true, value: true } : { ok: false, failure: seen };
}

async function lookAt(
  { ask, asyncUrl }: Pick<JobDesk, "ask" | "asyncUrl">,
  jobId: string,
): Promise<"ended" | Failure> {
  const outcome = await ask({ method: "GET", url: `${asyncUrl}/job/${jobId}` });
  const job = isSuccess(outcome) ? jobView.safeParse(jsonIn(outcome)) : null;
  if (job?.success !== true) return classify({ operation: "read", outcome });
  return job.data.completed ? "ended" : NOT_ENDED;
}

/** The ids of the job's tasks in the order of its records; both forms of the list are read (Oracle help, article_0127092747). */
export async function tasksOf(desk: JobDesk, jobId: string): Promise<NetSuiteResult<readonly string[]>> {
  const outcome = await askAgain(desk, { method: "GET", url: `${desk.asyncUrl}/job/${jobId}/task` });
  const list = isSuccess(outcome) ? taskList.safeParse(jsonIn(outcome)) : null;
  if (list?.success !== true) {
    return { ok: false, failure: lost(`job ${jobId}`, classify({ operation: "read", outcome })) };
  }
  const hrefs = list.data.items.flatMap(({ links }) => links.map(({ href }) => href));
  const ids = hrefs.flatMap((href) => /\/task\/(\d+)\/?$/.exec(href)?.[1] ?? []);
  return { ok: true, value: [...new Set(ids)].toSorted((a, b) => Number(a) - Number(b)) };
}

/** What NetSuite would have answered had the record been sent alone. */
export function resultOf(desk: JobDesk, jobId: string, taskId: string): Promise<HttpOutcome> {
  return askAgain(desk, { method: "GET", url: `${desk.asyncUrl}/job/${jobId}/task/${taskId}/result` });
}

/** Asks until there is an answer that is not about the asking: nothing is written by it. */
async function askAgain({ ask, clock, patience, closed }: JobDesk, call: Call): Promise<HttpOutcome> {
  const waits = growingWaits(patience);
  const until = clock.now() + patience.withinMs;
  for (;;) {
    const outcome = await ask(call);
    const isOver = closed.aborted || clock.now() >= until;
    if (isOver || !isAboutTheAsking(outcome)) return outcome;
    await clock.sleep(waits(), closed);
  }
}

/** No answer, no slot, or a page that is not NetSuite's. */
function isAboutTheAsking(outcome: HttpOutcome): boolean {
  if (outcome.kind === "no-answer") return true;
  if (isSuccess(outcome)) return outcome.status === 200 && jsonIn(outcome) === undefined;
  return classify({ operation: "read", outcome }).class === "throttled" || errorDetailsIn(outcome) === null;
}

const jobView = z.object({ completed: z.boolean() });
const taskList = z.object({ items: z.array(z.object({ links: z.array(z.object({ href: z.string() })) })) });

function isTaken(outcome: HttpOutcome): boolean {
  if (outcome.kind !== "answer") return false;
  return outcome.status === 202 || errorDetailsIn(outcome)?.code === "IDEMPOTENCY_ERROR";
}

/** Oracle prints Location absolute and relative; the id is its last segment. */
function jobIdIn(outcome: HttpOutcome): string | null {
  const location = outcome.kind === "answer" ? outcome.headers["location"] : undefined;
  return /\/job\/([\w-]+)\/?$/.exec(location?.split(/[?#]/)[0] ?? "")?.[1] ?? null;
}

const about = ({ recordType }: Call) => (recordType === undefined ? {} : { recordType });

/** Asking once more would be answered alike. A login that keeps failing locks the user. */
const isFinal = ({ class: failureClass }: Failure): boolean =>
  failureClass === "data" || failureClass === "credentials" || failureClass === "defect";

function growingWaits({ firstPollMs, longestPollMs }: JobPatience): () => number {
  let next = firstPollMs;
  return () => {
    const wait = Math.min(next, longestPollMs);
    next *= 1.5;
    return Math.round(wait);
  };
}

export function lost(what: string, because: Pick<Failure, "code" | "message">): Failure {
  return {
    class: "unknown-outcome",
    code: "BATCH_OUTCOME_UNKNOWN",
    message: `What NetSuite made of this record in a batch (${what}) is not known: ${because.message} (${because.code})`,
    advice:
      "NetSuite is asked by external id before anything is sent again; nothing to do unless this persists.",
  };
}

const NOT_ENDED: Failure = {
  class: "transient",
  code: "JOB_NOT_ENDED",
  message: "the job has not ended in the time that it is given",
  advice: "",
};
const STOPPED = { code: "STOPPED", message: "the integration was stopped while the job ran" };
