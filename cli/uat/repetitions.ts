/** `--repeat`, `--shuffle` and `--seed`: a hunt for scenarios that do not go the same each time. */
import type { Metric } from "../../reports/index.ts";
import type { Repetitions } from "../../scenarios/index.ts";
import { UsageError } from "../usage-error.ts";

export interface RepetitionOptions {
  readonly repeat?: number;
  readonly shuffle?: boolean;
  readonly seed?: number;
}

/** Undefined when nobody asked for any. @throws UsageError for a seed of nothing */
export function repetitionsOf({ repeat, shuffle, seed }: RepetitionOptions): Repetitions | undefined {
  if (seed !== undefined && shuffle !== true)
    throw new UsageError("--seed draws the orders of --shuffle. Add --shuffle, or leave --seed out.");
  if (repeat === undefined && shuffle !== true) return undefined;
  return { times: repeat ?? 1, shuffleBy: shuffle === true ? (seed ?? 1) : null };
}

/** Of a repetition as a whole, for people. */
export function repetitionLine(number: number, { times }: Repetitions, differing: readonly string[]): string {
  const what = differing.length === 0 ? "as the first" : `otherwise than the first: ${differing.join(", ")}`;
  return `repetition ${number} of ${times}: ${number === 1 ? "the first" : what}`;
}

/** For the head of a report. */
export const repetitionsMetric = ({ times, shuffleBy }: Repetitions): Metric => ({
  label: "Repetitions asked for",
  value: `${times}`,
  hint:
    shuffleBy === null
      ? "What is not the same each time has failed."
      : `Each in an order drawn by seed ${shuffleBy}; what is not the same each time has failed.`,
  tone: "neutral",
});
