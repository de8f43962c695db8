import fc from "fast-check";
import { expect, test } from "vitest";
import type { Failure, FailureClass } from "../failure.ts";
import { DEFAULT_RETRY_POLICY, settlementFor, waitAfter } from "./retry-schedule.ts";

const failureOf = (failureClass: FailureClass, more: Partial<Failure> = {}): Failure => ({
  class: failureClass,
  code: "SOME_CODE",
  message: "Something happened.",
  advice: "Do something.",
  ...more,
});
const settle = (failure: Failure, attempts = 0, random = 0.5) =>
  settlementFor({ failure, attempts, now: 1_000, random }, DEFAULT_RETRY_POLICY);

test.each(["data", "defect"] as const)("a %s failure is a dead letter at once", (failureClass) => {
  expect(settle(failureOf(failureClass)).kind).toBe("dead");
});

test("refused credentials hold the entry: no attempt is spent and no dead letter made", () => {
  expect(settle(failureOf("credentials"), 59)).toMatchObject({ kind: "hold", at: 61_000 });
});

test("a refusal for concurrency costs no attempt, however often it happens", () => {
  expect(settle(failureOf("throttled"), 10_000)).toMatchObject({
    kind: "retry",
    countsAsAttempt: false,
    at: 2_000,
  });
});

test.each(["transient", "unknown-outcome"] as const)(
  "while NetSuite cannot be reached a %s failure costs no attempt and makes no dead letter",
  (failureClass) => {
    const attempt = { failure: failureOf(failureClass), attempts: 59, now: 1_000, random: 0.5 };
    expect(settlementFor({ ...attempt, isOutage: true }, DEFAULT_RETRY_POLICY)).toMatchObject({
      kind: failureClass === "transient" ? "retry" : "verify",
      at: 61_000,
      countsAsAttempt: false,
    });
    expect(settlementFor(attempt, DEFAULT_RETRY_POLICY).kind).toBe("dead");
  },
);

test("a wait that NetSuite asks for is obeyed", () => {
  expect(settle(failureOf("throttled", { retryAfterMs: 7_000 }))).toMatchObject({ at: 8_000 });
  expect(settle(failureOf("transient", { retryAfterMs: 9_000 }))).toMatchObject({ at: 10_000 });
});

test("an unknown outcome is looked up before anything is sent again", () => {
  expect(settle(failureOf("unknown-outcome"))).toMatchObject({ kind: "verify", at: 1_500 });
});

test.each(["transient", "unknown-outcome"] as const)(
  "a %s failure waits longer each time, then goes to a human",
  (failureClass) => {
    const last = settle(failureOf(failureClass), DEFAULT_RETRY_POLICY.maxAttempts - 1);
    expect(last).toMatchObject({ kind: "dead" });
    expect(last.kind === "dead" && last.failure.message).toContain("gave up after 60 attempts");
  },
);

test("the fast phase doubles from one second to five minutes, the slow phase waits half an hour", () => {
  const waits = [1, 2, 3, 9, 10, 12, 13, 40].map(
    (attempt) => waitAfter(attempt, DEFAULT_RETRY_POLICY) / 1_000,
  );
  expect(waits).toEqual([1, 2, 4, 256, 300, 300, 1_800, 1_800]);
});

test("a wait that is asked for is neither a storm nor days", () => {
  expect(settle(failureOf("throttled", { retryAfterMs: 0 }))).toMatchObject({ at: 1_000 + 1_000 });
  expect(settle(failureOf("transient", { retryAfterMs: 1e9 }))).toMatchObject({ at: 1_000 + 1_800_000 });
});

test("every half hour for a day is a day", () => {
  const waits = Array.from({ length: 48 }, (_, n) => {
    const later = settle(failureOf("transient"), 11 + n, 0);
    return later.kind === "retry" ? later.at - 1_000 : 0;
  });
  expect(waits.slice(1).every((wait) => wait === 1_800_000)).toBe(true);
});

test("jitter keeps every wait between now and the planned wait", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 58 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (attempts, random) => {
        const settlement = settle(failureOf("transient"), attempts, random);
        if (settlement.kind !== "retry") throw new Error(`expected a retry, got ${settlement.kind}`);
        expect(settlement.at).toSatisfy(Number.isInteger);
        expect(settlement.at).toBeGreaterThanOrEqual(1_000);
        expect(settlement.at).toBeLessThanOrEqual(1_000 + waitAfter(attempts + 1, DEFAULT_RETRY_POLICY));
      },
    ),
  );
});
