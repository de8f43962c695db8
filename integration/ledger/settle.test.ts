import { expect, test } from "vitest";
import type { Settlement } from "./entry.ts";
import { aFailure, NOON, noAnswer } from "./sample-entries.contract.ts";
import { settle } from "./settle.ts";

const LATER = NOON + 5_000;
const failure = aFailure();
const ends = {
  delivered: { kind: "delivered", recordType: "salesOrder", internalId: "1", warnings: [] },
  retry: { kind: "retry", at: LATER, failure, countsAsAttempt: true },
  throttled: { kind: "retry", at: LATER, failure, countsAsAttempt: false },
  verify: { kind: "verify", at: LATER, failure },
  hold: { kind: "hold", at: NOON, failure },
  dead: { kind: "dead", failure },
  "gave up": { kind: "dead", failure: noAnswer() },
} as const satisfies Record<string, Settlement>;

const NOT_SENT = { attempts: 3, sentAt: null, sentInThisClaim: false };
const SENT_NOW = { attempts: 3, sentAt: NOON - 10, sentInThisClaim: true };
const SENT_BEFORE = { attempts: 3, sentAt: NOON - 10, sentInThisClaim: false };

test.each([
  ["nothing sent", NOT_SENT, "delivered", { state: "delivered", nextAt: NOON, attempts: 4, sentAt: null }],
  ["nothing sent", NOT_SENT, "retry", { state: "queued", nextAt: LATER, attempts: 4, sentAt: null }],
  ["nothing sent", NOT_SENT, "throttled", { state: "queued", nextAt: LATER, attempts: 3, sentAt: null }],
  ["nothing sent", NOT_SENT, "verify", { state: "verify", nextAt: LATER, attempts: 4, sentAt: NOON }],
  ["nothing sent", NOT_SENT, "hold", { state: "queued", nextAt: NOON, attempts: 3, sentAt: null }],
  ["nothing sent", NOT_SENT, "dead", { state: "dead", nextAt: NOON, attempts: 4, sentAt: null }],
  ["sent now", SENT_NOW, "delivered", { state: "delivered", nextAt: NOON, attempts: 4, sentAt: NOON - 10 }],
  ["sent now", SENT_NOW, "retry", { state: "queued", nextAt: LATER, attempts: 4, sentAt: null }],
  ["sent now", SENT_NOW, "throttled", { state: "queued", nextAt: LATER, attempts: 3, sentAt: null }],
  ["sent now", SENT_NOW, "verify", { state: "verify", nextAt: LATER, attempts: 4, sentAt: NOON - 10 }],
  ["sent now", SENT_NOW, "hold", { state: "queued", nextAt: NOON, attempts: 3, sentAt: null }],
  ["sent now", SENT_NOW, "dead", { state: "dead", nextAt: NOON, attempts: 4, sentAt: null }],
  ["sent now", SENT_NOW, "gave up", { state: "dead", nextAt: NOON, attempts: 4, sentAt: NOON - 10 }],
  [
    "sent before",
    SENT_BEFORE,
    "delivered",
    { state: "delivered", nextAt: NOON, attempts: 4, sentAt: NOON - 10 },
  ],
  ["sent before", SENT_BEFORE, "retry", { state: "verify", nextAt: LATER, attempts: 4, sentAt: NOON - 10 }],
  [
    "sent before",
    SENT_BEFORE,
    "throttled",
    { state: "verify", nextAt: LATER, attempts: 3, sentAt: NOON - 10 },
  ],
  ["sent before", SENT_BEFORE, "verify", { state: "verify", nextAt: LATER, attempts: 4, sentAt: NOON - 10 }],
  ["sent before", SENT_BEFORE, "hold", { state: "verify", nextAt: NOON, attempts: 3, sentAt: NOON - 10 }],
  ["sent before", SENT_BEFORE, "dead", { state: "dead", nextAt: NOON, attempts: 4, sentAt: NOON - 10 }],
] as const)("with %s, %o settled as %s", (_, entry, end, expected) => {
  expect(settle(entry, ends[end], NOON)).toEqual(expected);
});

test("an unknown outcome in an outage costs no attempt, and is looked up all the same", () => {
  const inOutage: Settlement = { kind: "verify", at: LATER, failure, countsAsAttempt: false };
  expect(settle(SENT_NOW, inOutage, NOON)).toMatchObject({ state: "verify", attempts: SENT_NOW.attempts });
});
