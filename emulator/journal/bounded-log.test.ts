import { expect, test } from "vitest";
import { createBoundedLog } from "./bounded-log.ts";

test("a log keeps the newest entries, in order, however many come", () => {
  const log = createBoundedLog<number>(3);
  for (let at = 1; at <= 100; at += 1) {
    log.add(at);
    expect(log.entries()).toEqual([at - 2, at - 1, at].filter((entry) => entry > 0));
  }
});
