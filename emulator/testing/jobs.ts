/** Sends asynchronous requests to the small company's account and waits for their jobs. */
import type { Acme, Answer } from "./acme.ts";

export const JOBS = "/services/rest/async/v1/job";
export const ASYNC = { prefer: "respond-async" } as const;
export const COLLECTION = {
  prefer: "respond-async",
  "content-type": "application/vnd.oracle.resource+json; type=collection",
} as const;

/** Lets every promise that can go on go on. */
export const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Moves the clock until no job is under way any more. */
export async function untilIdle({ account, clock }: Acme): Promise<void> {
  await settle();
  while (account.asyncJobs().some(({ progress }) => progress === "pending")) {
    clock.advance(60_000);
    await settle();
  }
}

/** Moves the clock second by second until the request is answered. */
export async function answered<Answered>({ clock }: Acme, request: Promise<Answered>): Promise<Answered> {
  let isAnswered = false;
  void request.finally(() => {
    isAnswered = true;
  });
  await settle();
  while (!isAnswered) {
    clock.advance(1_000);
    await settle();
  }
  return request;
}

/** Where the answer says that its job is, without the origin. */
export const jobPath = ({ headers }: Answer): string => new URL(headers["location"] ?? "").pathname;

/** The answers of a finished job's tasks, in their order. */
export async function resultsOf(world: Acme, submitted: Answer): Promise<readonly Answer[]> {
  await untilIdle(world);
  const job = jobPath(submitted);
  const list = await answered(world, world.call("GET", `${job}/task`));
  const items = list.json?.["items"] as readonly unknown[];
  const results: Answer[] = [];
  for (const index of items.keys()) {
    results.push(await answered(world, world.call("GET", `${job}/task/${index + 1}/result`)));
  }
  return results;
}
