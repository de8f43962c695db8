import { expect, test } from "vitest";
import { remembering } from "./remembering.ts";

test("makes each value once, and again after more than so many were asked for", () => {
  const made: string[] = [];
  const lengthOf = remembering(2, (key) => {
    made.push(key);
    return key.length;
  });
  expect(["a", "bb", "a", "ccc", "a"].map(lengthOf)).toEqual([1, 2, 1, 3, 1]);
  expect(made).toEqual(["a", "bb", "ccc", "a"]);
});
