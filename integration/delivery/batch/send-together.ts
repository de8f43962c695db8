/** Sends what was gathered as one batch, and tells each entry what became of its own record. */
import type { AttemptCall, Priority } from "../../ledger/entry.ts";
import type { BatchAnswer, BatchOutcome, Written } from "../../netsuite/batch/batch.ts";
import { noteCall, recordingCalls } from "../call-log.ts";
import { alike } from "./alike.ts";
import type { GatheringPorts, Waiting } from "./waiting.ts";

/** Resolves when every entry has its answer, or knows how to have it. */
export async function sendTogether(
  batch: readonly Waiting[],
  priority: Priority,
  ports: GatheringPorts,
): Promise<void> {
  const announced = (await Promise.all(batch.map(announcedOrTold))).filter((each) => each !== null);
  const chosen = alike(announced, ({ record }) => record.externalId).map(latest);
  if (chosen.length < 2) {
    for (const each of announced) each.resolve(() => ports.netsuite.upsert(each.record));
    return;
  }
  const { result, calls } = await recordingCalls(priority, () =>
    ports.writer.upsertAll(
      chosen.map(({ record }) => record),
      (jobId) => noteJob(jobId, announced, ports),
    ),
  );
  if (!result.ok && result.refused) ports.onError(new Error(sentAlone(result.failure.message)));
  const answers = new Map(chosen.map((each, index) => [each.record.externalId, answerAt(result, index)]));
  for (const each of announced) {
    const answer = answers.get(each.record.externalId);
    if (answer === undefined) throw new TypeError(`no answer for ${each.record.externalId}`);
    each.resolve(() => answerTo(each, { answer, isChosen: chosen.includes(each), calls, ports }));
  }
}

/** Durable for each of them before any of them leaves; who lost its claim is told so and stays behind. */
async function announcedOrTold(waiting: Waiting): Promise<Waiting | null> {
  try {
    await waiting.announce();
    return waiting;
  } catch (error) {
    waiting.reject(error);
    return null;
  }
}

/** For whoever takes over should this worker be killed; without it the entries wait as long as a job may take. */
async function noteJob(
  jobId: string,
  announced: readonly Waiting[],
  { onError }: GatheringPorts,
): Promise<void> {
  const noted = await Promise.allSettled(announced.map(({ inJob }) => inJob(jobId)));
  const failed = noted.find(({ status }) => status === "rejected");
  if (failed?.status === "rejected") onError(failed.reason);
}

const latest = (waiting: readonly Waiting[]): Waiting =>
  waiting.reduce((last, each) => (each.editionAt >= last.editionAt ? each : last));

/** null: the record is to be sent alone. Asked for once, also when several entries share the record. */
function answerAt(outcome: BatchOutcome, index: number): BatchAnswer | null {
  if (!outcome.ok) {
    const { refused, failure } = outcome;
    return refused ? null : async () => ({ ok: false, failure });
  }
  let answer: Promise<Written> | undefined;
  return () => {
    answer ??= outcome.answers[index]?.() ?? Promise.reject(new TypeError("a batch without an answer"));
    return answer;
  };
}

interface Answering {
  readonly answer: BatchAnswer | null;
  /** Its own copy of the record is the one that was sent. */
  readonly isChosen: boolean;
  readonly calls: readonly AttemptCall[];
  readonly ports: GatheringPorts;
}

async function answerTo(
  { record }: Waiting,
  { answer, isChosen, calls, ports }: Answering,
): Promise<Written> {
  for (const call of calls) noteCall(ownPart(call, record.body));
  const written = answer === null ? null : await answer();
  if (written === null) return ports.netsuite.upsert(record);
  if (written.ok || !isForItAlone(written, isChosen)) return written;
  return ports.netsuite.upsert(record);
}

/**
 * Another's copy of the record was refused, which says nothing about this one. Or two first writes of one external id crossed
 * each other: alone it is read and written again.
 */
function isForItAlone({ failure }: Extract<Written, { ok: false }>, isChosen: boolean): boolean {
  return failure.code === "ALREADY_EXISTS" || (!isChosen && failure.class === "data");
}

/** An entry's history holds nothing of the other entries, whose orders may be other people's. */
function ownPart({ sent, answered, ...call }: AttemptCall, body: unknown): AttemptCall {
  const isRefusal = call.status !== null && call.status >= 400;
  return {
    ...call,
    ...(sent === undefined ? {} : { sent: JSON.stringify(body) }),
    ...(answered === undefined || !isRefusal ? {} : { answered }),
  };
}

const sentAlone = (message: string): string =>
  `NetSuite took a batch for none and its records are sent one by one, which needs more slots: ${message} Correct the setting batching, or switch it off with "by: none".`;
