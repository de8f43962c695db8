import { expect, test } from "vitest";
import { scaledClock } from "./clock.ts";

const liveTimers = (): number => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;

test("an unattended wait does not keep the process alive, any other does", async () => {
  const clock = scaledClock(10);
  const before = liveTimers();
  void clock.sleep(600_000, "unattended");
  expect(liveTimers()).toBe(before);
  const attended = clock.sleep(10);
  expect(liveTimers()).toBe(before + 1);
  await attended;
});
