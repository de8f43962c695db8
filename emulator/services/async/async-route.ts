/** Reads and writes the paths below the async service: a job, its tasks, one task, its result. */

export const ASYNC_SERVICE_PATH = "/services/rest/async/v1";

export type AsyncRoute =
  | { readonly kind: "job"; readonly job: string }
  | { readonly kind: "tasks"; readonly job: string }
  | { readonly kind: "task"; readonly job: string; readonly task: string }
  | { readonly kind: "result"; readonly job: string; readonly task: string };

/** Oracle's own examples also end the list of tasks with a slash. */
const PATH = /^\/job\/([^/]+)(?:\/(task)(?:\/([^/]+)(?:\/(result))?)?)?\/?$/;

export function parseAsyncRoute(pathname: string): AsyncRoute | undefined {
  const [, job, tasks, task, result] = PATH.exec(pathname.slice(ASYNC_SERVICE_PATH.length)) ?? [];
  if (job === undefined) return undefined;
  if (tasks === undefined) return { kind: "job", job };
  if (task === undefined) return { kind: "tasks", job };
  return result === undefined ? { kind: "task", job, task } : { kind: "result", job, task };
}

export const jobHref = (origin: string, id: string): string => `${origin}${ASYNC_SERVICE_PATH}/job/${id}`;
