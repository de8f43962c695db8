import { expect, test } from "vitest";
import { namedLoad } from "../arrivals/load-profile.ts";
import { faultSchedule, scheduledFaultSchema, troubleInWords } from "./fault-schedule.ts";

const MINUTE = 60_000;
const read = (fault: object) => scheduledFaultSchema.parse(fault);

test("moments are minutes of NetSuite's time, in the order in which the troubles begin", () => {
  const faults = [
    read({ what: { neighbour: 9 }, atMinutes: 20, forMinutes: 5 }),
    read({ what: "maintenance", atMinutes: 0, forMinutes: 2 }),
  ];
  expect(faultSchedule(faults)).toEqual([
    { what: "maintenance", fromMs: 0, toMs: 2 * MINUTE },
    { what: { neighbour: 9 }, fromMs: 20 * MINUTE, toMs: 25 * MINUTE },
  ]);
});

test("at the peak is in the middle of the profile's busiest stretch", () => {
  const fault = read({ what: "token-revoked", forMinutes: 1 });
  const at = (name: Parameters<typeof namedLoad>[0]): number | undefined =>
    faultSchedule([fault], namedLoad(name, 1_000))[0]?.fromMs;
  expect(at("flash-sale")).toBe(20 * MINUTE);
  expect(at("black-friday")).toBe((20 * 60 + 30) * MINUTE);
  expect(at("ramp")).toBe(60 * MINUTE);
});

test("what comes all at once has its peak at the beginning", () => {
  expect(faultSchedule([read({ what: "token-revoked", forMinutes: 1 })])[0]?.fromMs).toBe(0);
});

test("a trouble that nobody knows is refused with those that there are", () => {
  const result = scheduledFaultSchema.safeParse({ what: "earthquake", forMinutes: 1 });
  expect(result.error?.issues[0]?.message).toMatch(/write maintenance, token-revoked, \{ neighbour/);
});

test.each([
  ["maintenance", "maintenance window"],
  [{ neighbour: 3 }, "another integration holds 3 slots"],
  [{ unavailable: 0.2 }, "20 % of the calls answered 503"],
  [{ lostAnswers: 0.005 }, "0.5 % of the calls done, their answers lost"],
] as const)("%j in words", (what, words) => {
  expect(troubleInWords(what)).toBe(words);
});
