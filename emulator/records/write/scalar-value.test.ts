import { expect, test } from "vitest";
import { SCALARS } from "./scalar-value.ts";

test.each<[keyof typeof SCALARS, unknown, unknown]>([
  ["string", "a", "a"],
  ["string", 12, "12"],
  ["string", true, undefined],
  ["string", {}, undefined],
  ["number", "1.50", 1.5],
  ["number", "-.5", -0.5],
  ["number", "1e3", undefined],
  ["number", "", undefined],
  ["number", "1,5", undefined],
  ["integer", 2, 2],
  ["integer", 2.5, undefined],
  ["integer", "9007199254740993", undefined],
  ["boolean", "T", true],
  ["boolean", "false", false],
  ["boolean", 1, undefined],
  ["date", "2026-6-5", "2026-06-05"],
  ["date", "2024-02-29", "2024-02-29"],
  ["date", "2023-02-29", undefined],
  ["date", "6/5/2026", undefined],
  ["date", "2026-06-05T10:00:00Z", undefined],
  ["date", 20260605, undefined],
  ["date-time", "2026-06-05T10:00:00+01:00", "2026-06-05T09:00:00Z"],
  ["date-time", "2026-06-05T10:00:00.123Z", "2026-06-05T10:00:00Z"],
  ["date-time", "2026-06-05", undefined],
])("as %s, %j is read as %j", (type, raw, expected) => {
  expect(SCALARS[type](raw)).toBe(expected);
});
