/** The async service: where a caller looks after its jobs. */
import type { Refusal } from "../../errors/refusal.ts";
import type { Quirks } from "../../quirks.ts";
import type { Plan, Service, ServiceAnswer } from "../service.ts";
import { ASYNC_SERVICE_PATH, type AsyncRoute, parseAsyncRoute } from "./async-route.ts";
import type { JobDesk } from "./job-desk.ts";
import { jobView, taskListView, taskView } from "./job-views.ts";
import type { Job } from "./jobs.ts";
import type { Task } from "./task.ts";

export interface AsyncServiceOptions {
  readonly desk: JobDesk;
  readonly quirks: Quirks;
}

export function createAsyncService({ desk, quirks }: AsyncServiceOptions): Service {
  return {
    path: ASYNC_SERVICE_PATH,
    plan({ method }, url) {
      const route = parseAsyncRoute(url.pathname);
      return {
        operation: "job",
        latency: { kind: "get" },
        run() {
          if (route === undefined) return refused({ key: "path-not-found", url: url.pathname });
          if (method !== "GET") return refused({ key: "method-not-allowed", values: { method } });
          const job = desk.find(route.job);
          if (job === undefined) return refused({ key: "job-unknown", url: url.pathname });
          return answer(route, job, { url, quirks });
        },
      } satisfies Plan;
    },
  };
}

interface View {
  readonly url: URL;
  readonly quirks: Quirks;
}

function answer(route: AsyncRoute, job: Job, { url, quirks }: View): ServiceAnswer {
  if (route.kind === "job") return content("singular", jobView(job, url.origin));
  if (route.kind === "tasks") return content("collection", taskListView(job, url.origin, quirks));
  const task = job.tasks.find(({ id }) => id === route.task);
  if (task === undefined) return refused({ key: "job-unknown", url: url.pathname });
  return route.kind === "task" ? content("singular", taskView(job, task, url.origin)) : resultOf(task, url);
}

function resultOf({ state }: Task, url: URL): ServiceAnswer {
  if (state.kind !== "ended") return refused({ key: "result-not-ready", url: url.pathname });
  return { kind: "replayed", response: state.reply.response };
}

const content = (shape: "singular" | "collection", body: unknown): ServiceAnswer => ({
  kind: "content",
  shape,
  content: body,
});

const refused = (refusal: Refusal): ServiceAnswer => ({ kind: "refused", refusal });
