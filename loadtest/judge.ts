/** Holds what was measured against what was wished: one line for each threshold, with value and margin. Pure. */
import { type Check, formatDuration } from "../reports/index.ts";
import type { LimitBurstResult } from "./load/limit-burst.ts";
import type { PeakLoadResult } from "./load/peak-load.ts";

export interface LoadThresholds {
  readonly peakOrdersPerHour: number;
  /** Shopify waits 5 s for an answer in all, 1 s of it to connect. */
  readonly intakeP99Ms: number;
  /** Time within which 95 % of the orders are in NetSuite when they come over time, in ms. */
  readonly toNetSuiteP95Ms: number;
  /** Share of NetSuite calls that may be refused for concurrency. */
  readonly refusedShare: number;
  /** Share of orders that may be held for a human. */
  readonly deadShare: number;
  /** Above this the generator measures itself and there is no verdict. */
  readonly eventLoopLagP99Ms: number;
}

interface Measured {
  readonly expected: string;
  readonly found: string;
  readonly detail?: string;
}

function line(name: string, holds: boolean, measured: Measured): Check {
  return { name, verdict: holds ? "pass" : "fail", ...measured };
}

const perHour = (value: number): string => `${Math.round(value).toLocaleString("en-US")} orders/h`;
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;

/** The checks of a peak-load test. A late generator has no verdict: its lines are `not-run`. */
export function judgePeakLoad(result: PeakLoadResult, wished: LoadThresholds): readonly Check[] {
  const checks = [
    ...judgeGenerator(result),
    ...judgeIntake(result, wished),
    ...judgeDelivery(result, wished),
    ...judgeSlots(result, wished),
  ];
  const lateMs = Math.max(result.eventLoopLagP99Ms, result.intake.lateness?.p99Ms ?? 0);
  return withoutVerdictWhenLate(checks, lateMs, wished.eventLoopLagP99Ms);
}

/** A gate of its own: a peak that was never sent proves nothing. */
function judgeGenerator({ intake, webhooks }: PeakLoadResult): readonly Check[] {
  return [
    line("Every webhook that was due was sent", intake.dropped === 0 && intake.sent === webhooks, {
      expected: `${webhooks} sent, 0 dropped`,
      found: `${intake.sent} sent, ${intake.dropped} dropped`,
    }),
  ];
}

function judgeIntake({ intake, webhooks }: PeakLoadResult, wished: LoadThresholds): readonly Check[] {
  const acknowledged = intake.answers.get(200);
  return [
    line("Every webhook was acknowledged", acknowledged?.count === webhooks, {
      expected: `${webhooks} answered with 200`,
      found: `${acknowledged?.count ?? 0} answered with 200, ${intake.unanswered} unanswered`,
    }),
    line(
      "The intake answers in time",
      acknowledged !== undefined && acknowledged.p99Ms <= wished.intakeP99Ms,
      {
        expected: `p99 at most ${ms(wished.intakeP99Ms)}`,
        found: acknowledged === undefined ? "no answer" : `p99 ${ms(acknowledged.p99Ms)}`,
      },
    ),
  ];
}

function judgeDelivery(result: PeakLoadResult, wished: LoadThresholds): readonly Check[] {
  const { dead, webhooks } = result;
  return [
    line("The backlog was drained", result.drained, {
      expected: "no order waiting at the end",
      found: result.drained ? `drained in ${formatDuration(result.drainMs)}` : "orders were still waiting",
    }),
    result.arrivals === "burst" ? fits(result, wished) : keepsUp(result, wished),
    line("Few orders need a human", dead <= wished.deadShare * webhooks, {
      expected: `at most ${percent(wished.deadShare)}`,
      found: `${dead} of ${webhooks} (${percent(dead / webhooks)})`,
    }),
  ];
}

function fits({ deliveredPerHour }: PeakLoadResult, wished: LoadThresholds): Check {
  return line("The peak hour fits", deliveredPerHour >= wished.peakOrdersPerHour, {
    expected: `at least ${perHour(wished.peakOrdersPerHour)}`,
    found: `${perHour(deliveredPerHour)} (${signed(deliveredPerHour / wished.peakOrdersPerHour - 1)})`,
  });
}

/** Orders that come over time are delivered over that time; what counts is how far behind the deliveries are. */
function keepsUp(
  { timeToNetSuite, afterLastArrivalMs }: PeakLoadResult,
  { toNetSuiteP95Ms }: LoadThresholds,
): Check {
  return line("95 % of the orders are in NetSuite in time", timeToNetSuite.p95Ms <= toNetSuiteP95Ms, {
    expected: `within ${formatDuration(toNetSuiteP95Ms)}`,
    found: `${formatDuration(timeToNetSuite.p95Ms)}; the last ${formatDuration(afterLastArrivalMs)} after the last arrival`,
  });
}

function judgeSlots({ slots, calls }: PeakLoadResult, wished: LoadThresholds): readonly Check[] {
  return [
    line("The integration stayed within its share of the slots", slots.peakInUse <= slots.available, {
      expected: `at most ${slots.available} in use`,
      found: `${slots.peakInUse} in use, account limit ${slots.accountLimit}`,
    }),
    line(
      "NetSuite hardly ever refused",
      calls.total > 0 && calls.refused <= wished.refusedShare * calls.total,
      {
        expected: `at most ${percent(wished.refusedShare)} of the calls`,
        found: `${calls.refused} of ${calls.total} calls`,
      },
    ),
  ];
}

/** The checks of a burst at the concurrency line. */
export function judgeLimitBurst(result: LimitBurstResult): readonly Check[] {
  const { sent, clients, answered, refused, failed } = result;
  return [
    line("The concurrency limit is where the plan says", result.peakInFlight === result.expectedLimit, {
      expected: `${result.expectedLimit} requests in flight at most`,
      found: `${result.peakInFlight}`,
    }),
    line("What is over the limit is refused at once", refused > 0 && failed === 0, {
      expected: "some refused with 429, none failed",
      found: `${answered} answered, ${refused} refused with 429, ${failed} failed`,
      detail: `${sent} requests of ${clients} clients`,
    }),
  ];
}

function withoutVerdictWhenLate(
  checks: readonly Check[],
  lagMs: number,
  allowedMs: number,
): readonly Check[] {
  const measured = { expected: `late by at most ${ms(allowedMs)} at p99`, found: ms(lagMs) };
  const name = "The load generator kept up";
  if (lagMs <= allowedMs) return [...checks, line(name, true, measured)];
  const notRun = "not-run" as const;
  const detail = "It measured itself, so nothing about the peak is proved; run it on a quieter machine";
  return [
    ...checks.map((check) => ({ ...check, verdict: notRun })),
    { name, verdict: notRun, ...measured, detail },
  ];
}

const signed = (share: number): string => `${share >= 0 ? "+" : ""}${Math.round(share * 100)} %`;
