import { scaleLinear } from "d3-scale";
import { expect, test } from "vitest";
import { axisRange } from "./axis-range.ts";

test.each([
  ["spread values", [3, -2, 7], [-2, 7]],
  ["one value", [4, 4], [4, 5]],
  ["no value", [], [0, 1]],
  ["values that are all but one", [-5e-324, 5e-324], [-5e-324, 1]],
])("%s", (_, values, range) => {
  expect(axisRange(values)).toEqual(range);
});

test.each([5e-324, 1e-310, 1e-307, 1e-301, 1e-299, 1e-12])("%d beside 0 can be ticked", (value) => {
  expect(
    scaleLinear()
      .domain(axisRange([0, value]))
      .nice(5)
      .ticks(5).length,
  ).toBeGreaterThan(1);
});
