import { expect, test } from "vitest";
import type { ScheduledFault, Trouble } from "./fault-schedule.ts";
import { startFaults, type Upset } from "./run-faults.ts";

function netsuite() {
  const happened: string[] = [];
  const name = (what: Trouble): string => (typeof what === "string" ? what : Object.keys(what).join());
  return {
    happened,
    begin: async (what: Trouble) => {
      happened.push(`${name(what)} begins`);
      return async () => void happened.push(`${name(what)} ends`);
    },
  };
}

const started = (schedule: readonly ScheduledFault[], upset: Upset, timeScale: number) =>
  startFaults({ trouble: { schedule, upset }, timeScale });

const fault = (what: Trouble, fromMs: number, toMs: number): ScheduledFault => ({ what, fromMs, toMs });

test("each trouble begins and ends at its moment, divided by the time scale", async () => {
  const upset = netsuite();
  const run = started(
    [fault("maintenance", 0, 20_000), fault({ neighbour: 2 }, 40_000, 60_000)],
    upset,
    1_000,
  );
  await expect.poll(() => upset.happened.length).toBe(4);
  await run.stop();
  expect(upset.happened).toEqual([
    "maintenance begins",
    "maintenance ends",
    "neighbour begins",
    "neighbour ends",
  ]);
  expect(run.begun).toHaveLength(2);
});

test("a run that is over ends what is under way, and what has not begun never does", async () => {
  const upset = netsuite();
  const run = started(
    [fault("token-revoked", 0, 3_600_000), fault("maintenance", 3_600_000, 7_200_000)],
    upset,
    1,
  );
  await expect.poll(() => upset.happened).toEqual(["token-revoked begins"]);
  await run.stop();
  expect(upset.happened).toEqual(["token-revoked begins", "token-revoked ends"]);
  expect(run.begun.map(({ what }) => what)).toEqual(["token-revoked"]);
});

test("a NetSuite that could not be upset is no quiet success", async () => {
  const run = started([fault("maintenance", 0, 1)], { begin: () => Promise.reject(new Error("refused")) }, 1);
  await expect.poll(() => run.begun.length).toBe(1);
  await expect(run.stop()).rejects.toThrow("refused");
});
