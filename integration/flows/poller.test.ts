import { expect, test } from "vitest";
import type { Clock } from "../clock.ts";
import type { PollSource } from "./flow.ts";
import { startPolling } from "./poller.ts";

/** A clock whose sleepers wake when the test says so. */
function aClock() {
  const sleepers: { ms: number; wake: () => void }[] = [];
  const clock: Clock = {
    now: () => 0,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        sleepers.push({ ms, wake: resolve });
        signal?.addEventListener("abort", () => resolve());
      }),
  };
  const nextSleeper = async () => {
    await expect.poll(() => sleepers.length).toBeGreaterThan(0);
    return sleepers.shift() as { ms: number; wake: () => void };
  };
  return { clock, nextSleeper };
}

const accept = async () => ({ id: 1, duplicate: false });

test("a source is asked again its pace after it has answered, though it failed", async () => {
  const { clock, nextSleeper } = aClock();
  const errors: unknown[] = [];
  let polls = 0;
  const source: PollSource = {
    kind: "poll",
    everyMs: 5_000,
    async poll() {
      polls += 1;
      if (polls === 1) throw new Error("not there");
    },
  };
  const poller = startPolling({
    sources: [source],
    accept,
    clock,
    onError: (error) => errors.push(error),
  });
  const first = await nextSleeper();
  expect([polls, first.ms, errors.length]).toEqual([1, 5_000, 1]);
  first.wake();
  await nextSleeper();
  expect([polls, errors.length]).toEqual([2, 1]);
  await poller.stop();
});

test("a stop ends the poll that is under way and waits for it", async () => {
  const { clock } = aClock();
  let ended = false;
  const source: PollSource = {
    kind: "poll",
    everyMs: 1,
    poll: (_, signal) =>
      new Promise((resolve) => {
        signal.addEventListener("abort", () => {
          ended = true;
          resolve();
        });
      }),
  };
  const poller = startPolling({ sources: [source], accept, clock, onError: () => undefined });
  await poller.stop();
  expect(ended).toBe(true);
});
