/** How patience is written down: of the worker, and of an entry that failed. */
import { z } from "zod";
import { BREAKER_PACE } from "./account-breaker.ts";
import { DEFAULT_RETRY_POLICY } from "./retry-schedule.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

const ms = z.number().int().positive();
const attempts = z.number().int().min(1);

export const workerForm = z.strictObject({
  leaseMs: ms
    .default(3 * MINUTE)
    .describe(
      "How long an entry is held without a sign of life, such as a killed worker's; longer than a call may take.",
    ),
  pollMs: ms.default(SECOND).describe("How often the ledger is asked without being woken."),
  probeCredentialsEveryMs: ms
    .default(BREAKER_PACE.probeCredentialsEveryMs)
    .describe("How often refused credentials are tried again."),
  outageAfterMs: ms
    .default(BREAKER_PACE.outageAfterMs)
    .describe("NetSuite that has not answered for so long is held for unreachable."),
  probeOutageEveryMs: ms
    .default(BREAKER_PACE.probeOutageEveryMs)
    .describe("How often a NetSuite that cannot be reached is tried again."),
  stopWithinMs: ms
    .default(25 * SECOND)
    .describe(
      "How long a stop waits for the calls in flight; what they do after that is looked up at the next start.",
    ),
  recoverSlotAfterMs: ms
    .default(30 * SECOND)
    .describe("Quiet time after which the governor gives back one slot that a refusal had cost."),
});

export const retryForm = z.strictObject({
  baseMs: ms
    .default(DEFAULT_RETRY_POLICY.baseMs)
    .describe("First wait of the fast phase, doubled each time, drawn with full jitter."),
  capMs: ms.default(DEFAULT_RETRY_POLICY.capMs).describe("Longest wait of the fast phase."),
  fastAttempts: attempts
    .default(DEFAULT_RETRY_POLICY.fastAttempts)
    .describe("Attempts in the fast phase; after it the slow phase begins."),
  slowMs: ms.default(DEFAULT_RETRY_POLICY.slowMs).describe("Wait between attempts of the slow phase."),
  maxAttempts: attempts
    .default(DEFAULT_RETRY_POLICY.maxAttempts)
    .describe("Attempts in all; the next failure makes the entry a dead letter."),
  throttleMs: ms
    .default(DEFAULT_RETRY_POLICY.throttleMs)
    .describe("Longest wait after a refusal for concurrency; such a refusal costs no attempt."),
  holdMs: ms
    .default(DEFAULT_RETRY_POLICY.holdMs)
    .describe(
      "Wait of an entry that NetSuite refused for our login or role, or that failed in an outage; it costs no attempt.",
    ),
});
