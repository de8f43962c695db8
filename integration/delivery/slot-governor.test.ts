import { expect, test } from "vitest";
import type { Clock } from "../clock.ts";
import type { Priority } from "../ledger/entry.ts";
import { createSlotGovernor } from "./slot-governor.ts";

function handClock(): Clock & { advance(ms: number): void } {
  let now = 1_000_000;
  return { now: () => now, sleep: async () => undefined, advance: (ms) => (now += ms) };
}

test("never lets more calls in flight than it has slots", async () => {
  const governor = createSlotGovernor({ slots: 2, clock: handClock() });
  const first = await governor.acquire();
  await governor.acquire();
  let third = false;
  const waiting = governor.acquire().then(() => (third = true));
  await Promise.resolve();
  expect(third).toBe(false);
  first("ok");
  await waiting;
  expect(governor.snapshot()).toMatchObject({ inFlight: 2, peak: 2, calls: 3, waiting: 0 });
});

test("gives waiting calls their slot in the order they asked", async () => {
  const governor = createSlotGovernor({ slots: 1, clock: handClock() });
  const served: number[] = [];
  const holder = await governor.acquire();
  const callers = [1, 2, 3].map(async (caller) => {
    const release = await governor.acquire();
    served.push(caller);
    release("ok");
  });
  holder("ok");
  await Promise.all(callers);
  expect(served).toEqual([1, 2, 3]);
});

test("a burst of refusals lowers the limit once, not once for each call", async () => {
  const clock = handClock();
  const governor = createSlotGovernor({ slots: 10, clock });
  const releases = await Promise.all(Array.from({ length: 10 }, () => governor.acquire()));
  clock.advance(5);
  for (const release of releases) release("refused");
  expect(governor.snapshot()).toMatchObject({ limit: 7, refusals: 10 });
});

test("a refusal of a later call lowers the limit again, never below one", async () => {
  const clock = handClock();
  const governor = createSlotGovernor({ slots: 3, clock });
  for (let round = 0; round < 6; round += 1) {
    clock.advance(5);
    (await governor.acquire())("refused");
  }
  expect(governor.snapshot().limit).toBe(1);
});

test("gives one slot back after each quiet time, up to what it was configured with", async () => {
  const clock = handClock();
  const governor = createSlotGovernor({ slots: 3, clock, recoverAfterMs: 30_000 });
  (await governor.acquire())("refused");
  expect(governor.snapshot().limit).toBe(2);
  clock.advance(29_999);
  (await governor.acquire())("ok");
  expect(governor.snapshot().limit).toBe(2);
  clock.advance(1);
  (await governor.acquire())("ok");
  expect(governor.snapshot().limit).toBe(3);
  clock.advance(60_000);
  (await governor.acquire())("ok");
  expect(governor.snapshot().limit).toBe(3);
});

test("giving one slot back twice frees it once", async () => {
  const governor = createSlotGovernor({ slots: 1, clock: handClock() });
  const release = await governor.acquire();
  release("ok");
  release("ok");
  expect(governor.snapshot().inFlight).toBe(0);
});

test("lets live calls pass those in bulk, which never hold more than half of the slots", async () => {
  const governor = createSlotGovernor({ slots: 4, clock: handClock() });
  const served: string[] = [];
  const ask = async (priority: Priority) => {
    const release = await governor.acquire(priority);
    served.push(priority);
    return release;
  };
  const bulk = Array.from({ length: 4 }, () => ask("bulk"));
  const live = Array.from({ length: 3 }, () => ask("live"));
  await Promise.resolve();
  expect(served).toEqual(["bulk", "bulk", "live", "live"]);
  (await bulk[0])?.("ok");
  await live[2];
  expect(served).toEqual(["bulk", "bulk", "live", "live", "live"]);
  expect(governor.snapshot()).toMatchObject({ inFlight: 4, waiting: 2 });
});
