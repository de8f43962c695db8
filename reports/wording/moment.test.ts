import { expect, test } from "vitest";
import { formatMoment } from "./moment.ts";

test("a timestamp is written in UTC whatever its zone", () => {
  expect(formatMoment("2026-11-23T09:30:00Z")).toBe("23 November 2026, 09:30 UTC");
  expect(formatMoment("2026-11-23T00:30:00+02:00")).toBe("22 November 2026, 22:30 UTC");
});

test("a text that is no timestamp stays as it is", () => {
  expect(formatMoment("yesterday, after lunch")).toBe("yesterday, after lunch");
});
