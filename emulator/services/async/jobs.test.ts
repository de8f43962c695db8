import { expect, test } from "vitest";
import { problemDocument } from "../../errors/problem-document.ts";
import { DEFAULT_WORDING } from "../../errors/wording.ts";
import { seededRandom } from "../../seeded-random.ts";
import { manualClock } from "../../testing/manual-clock.ts";
import type { Plan } from "../service.ts";
import { createJobs, type Job } from "./jobs.ts";

const plan: Plan = { operation: "get", latency: { kind: "get" }, run: () => ({ kind: "done", headers: {} }) };
const origin = {
  request: { method: "GET", url: "http://x/y", headers: {}, body: new Uint8Array(), receivedAt: 0 },
  caller: { integration: undefined },
  parallel: true,
};
const order = (key?: string, tasks = 1) => ({ plans: Array(tasks).fill(plan), key, origin, submittedAt: 0 });

const finished = (jobs: ReturnType<typeof createJobs>, job: Job): Job => {
  jobs.finish(job);
  return job;
};

test("the oldest finished jobs are forgotten first, with their keys, and unfinished ones never", () => {
  const jobs = createJobs({ firstId: 1, keptTasks: 3 });
  const open = jobs.open(order("open"));
  const [a, b, c] = ["a", "b", "c"].map((key) => jobs.open(order(key)));
  for (const job of [b, a, c]) if (job !== undefined) finished(jobs, job);
  expect(jobs.list().map(({ id }) => id)).toEqual(["1", "2", "3", "4"]);
  finished(jobs, jobs.open(order("d", 2)));
  // b finished first, then a: both must go for the two tasks of d.
  expect(jobs.list().map(({ key }) => key)).toEqual(["open", "c", "d"]);
  expect(jobs.findByKey("a")).toBeUndefined();
  expect(jobs.findByKey("open")).toBe(open);
  expect(jobs.find("2")).toBeUndefined();
});

test("a defect becomes the task's answer, and the stack stays on this side", async () => {
  const jobs = createJobs({ firstId: 1, keptTasks: 10 });
  const run = (): never => {
    throw new Error("a defect");
  };
  const { tasks } = jobs.open({ ...order(), plans: [{ ...plan, run }] });
  await tasks[0]?.run({
    ...DEFAULT_WORDING,
    clock: manualClock(),
    random: seededRandom(1, "test"),
    errorForm: problemDocument,
    latency: { begin: () => ({ ms: 0, rowMs: 0, end: () => undefined }) },
  });
  expect(tasks[0]?.state).toMatchObject({
    kind: "ended",
    reply: { response: { status: 500 }, decision: "failed", reason: expect.stringContaining("a defect") },
  });
});
