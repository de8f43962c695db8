import { expect, test } from "vitest";
import { formatDuration } from "./duration.ts";

const SAID: readonly [number, string][] = [
  [0, "0 ms"],
  [0.4, "0 ms"],
  [850, "850 ms"],
  [999.6, "1.0 s"],
  [4_240, "4.2 s"],
  [9_960, "10 s"],
  [59_400, "59 s"],
  [59_600, "1 min"],
  [200_000, "3 min 20 s"],
  [3_599_600, "1 h"],
  [7_500_000, "2 h 5 min"],
  [-1, "–"],
  [Number.NaN, "–"],
];

test.each(SAID)("%d ms is said as %s", (ms, said) => {
  expect(formatDuration(ms)).toBe(said);
});
