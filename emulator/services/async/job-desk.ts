/** Takes jobs in and has the account's asynchronous processors work through them, never on slots. */

import type { Plan } from "../service.ts";
import { createJobs, type Job, type Jobs } from "./jobs.ts";
import { createProcessors } from "./processors.ts";
import type { Task, Workbench } from "./task.ts";

export interface JobDesk extends Pick<Jobs, "find" | "findByKey" | "list"> {
  submit(submission: Submission): Job;
  /** Tasks being worked on right now. */
  running(): number;
}

export interface Submission {
  readonly plans: readonly Plan[];
  readonly key: string | undefined;
  readonly parallel: boolean;
}

export interface JobDeskOptions extends Workbench {
  readonly processors: number;
  readonly firstJobId: number;
}

/** Bounds the memory of a long run; how long NetSuite keeps jobs and keys is not published. */
const KEPT_TASKS = 10_000;

export function createJobDesk({ processors: count, firstJobId, ...workbench }: JobDeskOptions): JobDesk {
  const jobs = createJobs({ firstId: firstJobId, keptTasks: KEPT_TASKS });
  const processors = createProcessors(count);
  const workThrough = async (tasks: readonly Task[]): Promise<void> => {
    for (const task of tasks) await task.run(workbench);
  };
  return {
    ...jobs,
    submit({ plans, key, parallel }) {
      const job = jobs.open({ plans, key, submittedAt: workbench.clock.now() });
      // One processor takes a sequential batch record by record, so that later ones may refer to earlier ones.
      const turns = parallel ? job.tasks.map((task) => [task]) : [job.tasks];
      let open = turns.length;
      for (const tasks of turns) {
        processors.queue(async () => {
          await workThrough(tasks);
          open -= 1;
          if (open === 0) jobs.finish(job);
        });
      }
      return job;
    },
    running: () => processors.busy,
  };
}
