/** What a test or an administrator sees of an account's jobs. */
import type { OperationName } from "../service.ts";
import { type Job, jobProgressOf } from "./jobs.ts";
import { type JobProgress, progressOf, type Task } from "./task.ts";

export interface AsyncTaskView {
  readonly id: string;
  readonly progress: JobProgress;
  /** Milliseconds since 1970; absent while the task waits for a processor. */
  readonly startedAt?: number;
  /** Absent until the task has ended, like everything below. */
  readonly endedAt?: number;
  readonly operation?: OperationName;
  /** The answer's HTTP status. */
  readonly status?: number;
  readonly internalId?: string;
  readonly externalId?: string;
  /** Why the task failed: the error's detail, or the stack of a defect. */
  readonly reason?: string;
  /** Simulated latency, before any time scale. */
  readonly waitedMs?: number;
}

export interface AsyncJobView {
  readonly id: string;
  readonly submittedAt: number;
  readonly progress: JobProgress;
  /** Lower case. */
  readonly idempotencyKey?: string;
  readonly tasks: readonly AsyncTaskView[];
}

export function asyncJobView(job: Job): AsyncJobView {
  return {
    id: job.id,
    submittedAt: job.submittedAt,
    progress: jobProgressOf(job),
    ...(job.key === undefined ? {} : { idempotencyKey: job.key }),
    tasks: job.tasks.map(asyncTaskView),
  };
}

function asyncTaskView(task: Task): AsyncTaskView {
  const { id, state } = task;
  const about = { id, progress: progressOf(task) };
  if (state.kind === "waiting") return about;
  if (state.kind === "running") return { ...about, startedAt: state.startedAt };
  const { startedAt, endedAt, reply } = state;
  const { operation, subject, waitedMs, reason, response } = reply;
  return {
    ...about,
    startedAt,
    endedAt,
    operation,
    status: response.status,
    ...subject,
    ...(reason === undefined ? {} : { reason }),
    waitedMs,
  };
}
