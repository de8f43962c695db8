/**
 * Stops the flow when NetSuite refuses our credentials, and finds out by itself when they work again.
 *
 *   closed --refused--> open --probe due--> probing --delivered--> closed
 *                        ^                     |
 *                        +------refused--------+
 *
 * Five wrong logins lock a NetSuite user for 30 minutes (Oracle help, subsect_156935170194), and a revoked token fails
 * every order alike: so one probe at a time, and one alarm, instead of a dead letter for each order.
 */
import type { Clock } from "../clock.ts";
import type { Failure } from "../failure.ts";

export interface BreakerAlarm {
  readonly event: "credentials-refused" | "credentials-restored";
  readonly at: number;
  readonly message: string;
}

export interface CredentialsBreaker {
  /** How many of the wanted entries may be worked on now: all, one probe, or none. */
  allow(wanted: number): number;
  refused(failure: Failure): void;
  /** A call was accepted: whatever else it said, our credentials work. */
  accepted(): void;
  readonly isOpen: boolean;
  /** When the next probe is due; null while closed. */
  readonly probeAt: number | null;
}

export interface CredentialsBreakerOptions {
  readonly clock: Clock;
  readonly probeEveryMs: number;
  readonly alarm: (alarm: BreakerAlarm) => void;
}

export function createCredentialsBreaker(options: CredentialsBreakerOptions): CredentialsBreaker {
  const { clock, probeEveryMs, alarm } = options;
  let probeAt: number | null = null;
  return {
    get isOpen() {
      return probeAt !== null;
    },
    get probeAt() {
      return probeAt;
    },
    allow(wanted) {
      if (probeAt === null) return wanted;
      if (wanted < 1 || clock.now() < probeAt) return 0;
      probeAt = clock.now() + probeEveryMs;
      return 1;
    },
    refused(failure) {
      const first = probeAt === null;
      probeAt = clock.now() + probeEveryMs;
      if (!first) return;
      const message = `NetSuite refuses our credentials (${failure.message}); the flow is stopped and every order is kept. ${failure.advice}`;
      alarm({ event: "credentials-refused", at: clock.now(), message });
    },
    accepted() {
      if (probeAt === null) return;
      probeAt = null;
      alarm({
        event: "credentials-restored",
        at: clock.now(),
        message: "NetSuite accepts our credentials again; the flow goes on.",
      });
    },
  };
}
