/** The account's jobs by id and by idempotency key; finished ones are forgotten when newer ones need the room. */

import type { Plan } from "../service.ts";
import { createTask, type JobProgress, progressOf, type Task } from "./task.ts";

export interface Job {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly submittedAt: number;
  readonly key: string | undefined;
  readonly tasks: readonly Task[];
}

export interface JobOrder {
  readonly plans: readonly Plan[];
  readonly key: string | undefined;
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
  return {
    open({ plans, key, submittedAt }) {
      const tasks = plans.map((plan, index) => createTask(String(index + 1), plan));
      const job = { id: String(nextId), submittedAt, key, tasks };
      nextId += 1;
      jobs.set(job.id, job);
      if (key !== undefined) byKey.set(key, job);
      return job;
    },
    finish(job) {
      finished.add(job);
      finishedTasks += job.tasks.length;
      for (const oldest of finished) {
        if (finishedTasks <= keptTasks) return;
        forget(oldest);
      }
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
