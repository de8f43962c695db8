/** Holds what was measured against what was wished: gates first, then one line for each threshold, with value and margin. Pure. */
import { type Check, formatDuration } from "../reports/index.ts";
import { faultInWords } from "./faults/fault-schedule.ts";
import type { LimitBurstResult } from "./load/limit-burst.ts";
import type { PeakLoadResult } from "./load/peak-load.ts";
import { judgeThreshold, type Threshold, thresholdInWords } from "./thresholds/threshold.ts";

export interface LoadWishes {
  readonly thresholds: readonly Threshold[];
  /** Above this p99 the generator measures itself and there is no verdict. */
  readonly generatorLateMs: number;
}

interface Measured {
  readonly expected: string;
  readonly found: string;
  readonly detail?: string;
}

function line(name: string, holds: boolean, measured: Measured): Check {
  return { name, verdict: holds ? "pass" : "fail", ...measured };
}

const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;

/** The checks of a peak-load test. A late generator and a run that was cut short have no verdict: all lines are `not-run`. */
export function judgePeakLoad(result: PeakLoadResult, wished: LoadWishes): readonly Check[] {
  const checks = [
    ...judgeGates(result),
    ...wished.thresholds.map((threshold) =>
      result.hidden.some((metric) => metric === threshold.metric)
        ? notOffered(threshold)
        : judgeThreshold(threshold, result),
    ),
  ];
  const generator = judgeGenerator(result, wished);
  const ending = result.isCutShort ? [cutShort(result), generator] : [generator];
  if (ending.every(({ verdict }) => verdict === "pass")) return [...checks, ...ending];
  return [...checks, ...ending].map((check) => ({ ...check, verdict: "not-run" }));
}

const notOffered = (threshold: Threshold): Check => ({
  ...thresholdInWords(threshold),
  verdict: "not-run",
  detail: "Not offered: only the integration itself could say it, and this one does not",
});

/** What no threshold can loosen: everything sent, everything taken, everything drained, within the slots. */
function judgeGates(result: PeakLoadResult): readonly Check[] {
  const { intake, webhooks, slots, faults } = result;
  const acknowledged = intake.answers.get(200)?.count ?? 0;
  return [
    line("Every webhook that was due was sent", intake.dropped === 0 && intake.sent === webhooks, {
      expected: `${webhooks} sent, 0 dropped`,
      found: `${intake.sent} sent, ${intake.dropped} dropped`,
    }),
    line("Every webhook was acknowledged", acknowledged === webhooks, {
      expected: `${webhooks} answered with 200`,
      found: `${acknowledged} answered with 200, ${otherAnswers(result)}${intake.unanswered} unanswered`,
    }),
    line("The backlog was drained", result.drained, {
      expected: "no order waiting at the end",
      found: result.drained
        ? `drained in ${formatDuration(result.drainMs)}`
        : "some were neither in NetSuite nor held for a human",
    }),
    line("The integration stayed within its share of the slots", slots.peakInUse <= slots.available, {
      expected: `at most ${slots.available} in use`,
      found: `${slots.peakInUse} in use, account limit ${slots.accountLimit}`,
    }),
    ...(faults.scheduled.length === 0 ? [] : [judgeFaults(faults)]),
  ];
}

/** A fault that never came, since everything was over before, proves nothing about itself. */
function judgeFaults({ scheduled, begun }: PeakLoadResult["faults"]): Check {
  return line("Every scheduled fault happened", begun === scheduled.length, {
    expected: scheduled.map(faultInWords).join("; "),
    found: `${begun} of ${scheduled.length} before the last order was delivered`,
  });
}

function otherAnswers({ intake }: PeakLoadResult): string {
  return [...intake.answers]
    .filter(([status]) => status !== 200)
    .map(([status, { count }]) => `${count} with ${status}, `)
    .join("");
}

const cutShort = ({ brokenBy }: PeakLoadResult): Check => ({
  name: "The run was finished",
  verdict: "not-run",
  expected: "everything sent and drained",
  found: brokenBy === null ? "it was cut short" : `core or NetSuite had gone: ${brokenBy}`,
  detail: "What is shown is what was seen until then, and proves nothing",
});

function judgeGenerator(
  { intake, eventLoopLagP99Ms }: PeakLoadResult,
  { generatorLateMs }: LoadWishes,
): Check {
  const lateMs = Math.max(eventLoopLagP99Ms, intake.lateness?.p99Ms ?? 0);
  const keptUp = lateMs <= generatorLateMs;
  return {
    name: "The load generator kept up",
    verdict: keptUp ? "pass" : "not-run",
    expected: `late by at most ${ms(generatorLateMs)} at p99`,
    found: ms(lateMs),
    ...(keptUp
      ? {}
      : { detail: "It measured itself, so nothing about the peak is proved; run it on a quieter machine" }),
  };
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
