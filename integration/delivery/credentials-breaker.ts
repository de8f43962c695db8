/**
 * Stops the flow when NetSuite refuses our login, and finds out by itself when it works again.
 *
 *   closed --refused--> open --probe due--> probing --answered--> closed
 *                        ^                     |
 *                        +------refused--------+
 *
 * Five wrong logins lock a NetSuite user for 30 minutes (Oracle help, subsect_156935170194), and a revoked token fails
 * every order alike: so one probe at a time, and one alarm, instead of a dead letter for each order. A permission that the
 * role lacks (403) holds the orders that need it and not the others: it raises one alarm and stops nothing.
 */
import type { Clock } from "../clock.ts";
import { type Failure, fingerprintOf } from "../failure.ts";
import { createProbe } from "./probe.ts";

export interface CredentialsAlarm {
  readonly event: "credentials-refused" | "credentials-restored" | "permission-refused";
  readonly at: number;
  readonly message: string;
}

export interface CredentialsBreaker {
  /** How many of the wanted entries may be worked on now: all, one probe, or none. */
  allow(wanted: number): number;
  /** Counts how often the breaker opened; work that began in an earlier era proves nothing about this one. */
  readonly era: number;
  /** NetSuite refused work that began in this era for our login or role. */
  refused(failure: Failure, era: number): void;
  /** NetSuite took our login for work that began in this era, whatever else it said. */
  accepted(era: number): void;
  readonly isOpen: boolean;
}

export interface CredentialsBreakerOptions {
  readonly clock: Clock;
  readonly probeEveryMs: number;
  readonly alarm: (alarm: CredentialsAlarm) => void;
}

/** A login that failed; any other refusal of credentials is about a permission. */
const LOGIN_CODES: ReadonlySet<string> = new Set([
  "INVALID_LOGIN",
  "INVALID_LOGIN_ATTEMPT",
  "INVALID_LOGIN_CREDENTIALS",
  "OAUTH2_REFUSED",
  "HTTP_401",
]);

export function createCredentialsBreaker(options: CredentialsBreakerOptions): CredentialsBreaker {
  const { clock, probeEveryMs, alarm } = options;
  const permissionsToldOf = new Set<string>();
  const probe = createProbe(clock, probeEveryMs);
  let era = 0;

  const raise = (event: CredentialsAlarm["event"], message: string): void =>
    alarm({ event, at: clock.now(), message });

  function loginRefused(failure: Failure): void {
    probe.hold();
    era += 1;
    const what = `NetSuite refuses our credentials (${failure.message}); the flow is stopped and every order is kept.`;
    raise("credentials-refused", `${what} ${failure.advice}`);
  }

  function permissionRefused(failure: Failure): void {
    const which = fingerprintOf(failure);
    if (permissionsToldOf.has(which)) return;
    permissionsToldOf.add(which);
    const what = `Our role, or our app in the shop, is refused something (${failure.message}); the entries that need it are kept, the others go on.`;
    raise("permission-refused", `${what} ${failure.advice}`);
  }

  return {
    get isOpen() {
      return probe.isHeld;
    },
    get era() {
      return era;
    },
    allow: probe.allow,
    refused(failure, startedIn) {
      if (!LOGIN_CODES.has(failure.code)) permissionRefused(failure);
      else if (!probe.isHeld && startedIn === era) loginRefused(failure);
    },
    accepted(startedIn) {
      if (!probe.isHeld || startedIn !== era) return;
      probe.letGo();
      raise("credentials-restored", "NetSuite accepts our credentials again; the flow goes on.");
    },
  };
}
