/** Holds the work for one NetSuite account while its login is refused or it cannot be reached: one alarm, one probe at a time. */
import type { HttpCall } from "../http/http-call.ts";
import {
  type CredentialsAlarm,
  type CredentialsBreaker,
  type CredentialsBreakerOptions,
  createCredentialsBreaker,
} from "./credentials-breaker.ts";
import { createOutageBreaker, type OutageAlarm, type OutageBreakerOptions } from "./outage-breaker.ts";

export type BreakerAlarm = CredentialsAlarm | OutageAlarm;

export interface AccountBreaker extends CredentialsBreaker {
  /** Told of every call, whatever it was for: whether NetSuite is there shows there first. */
  heard(call: HttpCall): void;
  /** NetSuite cannot be reached: what fails now is not the entry's fault. */
  readonly isOutage: boolean;
}

/** How patient it is where nothing else is configured. */
export const BREAKER_PACE = {
  probeCredentialsEveryMs: 60_000,
  outageAfterMs: 30_000,
  probeOutageEveryMs: 15_000,
} as const;

export interface AccountBreakerOptions {
  readonly clock: CredentialsBreakerOptions["clock"];
  readonly probeCredentialsEveryMs: number;
  readonly outageAfterMs: OutageBreakerOptions["outageAfterMs"];
  readonly probeOutageEveryMs: number;
  readonly alarm: (alarm: BreakerAlarm) => void;
}

export function createAccountBreaker(options: AccountBreakerOptions): AccountBreaker {
  const { clock, alarm, outageAfterMs } = options;
  const login = createCredentialsBreaker({ clock, alarm, probeEveryMs: options.probeCredentialsEveryMs });
  const outage = createOutageBreaker({
    clock,
    alarm,
    outageAfterMs,
    probeEveryMs: options.probeOutageEveryMs,
  });
  return {
    get isOpen() {
      return login.isOpen || outage.isOpen;
    },
    get isOutage() {
      return outage.isOpen;
    },
    get era() {
      return login.era;
    },
    allow: (wanted) => login.allow(outage.allow(wanted)),
    refused: login.refused,
    accepted: login.accepted,
    heard: outage.heard,
  };
}
