/** Takes jobs in and has the account's asynchronous processors work through them, never on slots. */
import type { AccountPart } from "../../state/account-part.ts";
import { createChangeList } from "../../state/change-list.ts";
import type { Plan } from "../service.ts";
import type { JobOrigin } from "./job-origin.ts";
import { createJobs, type Job, type Jobs } from "./jobs.ts";
import { createProcessors } from "./processors.ts";
import {
  createJobReplay,
  type JobChange,
  type JobReplay,
  loadJobs,
  saveJob,
  saveJobs,
} from "./saved-jobs.ts";
import type { Task, Workbench } from "./task.ts";

export interface JobDesk extends Pick<Jobs, "find" | "findByKey" | "list">, AccountPart {
  submit(submission: Submission): Job;
}

export interface Submission {
  readonly plans: readonly Plan[];
  readonly key: string | undefined;
  readonly origin: JobOrigin;
}

export interface JobDeskOptions extends Omit<Workbench, "isAbandoned" | "ended"> {
  readonly processors: number;
  readonly firstJobId: number;
  /** Plans a request's records once more, for tasks that an earlier process did not come to. */
  plansOf(origin: JobOrigin): readonly Plan[];
}

/** Bounds the memory of a long run; how long NetSuite keeps jobs and keys is not published. */
const KEPT_TASKS = 10_000;

export function createJobDesk(options: JobDeskOptions): JobDesk {
  const { processors: count, firstJobId, plansOf, ...tools } = options;
  const jobs = createJobs({ firstId: firstJobId, keptTasks: KEPT_TASKS });
  // Another set of jobs gets other processors: those of the earlier ones are held by work that nobody waits for.
  let processors = createProcessors(count);
  const changes = createChangeList<JobChange>();
  let replay: JobReplay | undefined;
  const workOn = (job: Job): void => {
    const own = processors;
    const workbench: Workbench = {
      ...tools,
      isAbandoned: () => processors !== own,
      ended: (id, state) => changes.add({ ended: { job: job.id, task: Number(id) - 1, state } }),
    };
    // One processor takes a sequential batch record by record, so that later ones may refer to earlier ones.
    const turns = job.origin.parallel ? job.tasks.map((task) => [task]) : [job.tasks];
    let open = turns.length;
    for (const tasks of turns) {
      own.queue(async () => {
        await workThrough(tasks, workbench);
        open -= 1;
        if (open === 0 && processors === own) jobs.finish(job);
      });
    }
  };
  const replace = ({ jobs: others, nextId }: ReturnType<typeof loadJobs>): void => {
    processors = createProcessors(count);
    jobs.replace(others, nextId);
    for (const job of others) if (job.tasks.some(({ state }) => state.kind !== "ended")) workOn(job);
  };
  return {
    find: jobs.find,
    findByKey: jobs.findByKey,
    list: jobs.list,
    submit({ plans, key, origin }) {
      const job = jobs.open({ plans, key, origin, submittedAt: tools.clock.now() });
      if (changes.isWatched) changes.add({ opened: saveJob(job) });
      workOn(job);
      return job;
    },
    save: () => saveJobs(jobs),
    load: (state) => replace(loadJobs(state, plansOf)),
    watch: changes.watch,
    changes: {
      take: changes.take,
      apply(taken) {
        replay ??= createJobReplay(saveJobs(jobs));
        replay.add(taken);
      },
      applied() {
        if (replay !== undefined) replace(loadJobs(replay.state, plansOf));
        replay = undefined;
      },
    },
    // They were about records that are no more; production's own jobs are production's.
    refresh: () => replace({ jobs: [], nextId: jobs.nextId }),
  };
}

async function workThrough(tasks: readonly Task[], workbench: Workbench): Promise<void> {
  for (const task of tasks) await task.run(workbench);
}
