/** One record's share of a job: waits for a processor, takes its time, keeps its answer. */
import type { Clock } from "../../clock.ts";
import { type Answering, answerOf, type Reply, unexpectedReply } from "../../exchange/answer.ts";
import type { Latency } from "../../latency/latency-model.ts";
import type { Plan } from "../service.ts";

/** pending and succeeded are printed by Oracle (help subsect_161252896355); failed is inferred. */
export type JobProgress = "pending" | "succeeded" | "failed";

/** What a processor works with. */
export interface Workbench extends Answering {
  readonly clock: Clock;
  readonly latency: Pick<Latency, "begin">;
  /** Nobody waits for the work any more: the account was restored to another moment. */
  isAbandoned?(): boolean;
  /** Told before anything else can happen, so that what a task did and that it ended are known together or not at all. */
  ended?(taskId: string, state: EndedTask): void;
}

export type EndedTask = Extract<TaskState, { kind: "ended" }>;

type TaskState =
  | { readonly kind: "waiting" }
  | { readonly kind: "running"; readonly startedAt: number }
  | { readonly kind: "ended"; readonly startedAt: number; readonly endedAt: number; readonly reply: Reply };

export interface Task {
  /** Counts from 1 within its job. */
  readonly id: string;
  readonly state: TaskState;
  /** Settles when the task has ended; whatever goes wrong becomes its answer. */
  run(workbench: Workbench): Promise<void>;
}

export function createTask(id: string, plan: Plan): Task {
  let state: TaskState = { kind: "waiting" };
  return {
    id,
    get state() {
      return state;
    },
    async run(workbench) {
      const { clock } = workbench;
      if (workbench.isAbandoned?.() === true) return;
      const startedAt = clock.now();
      state = { kind: "running", startedAt };
      const { ms: waitedMs, end } = workbench.latency.begin(plan.latency);
      await clock.sleep(waitedMs, { unattended: true });
      end();
      if (workbench.isAbandoned?.() === true) return;
      const reply = { ...replyTo(plan, workbench), waitedMs };
      const ended: EndedTask = { kind: "ended", startedAt, endedAt: clock.now(), reply };
      state = ended;
      workbench.ended?.(id, ended);
    },
  };
}

/** One whose answer is known from before. */
export const createEndedTask = (id: string, state: EndedTask): Task => ({
  id,
  state,
  run: () => Promise.resolve(),
});

export function progressOf({ state }: Task): JobProgress {
  if (state.kind !== "ended") return "pending";
  return state.reply.response.status < 400 ? "succeeded" : "failed";
}

/** Exactly what the same request would have been answered at once. */
function replyTo(plan: Plan, workbench: Workbench): Reply {
  try {
    return answerOf(workbench, plan, plan.run());
  } catch (error) {
    return unexpectedReply(workbench, plan, error);
  }
}
