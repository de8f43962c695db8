import { expect, test } from "vitest";
import { scaledClock, systemClock } from "./clock.ts";
import { manualClock } from "./testing/manual-clock.ts";

const liveTimers = (): number => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;

test("an unattended wait does not keep the process alive, any other does", async () => {
  const clock = scaledClock(10);
  const before = liveTimers();
  void clock.sleep(600_000, { unattended: true });
  expect(liveTimers()).toBe(before);
  const attended = clock.sleep(10);
  expect(liveTimers()).toBe(before + 1);
  await attended;
});

test("a wait that is called off ends at once and leaves no timer", async () => {
  const before = liveTimers();
  const off = new AbortController();
  const slept = systemClock.sleep(600_000, { until: off.signal });
  expect(liveTimers()).toBe(before + 1);
  off.abort();
  await slept;
  expect(liveTimers()).toBe(before);
  await systemClock.sleep(600_000, { until: off.signal });
  expect(liveTimers()).toBe(before);
});

test("the ticks of a scaled clock are those of its waits", () => {
  const base = manualClock();
  const clock = scaledClock(60, base);
  const begun = clock.ticks();
  void clock.sleep(6_000);
  expect(base.sleeping).toEqual([100]);
  base.advance(100);
  expect(clock.ticks() - begun).toBe(6_000);
});
