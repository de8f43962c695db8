import { expect, test } from "vitest";
import { longestCallMs, longestWriteMs } from "./batching.ts";
import { batchingForm } from "./batching-form.ts";

const SECOND = 1_000;
const restlet = { script: "customscript_up", deploy: "customdeploy_up" };

test.each([
  ["record by record", { by: "none" }, 120 * SECOND, 120 * SECOND],
  [
    "a job, which runs on without its call",
    { by: "rest", jobWithinMs: 900 * SECOND },
    120 * SECOND,
    900 * SECOND,
  ],
  ["a RESTlet, which NetSuite ends after 300 s", { by: "restlet", restlet }, 330 * SECOND, 330 * SECOND],
] as const)("%s: a slot is held, and a write may be under way, so long", (_, batching, call, write) => {
  const times = { timeoutMs: 120 * SECOND, batching: batchingForm.parse(batching) };
  expect([longestCallMs(times), longestWriteMs(times)]).toEqual([call, write]);
});

test("batching by a RESTlet without a RESTlet is refused with what is missing", () => {
  expect(() => batchingForm.parse({ by: "restlet" })).toThrow(/script and deploy/);
});
