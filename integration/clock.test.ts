import { expect, test } from "vitest";
import { systemClock } from "./clock.ts";

test("the clock counts milliseconds since 1970 and does not stand still while it sleeps", async () => {
  const before = systemClock.now();
  await systemClock.sleep(5);
  expect(before).toBeGreaterThan(Date.parse("2026-01-01"));
  expect(systemClock.now()).toBeGreaterThan(before);
});

test("an aborted sleep ends at once and without an error", async () => {
  const stop = new AbortController();
  const sleeping = systemClock.sleep(3_600_000, stop.signal);
  stop.abort();
  await expect(sleeping).resolves.toBeUndefined();
  await expect(systemClock.sleep(3_600_000, stop.signal)).resolves.toBeUndefined();
});
