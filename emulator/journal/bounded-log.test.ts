import { expect, test } from "vitest";
import { createBoundedLog } from "./bounded-log.ts";

test("a log keeps the newest entries, in order, however many come", () => {
  const log = createBoundedLog<number>(3);
  for (let at = 1; at <= 100; at += 1) {
    log.add(at);
    expect(log.entries()).toEqual([at - 2, at - 1, at].filter((entry) => entry > 0));
  }
});

test("a log forgets the oldest entries when all together weigh too much, and always keeps the newest", () => {
  const log = createBoundedLog<string>(10, { of: (text) => text.length, max: 5 });
  for (const text of ["aa", "bb", "c"]) log.add(text);
  expect(log.entries()).toEqual(["aa", "bb", "c"]);
  log.add("d");
  expect(log.entries()).toEqual(["bb", "c", "d"]);
  log.add("e".repeat(50));
  expect(log.entries()).toEqual(["e".repeat(50)]);
});
