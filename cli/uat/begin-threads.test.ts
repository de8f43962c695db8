import { expect, test } from "vitest";
import { type Beginning, beginThreads } from "./begin-threads.ts";

function begun(beginning: Beginning): readonly number[] {
  const counts: number[] = [];
  const run = () => expect.unreachable();
  beginThreads({ warmUp: (count) => void counts.push(count), run, close: async () => undefined }, beginning);
  return counts;
}

test.each<[string, Beginning, readonly number[]]>([
  ["all scenarios begin the threads that were asked for", { workers: 3 }, [3]],
  ["a choice by id may be of one scenario", { workers: 3, only: ["perfect-order"] }, []],
  ["and so may one by tag", { workers: 3, tag: ["money"] }, []],
  ["one at a time needs no thread", { workers: 1 }, []],
  ["nor does a clean-up", { workers: 3, cleanUp: "20261127-101500" }, []],
  ["a real account takes one after another", { workers: 3, target: "netsuite" }, []],
])("%s", (_what, beginning, counts) => {
  expect(begun(beginning)).toEqual(counts);
});
