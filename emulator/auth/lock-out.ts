/** Locks the account's user for a while after too many failed logins in a row. */
import { z } from "zod";
import type { AccountPart } from "../state/account-part.ts";
import { createChangeBell } from "../state/change-list.ts";
import type { LoginDetail } from "./login-audit-trail.ts";

/**
 * Five failures and thirty minutes: Oracle help subsect_156935170194. Which failures count is not published. Only those
 * that name a token of the account have a user to lock, and of these a wrong signature is what a wrong password was:
 * the others are mistakes of form or of time, which a caller makes without guessing at anything (inferred).
 */
export const lockOutSchema = z.strictObject({
  after: z.int().positive().default(5),
  minutes: z.number().positive().default(30),
  counts: z
    .array(
      z.enum([
        "InvalidSignature",
        "InvalidTimestamp",
        "NonceUsed",
        "nonce_rejected",
        "UnknownAlgorithm",
        "VersionRejected",
      ]),
    )
    .readonly()
    .default(["InvalidSignature"]),
});

export type LockOutRule = z.output<typeof lockOutSchema>;

export interface LockOut extends AccountPart {
  isLocked(now: number): boolean;
  /** A failed login that named a token of the user. */
  failed(detail: LoginDetail, now: number): void;
  succeeded(): void;
  /** As an administrator does it. */
  unlock(): void;
}

const MS_PER_MINUTE = 60_000;

const savedSchema = z.object({ failures: z.int(), lockedUntil: z.number() });

/** `false` never locks. */
export function createLockOut(rule: LockOutRule | false): LockOut {
  let failures = 0;
  let lockedUntil = 0;
  const bell = createChangeBell();
  return {
    watch: bell.watch,
    save: () => ({ failures, lockedUntil }),
    load(state) {
      ({ failures, lockedUntil } = savedSchema.parse(state));
    },
    isLocked: (now) => now < lockedUntil,
    failed(detail, now) {
      if (rule === false || now < lockedUntil || !rule.counts.some((counted) => counted === detail)) return;
      failures += 1;
      bell.ring();
      if (failures < rule.after) return;
      failures = 0;
      lockedUntil = now + rule.minutes * MS_PER_MINUTE;
    },
    succeeded() {
      if (failures > 0) bell.ring();
      failures = 0;
    },
    unlock() {
      failures = 0;
      lockedUntil = 0;
      bell.ring();
    },
  };
}
