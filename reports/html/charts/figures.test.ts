import { expect, test } from "vitest";
import { coordinate, formatFigure } from "./figures.ts";

const WRITTEN: readonly [number, string][] = [
  [0, "0"],
  [0.1 + 0.2, "0.3"],
  [0.052155, "0.0522"],
  [15.8119, "15.81"],
  [1250, "1,250"],
  [-1250.5, "-1,250.5"],
  [2_500_000, "2.5M"],
];

test.each(WRITTEN)("%d is written as %s", (value, written) => {
  expect(formatFigure(value)).toBe(written);
});

test("coordinates are rounded to a tenth", () => {
  expect(coordinate(12.3456)).toBe("12.3");
});
