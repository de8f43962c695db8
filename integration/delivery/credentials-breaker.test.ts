import { expect, test } from "vitest";
import type { Failure } from "../failure.ts";
import { type CredentialsAlarm, createCredentialsBreaker } from "./credentials-breaker.ts";

const REFUSED: Failure = {
  class: "credentials",
  code: "INVALID_LOGIN",
  message: "Invalid login attempt.",
  advice: "Read the Login Audit Trail.",
};
const FORBIDDEN: Failure = { ...REFUSED, code: "INSUFFICIENT_PERMISSION", message: "Permission Violation." };

function aBreaker() {
  let now = 0;
  const alarms: CredentialsAlarm[] = [];
  const clock = { now: () => now, sleep: async () => undefined };
  const breaker = createCredentialsBreaker({
    clock,
    probeEveryMs: 1_000,
    alarm: (alarm) => alarms.push(alarm),
  });
  return { breaker, alarms, advance: (ms: number) => (now += ms) };
}

test("lets everything through while the credentials work", () => {
  expect(aBreaker().breaker.allow(25)).toBe(25);
});

test("stops the flow at the first refusal and raises one alarm for many", () => {
  const { breaker, alarms } = aBreaker();
  for (let order = 0; order < 300; order += 1) breaker.refused(REFUSED, 0);
  expect(breaker.allow(25)).toBe(0);
  expect(alarms).toHaveLength(1);
  expect(alarms[0]?.message).toContain("Read the Login Audit Trail.");
});

test.each(["INVALID_LOGIN_ATTEMPT", "INVALID_LOGIN_CREDENTIALS", "OAUTH2_REFUSED", "HTTP_401"])(
  "%s is a login that failed: the flow stops",
  (code) => {
    const { breaker, alarms } = aBreaker();
    breaker.refused({ ...REFUSED, code }, 0);
    expect(breaker.allow(25)).toBe(0);
    expect(alarms.map(({ event }) => event)).toEqual(["credentials-refused"]);
  },
);

test("sends one probe when it is due, not a crowd", () => {
  const { breaker, advance } = aBreaker();
  breaker.refused(REFUSED, 0);
  advance(1_000);
  expect([breaker.allow(25), breaker.allow(25)]).toEqual([1, 0]);
});

test("a refused probe waits again without a second alarm", () => {
  const { breaker, alarms, advance } = aBreaker();
  breaker.refused(REFUSED, 0);
  advance(1_000);
  breaker.allow(1);
  breaker.refused(REFUSED, breaker.era);
  advance(999);
  expect(breaker.allow(1)).toBe(0);
  expect(alarms).toHaveLength(1);
});

test("an accepted call opens the way again and says so once", () => {
  const { breaker, alarms } = aBreaker();
  breaker.refused(REFUSED, 0);
  breaker.accepted(breaker.era);
  breaker.accepted(breaker.era);
  expect(breaker.allow(25)).toBe(25);
  expect(alarms.map(({ event }) => event)).toEqual(["credentials-refused", "credentials-restored"]);
});

test("work that began before the refusal proves nothing, in either direction", () => {
  const { breaker, alarms } = aBreaker();
  const before = breaker.era;
  breaker.refused(REFUSED, before);
  breaker.accepted(before);
  expect(breaker.isOpen).toBe(true);
  breaker.accepted(breaker.era);
  breaker.refused(REFUSED, before);
  expect(breaker.isOpen).toBe(false);
  expect(alarms).toHaveLength(2);
});

test("a missing permission is told once and stops nothing", () => {
  const { breaker, alarms } = aBreaker();
  for (let order = 0; order < 50; order += 1) breaker.refused(FORBIDDEN, breaker.era);
  expect(breaker.allow(25)).toBe(25);
  expect(alarms.map(({ event }) => event)).toEqual(["permission-refused"]);
});
