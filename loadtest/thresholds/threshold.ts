/** One threshold as it is written, such as `p99 <= 1 s`: read, and held against a run. Pure. */
import type { Check } from "../../reports/index.ts";
import {
  type JudgedRun,
  METRICS,
  type Metric,
  type MetricName,
  STATISTICS,
  type Statistic,
} from "./metrics.ts";
import { UNITS } from "./units.ts";

const OPERATORS = {
  "<=": (value: number, bound: number) => value <= bound,
  "<": (value: number, bound: number) => value < bound,
  ">=": (value: number, bound: number) => value >= bound,
  ">": (value: number, bound: number) => value > bound,
} as const;

type Operator = keyof typeof OPERATORS;

export interface Threshold {
  readonly metric: MetricName;
  readonly statistic: Statistic;
  readonly operator: Operator;
  /** In ms, bytes, a share or a number, as the metric counts. */
  readonly bound: number;
}

const FORM = /^(?:(p50|p95|p99|max) ?)?(<=|<|>=|>) ?(\d+(?:\.\d+)?) ?(ms|s|min|h|%|MB|GB|\/h)?$/;

/** The threshold, or what is wrong with its text and how it is written. */
export function thresholdIn(metric: MetricName, text: string): Threshold | string {
  const { unit, isDistribution }: Metric = METRICS[metric];
  const [, statistic, operator, number, suffix = ""] = FORM.exec(text.trim()) ?? [];
  const written: Readonly<Record<string, number>> = UNITS[unit].written;
  const factor = written[suffix];
  const isComplete = operator !== undefined && factor !== undefined;
  if (!isComplete || isDistribution !== (statistic !== undefined)) {
    const units = Object.keys(written).filter((each) => each !== "");
    const which = isDistribution ? `one of ${STATISTICS.join(", ")}, ` : "";
    const measured = units.length === 0 ? "" : ` with its unit (${units.join(", ")})`;
    return `"${text}" is no threshold on ${metric}; write ${which}an operator (<=, <, >=, >) and a number${measured}, such as "${exampleOf(metric)}"`;
  }
  return {
    metric,
    statistic: (statistic ?? "max") as Statistic,
    operator: operator as Operator,
    bound: Number(number) * factor,
  };
}

function exampleOf(metric: MetricName): string {
  const { unit, isDistribution }: Metric = METRICS[metric];
  const [suffix = ""] = Object.keys(UNITS[unit].written);
  return `${isDistribution ? "p95 " : ""}<= 5${suffix === "" ? "" : ` ${suffix}`}`;
}

/** Its name and what it expects, as a check says them. */
export function thresholdInWords({
  metric,
  statistic,
  operator,
  bound,
}: Threshold): Pick<Check, "name" | "expected"> & { readonly expected: string } {
  const { unit, isDistribution }: Metric = METRICS[metric];
  return {
    name: `${metric}${isDistribution ? ` ${statistic}` : ""}`,
    expected: `${operator} ${UNITS[unit].say(bound)}`,
  };
}

/** Threshold, value and margin in one line; a run without a sample of the metric does not meet it. */
export function judgeThreshold(threshold: Threshold, run: JudgedRun): Check {
  const { metric, statistic, operator, bound } = threshold;
  const { unit, about, value: valueIn }: Metric = METRICS[metric];
  const { say } = UNITS[unit];
  const value = valueIn(run, statistic);
  const { name, expected } = thresholdInWords(threshold);
  if (value === null) {
    return { name, verdict: "fail", expected, found: "no sample", detail: `${about}: it was never seen` };
  }
  const holds = OPERATORS[operator](value, bound);
  return {
    name,
    verdict: holds ? "pass" : "fail",
    expected,
    found: `${say(value)} (margin ${marginOf(threshold, value)})`,
    detail: about,
  };
}

/** How much of the bound is left; less than nothing when it is broken. */
function marginOf({ operator, bound }: Threshold, value: number): string {
  const left = operator.startsWith("<") ? bound - value : value - bound;
  if (bound === 0) return left === 0 ? "0 %" : "none";
  const percent = Math.round((left / bound) * 100);
  return `${percent > 0 ? "+" : ""}${percent} %`;
}
