/** Jobs as a snapshot holds them: what finished tasks answered, and what unfinished ones have to be planned from. */
import { z } from "zod";
import type { Reply } from "../../exchange/answer.ts";
import type { Plan } from "../service.ts";
import { type JobOrigin, loadOrigin, savedOriginSchema, saveOrigin } from "./job-origin.ts";
import type { Job, Jobs } from "./jobs.ts";
import { createEndedTask, createTask, type Task } from "./task.ts";

const taskSchema = z.union([
  z.object({ kind: z.literal("waiting") }),
  z.object({
    kind: z.literal("ended"),
    startedAt: z.number(),
    endedAt: z.number(),
    reply: z.custom<Reply>((value) => typeof value === "object" && value !== null && "response" in value),
  }),
]);

const jobSchema = z.object({
  id: z.string(),
  submittedAt: z.number(),
  key: z.string().optional(),
  origin: savedOriginSchema,
  tasks: z.array(taskSchema),
});

const savedJobsSchema = z.object({ nextId: z.int().positive(), jobs: z.array(jobSchema) });

type SavedJobs = z.output<typeof savedJobsSchema>;

export const saveJobs = (jobs: Pick<Jobs, "list" | "nextId">): SavedJobs => ({
  nextId: jobs.nextId,
  jobs: jobs.list().map(saveJob),
});

export const saveJob = ({ id, submittedAt, key, origin, tasks }: Job): SavedJobs["jobs"][number] => ({
  id,
  submittedAt,
  ...(key === undefined ? {} : { key }),
  origin: saveOrigin(origin),
  tasks: tasks.map(savedTask),
});

/** A task that was being worked on has changed nothing yet, so it can be begun again. */
const savedTask = ({ state }: Task): z.output<typeof taskSchema> =>
  state.kind === "ended" ? state : { kind: "waiting" };

export interface LoadedJobs {
  readonly nextId: number;
  readonly jobs: readonly Job[];
}

/** @param plansOf what the request's records are to be done with, in their order */
export function loadJobs(state: unknown, plansOf: (origin: JobOrigin) => readonly Plan[]): LoadedJobs {
  const { nextId, jobs } = savedJobsSchema.parse(state);
  return {
    nextId,
    jobs: jobs.map(({ tasks, origin: savedOrigin, key, ...job }) => {
      const origin = loadOrigin(savedOrigin);
      const plans = tasks.some(({ kind }) => kind === "waiting") ? plansOf(origin) : [];
      return { ...job, key, origin, tasks: tasks.map((task, index) => loadTask(task, index, plans)) };
    }),
  };
}

function loadTask(saved: z.output<typeof taskSchema>, index: number, plans: readonly Plan[]): Task {
  const id = String(index + 1);
  if (saved.kind === "ended") return createEndedTask(id, saved);
  const plan = plans[index];
  if (plan === undefined) throw new TypeError("a job has more tasks than its request has records");
  return createTask(id, plan);
}

const jobChangesSchema = z.array(
  z.union([
    z.object({ opened: jobSchema }),
    z.object({ ended: z.object({ job: z.string(), task: z.int(), state: taskSchema }) }),
  ]),
);

export type JobChange = z.input<typeof jobChangesSchema>[number];

/** Saved jobs to which changes are added one after the other, before any work goes on. */
export interface JobReplay {
  add(changes: unknown): void;
  readonly state: SavedJobs;
}

export function createJobReplay(begunAs: SavedJobs): JobReplay {
  const jobs = new Map(begunAs.jobs.map((job) => [job.id, job]));
  let { nextId } = begunAs;
  return {
    add(changes) {
      for (const change of jobChangesSchema.parse(changes)) {
        if ("opened" in change) {
          jobs.set(change.opened.id, change.opened);
          nextId = Math.max(nextId, Number(change.opened.id) + 1);
        } else {
          const { job: id, task, state } = change.ended;
          const job = jobs.get(id);
          if (job !== undefined) jobs.set(id, { ...job, tasks: job.tasks.with(task, state) });
        }
      }
    },
    get state() {
      return { nextId, jobs: [...jobs.values()] };
    },
  };
}
