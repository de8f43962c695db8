/** Many records of one type as one asynchronous call of the record service (Oracle help, article_0127092747). */
import type { Failure } from "../../failure.ts";
import type { HttpOutcome } from "../../http/transport.ts";
import { internalIdInLocation } from "../answer.ts";
import { isSuccess } from "../ask.ts";
import { classify } from "../classify.ts";
import type { RecordWrite } from "../netsuite.ts";
import {
  type BatchAnswer,
  type BatchOutcome,
  type BatchWriter,
  failedBatch,
  type JobTold,
  type Written,
} from "./batch.ts";
import { type JobDesk, jobEnded, lost, resultOf, submitJob, tasksOf } from "./job.ts";

/** NetSuite's own bound (Oracle help, article_0127092747). */
export const MAX_REST_BATCH = 100;

export interface RestBatchOptions extends JobDesk {
  readonly recordUrl: string;
  /** @default 100, the most that NetSuite takes */
  readonly size?: number;
}

export function createRestBatch(options: RestBatchOptions): BatchWriter {
  const size = Math.min(options.size ?? MAX_REST_BATCH, MAX_REST_BATCH);
  return { size, upsertAll: (records, inJob) => upsertAll(options, records, inJob) };
}

async function upsertAll(
  desk: RestBatchOptions,
  records: readonly RecordWrite[],
  inJob: JobTold,
): Promise<BatchOutcome> {
  const [first] = records;
  if (first === undefined) return { ok: true, answers: [] };
  const job = await submitJob(desk, {
    method: "PUT",
    url: collectionUrl(desk, first),
    recordType: first.recordType,
    headers: {
      "content-type": "application/vnd.oracle.resource+json; type=collection",
      "x-netsuite-propertynamevalidation": "error",
    },
    body: JSON.stringify({ items: records.map(({ externalId, body }) => ({ ...body, externalId })) }),
  });
  if (!job.ok) return failedBatch(job.failure);
  await inJob(job.value);
  const unfinished = await jobEnded(desk, job.value);
  if (unfinished !== null) return failedBatch(unfinished);
  return answersOf(desk, job.value, records);
}

function collectionUrl({ recordUrl }: RestBatchOptions, { recordType, replace }: RecordWrite): string {
  const query = replace.length === 0 ? "" : `?replace=${replace.map(encodeURIComponent).join(",")}`;
  return `${recordUrl}/${encodeURIComponent(recordType)}${query}`;
}

/** That the tasks stand in the order of the records is inferred; a list of another length is not trusted. */
async function answersOf(
  desk: RestBatchOptions,
  jobId: string,
  records: readonly RecordWrite[],
): Promise<BatchOutcome> {
  const tasks = await tasksOf(desk, jobId);
  if (!tasks.ok) return failedBatch(tasks.failure);
  if (tasks.value.length !== records.length) return failedBatch(lost(`job ${jobId}`, OTHER_TASKS));
  const answers = records.map(({ recordType }, index): BatchAnswer => {
    const taskId = tasks.value[index] ?? "";
    return async () => written(await resultOf(desk, jobId, taskId), { recordType, jobId });
  });
  return { ok: true, answers };
}

function written(
  outcome: HttpOutcome,
  { recordType, jobId }: { readonly recordType: string; readonly jobId: string },
): Written {
  const internalId = isSuccess(outcome) ? internalIdInLocation(outcome) : null;
  if (internalId !== null) return { ok: true, value: { internalId } };
  const failure = classify({ operation: "write", outcome, recordType });
  return { ok: false, failure: isAboutTheFetch(outcome, failure) ? lost(`job ${jobId}`, failure) : failure };
}

/** The record itself was worked on with the login of its batch, and its task was there a moment ago. */
function isAboutTheFetch(outcome: HttpOutcome, { class: failureClass }: Failure): boolean {
  if (outcome.kind === "no-answer" || failureClass === "throttled") return true;
  return outcome.status === 401 || outcome.status === 404;
}

const OTHER_TASKS = { code: "OTHER_TASKS", message: "the job has another number of tasks than records" };
