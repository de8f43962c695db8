import { expect, test } from "vitest";
import { preferencesOf } from "./preferences.ts";

test.each([
  [undefined, false, false],
  ["transient", false, false],
  ["respond-async", true, false],
  ["transient, Respond-Async", true, false],
  ["respond-async,batch-processing=parallel", true, true],
  ['batch-processing="parallel" , respond-async', true, true],
  ['respond-async; wait=10, batch-processing = "PARALLEL"', true, true],
  ["respond-async, batch-processing=sequential, batch-processing=parallel", true, false],
  ['note="respond-async, and more"', false, false],
  ["not-respond-async", false, false],
  [", ,", false, false],
])("Prefer: %s asks for an answer later: %s, in parallel: %s", (header, respondAsync, parallel) => {
  expect(preferencesOf(header)).toEqual({ respondAsync, parallel });
});
