/**
 * Stops the work when NetSuite cannot be reached, and finds out by itself when it is there again.
 *
 *   closed --no answer, often and for long--> open --any answer--> closed
 *
 * A connection refused, a lost answer, a gateway's 502, 503 or 504 and a maintenance page are no answers, whatever the call was.
 * While it is open one entry at a time is the probe, and what fails then costs no attempt: an outage of days is one alarm and no
 * dead letter.
 */
import type { Clock } from "../clock.ts";
import type { HttpCall } from "../http/http-call.ts";
import { createProbe } from "./probe.ts";

export interface OutageAlarm {
  readonly event: "netsuite-unreachable" | "netsuite-reachable";
  readonly at: number;
  readonly message: string;
}

export interface OutageBreaker {
  /** How many of the wanted entries may be worked on now: all, one probe, or none. */
  allow(wanted: number): number;
  heard(call: HttpCall): void;
  readonly isOpen: boolean;
}

export interface OutageBreakerOptions {
  readonly clock: Clock;
  /** Nothing but silence for so long, and at least `SILENT_CALLS` times, is an outage. */
  readonly outageAfterMs: number;
  readonly probeEveryMs: number;
  readonly alarm: (alarm: OutageAlarm) => void;
}

/** Fewer may be one connection's trouble. */
export const SILENT_CALLS = 5;

export function createOutageBreaker(options: OutageBreakerOptions): OutageBreaker {
  const { clock, outageAfterMs, probeEveryMs, alarm } = options;
  const probe = createProbe(clock, probeEveryMs);
  let silentCalls = 0;
  let silentSince: number | null = null;

  function answered(): void {
    silentCalls = 0;
    silentSince = null;
    if (!probe.isHeld) return;
    probe.letGo();
    alarm({
      event: "netsuite-reachable",
      at: clock.now(),
      message: "NetSuite answers again; the orders that waited go on.",
    });
  }

  function silent(call: HttpCall): void {
    const now = clock.now();
    silentCalls += 1;
    silentSince ??= now;
    if (probe.isHeld || silentCalls < SILENT_CALLS || now - silentSince < outageAfterMs) return;
    probe.hold();
    const seconds = Math.round((now - silentSince) / 1_000);
    const last = call.status === null ? "no answer at all" : `the status ${call.status}`;
    alarm({
      event: "netsuite-unreachable",
      at: now,
      message: `NetSuite has not answered for ${seconds} s, the last time with ${last}; every order is kept and goes on by itself. See status.netsuite.com, and the network between.`,
    });
  }

  return {
    get isOpen() {
      return probe.isHeld;
    },
    allow: probe.allow,
    heard: (call) => (isSilence(call) ? silent(call) : answered()),
  };
}

const GATEWAY_SAYS: ReadonlySet<number> = new Set([502, 503, 504]);

/** NetSuite's own answers are JSON or nothing; a page is somebody's who stands in for it. */
function isSilence({ status, answered }: HttpCall): boolean {
  if (status === null || GATEWAY_SAYS.has(status)) return true;
  const isPage = answered !== undefined && /^\s*<(?:!doctype|html)/i.test(answered);
  return isPage && (status < 300 || status >= 500);
}
