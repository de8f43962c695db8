import { expect, test } from "vitest";
import { arrivalTimes } from "./arrival-times.ts";
import { busiestHourOf, dayLoad, namedLoad, peakOf, sizeOf } from "./load-profile.ts";
import { recordedArrivals } from "./recorded-arrivals.ts";

const MINUTE = 60_000;

test("volumes last until the next row, the last as long as the one before it", () => {
  const profile = recordedArrivals("from,orders\n09:00,60\n09:30,300\n10:00,0\n11:00,30\n", "day.csv");
  expect(profile.stages).toEqual([
    { minutes: 30, fromPerHour: 120 },
    { minutes: 30, fromPerHour: 600 },
    { minutes: 60, fromPerHour: 0 },
    { minutes: 60, fromPerHour: 30 },
  ]);
  expect(sizeOf(profile)).toEqual({ orders: 390, durationMs: 180 * MINUTE });
  expect(busiestHourOf(profile)).toBe(360);
});

test("a day of hours is the same as its numbers, and dates do as well as times of day", () => {
  const day = "From,Orders\n2026-11-27T00:00:00Z,10\n2026-11-27T01:00:00Z,0\n2026-11-27T02:00:00Z,40\n";
  expect(recordedArrivals(day, "day.csv").stages).toEqual(dayLoad([10, 0, 40]).stages);
});

test("recorded orders come again at the moments at which they came, whatever the seed", () => {
  const text =
    "Name,Created at,Total\n#3,2026-11-27 10:15:30 -0500,1\n#3,,2\n#1,2026-11-27 10:15:00 -0500,1\n#2,2026-11-27T15:17:00.5Z,1\n";
  const profile = recordedArrivals(text, "orders.csv");
  expect([...arrivalTimes(profile, 1)]).toEqual([0, 30_000, 120_500]);
  expect(arrivalTimes(profile, 2)).toEqual(arrivalTimes(profile, 1));
  expect(sizeOf(profile)).toEqual({ orders: 3, durationMs: 3 * MINUTE });
  expect(peakOf(profile)).toBe(MINUTE / 2);
});

test("the busiest hour of a named shape is the one it was asked for", () => {
  for (const name of ["constant", "step", "black-friday"] as const)
    expect(busiestHourOf(namedLoad(name, 1_200))).toBeCloseTo(1_200, 6);
});

test.each([
  [
    "other columns",
    "when;how many\n1;2\n",
    /day\.csv: the columns are when;how many\. Write CSV with the columns `from,orders`/,
  ],
  ["nothing but zeros", "from,orders\n09:00,0\n10:00,0\n", /day\.csv: every row brings 0 orders/],
  ["no row", "from,orders\n", /day\.csv has no row/],
  ["a volume that is none", "from,orders\n09:00,many\n", /day\.csv:2: "many" is no number of orders/],
  ["a volume below nothing", "from,orders\n09:00,-1\n", /day\.csv:2: "-1" is no number of orders/],
  ["a missing volume", "from,orders\n09:00,\n", /day\.csv:2: "" is no number of orders/],
  ["rows out of order", "from,orders\n10:00,1\n09:00,1\n", /day\.csv:3: this row begins no later/],
  ["a moment that is none", "at\n2026-11-27T10:15:00Z\nnoon\n", /day\.csv:3: "noon" is no moment/],
  ["no moment", "at\n", /day\.csv has no moment in its column at/],
  ["a row of other length", "from,orders\n09:00,1,2\n", /day\.csv: Invalid Record Length/],
])("a file with %s is refused in words", (_name, text, words) => {
  expect(() => recordedArrivals(text, "day.csv")).toThrow(words);
});
