/** Jobs and tasks as the async service prints them (Oracle help subsect_161252896355, article_0127092747). */
import type { Quirks } from "../../quirks.ts";
import { jobHref } from "./async-route.ts";
import { isCompleted, type Job, jobProgressOf } from "./jobs.ts";
import { progressOf, type Task } from "./task.ts";

interface Link {
  readonly rel: "self" | "related";
  readonly href: string;
}

const self = (href: string): Link => ({ rel: "self", href });

export function jobView(job: Job, origin: string) {
  const href = jobHref(origin, job.id);
  return {
    links: [self(href)],
    completed: isCompleted(job),
    id: job.id,
    progress: jobProgressOf(job),
    task: { links: [self(`${href}/task`)] },
  };
}

export function taskListView(job: Job, origin: string, { taskList }: Quirks) {
  const href = `${jobHref(origin, job.id)}/task`;
  const links = job.tasks.map(({ id }) => self(`${href}/${id}`));
  const items = taskList === "printed" ? [{ links }] : links.map((link) => ({ links: [link] }));
  return { links: [self(href)], count: items.length, items };
}

/** The link to the result comes with the result (inferred: Oracle prints a completed task only). */
export function taskView(job: Job, task: Task, origin: string) {
  const href = `${jobHref(origin, job.id)}/task/${task.id}`;
  const { state } = task;
  const isEnded = state.kind === "ended";
  return {
    links: [...(isEnded ? [{ rel: "related", href: `${href}/result` } as const] : []), self(href)],
    completed: isEnded,
    ...(isEnded ? { endTime: timestamp(state.endedAt) } : {}),
    id: task.id,
    progress: progressOf(task),
    ...(state.kind === "waiting" ? {} : { startTime: timestamp(state.startedAt) }),
  };
}

/** Whole seconds, as in 2020-12-09T12:04:40Z. */
const timestamp = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, "Z");
