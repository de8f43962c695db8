/** The account's jobs by id and by idempotency key; finished ones are forgotten when newer ones need the room. */

import type { Plan } from "../service.ts";
import type { JobOrigin } from "./job-origin.ts";
import { createTask, type JobProgress, progressOf, type Task } from "./task.ts";

export interface Job {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly submittedAt: number;
  readonly key: string | undefined;
  /** What was asked for, from which unfinished tasks can be planned again. */
  readonly origin: JobOrigin;
  readonly tasks: readonly Task[];
}

export interface JobOrder {
  readonly plans: readonly Plan[];
  readonly key: string | undefined;
  readonly origin: JobOrigin;
  readonly submittedAt: number;
}

export interface Jobs {
  open(order: JobOrder): Job;
  /** Says that every task has ended; from now on the job may be forgotten, and its key with it. */
  finish(job: Job): void;
  find(id: string): Job | undefined;
  findByKey(key: string): Job | undefined;
  /** Oldest first. */
  list(): readonly Job[];
  readonly nextId: number;
  /** Forgets every job and takes these instead. */
  replace(jobs: readonly Job[], nextId: number): void;
}

export interface JobsOptions {
  readonly firstId: number;
  /** How many tasks of finished jobs are kept; unfinished ones are never forgotten. */
  readonly keptTasks: number;
}

export function createJobs({ firstId, keptTasks }: JobsOptions): Jobs {
  const jobs = new Map<string, Job>();
  const byKey = new Map<string, Job>();
  const finished = new Set<Job>();
  let nextId = firstId;
  let finishedTasks = 0;
  const forget = (job: Job): void => {
    finished.delete(job);
    finishedTasks -= job.tasks.length;
    jobs.delete(job.id);
    if (job.key !== undefined) byKey.delete(job.key);
  };
  const keep = (job: Job): Job => {
    jobs.set(job.id, job);
    if (job.key !== undefined) byKey.set(job.key, job);
    return job;
  };
  const finish = (job: Job): void => {
    finished.add(job);
    finishedTasks += job.tasks.length;
    for (const oldest of finished) {
      if (finishedTasks <= keptTasks) return;
      forget(oldest);
    }
  };
  return {
    open({ plans, ...order }) {
      const tasks = plans.map((plan, index) => createTask(String(index + 1), plan));
      nextId += 1;
      return keep({ ...order, id: String(nextId - 1), tasks });
    },
    finish,
    get nextId() {
      return nextId;
    },
    replace(others, followingId) {
      for (const map of [jobs, byKey, finished]) map.clear();
      finishedTasks = 0;
      nextId = followingId;
      for (const job of others) if (isCompleted(keep(job))) finish(job);
    },
    find: (id) => jobs.get(id),
    findByKey: (key) => byKey.get(key),
    list: () => [...jobs.values()],
  };
}

export const isCompleted = ({ tasks }: Job): boolean => tasks.every(({ state }) => state.kind === "ended");

/** One failed record makes the job failed (inferred: Oracle prints no job that failed). */
export function jobProgressOf(job: Job): JobProgress {
  if (!isCompleted(job)) return "pending";
  return job.tasks.some((task) => progressOf(task) === "failed") ? "failed" : "succeeded";
}
