/** What has changed since the run before: a reader of the hundredth report wants to see only this. */
import { z } from "zod";
import type { Metric, Section, Verdict } from "../../reports/index.ts";
import { formatDuration } from "../../reports/index.ts";
import { comparedWith } from "../config/earlier-result.ts";

/** A scenario's outcome, as `uat.json` and `gate.json` keep it. */
export interface Outcome {
  readonly id: string;
  readonly title: string;
  readonly verdict: Verdict;
  readonly durationMs: number;
}

const ids = z.array(z.string());

export const runComparisonSchema = z.strictObject({
  newlyFailing: ids.describe("Failed now; before they passed, were not judged, or were not there."),
  newlyPassing: ids.describe("Passed now; before they failed or were not judged."),
  slower: z.array(z.strictObject({ id: z.string(), beforeMs: z.number(), nowMs: z.number() })),
  added: ids.describe("Not in the run before."),
  gone: ids.describe("In the run before only."),
});

export type RunComparison = z.output<typeof runComparisonSchema>;

/** Below both a difference is the machine's mood. */
const SLOWER = { times: 1.5, byMs: 250 } as const;

export function compareRuns(before: readonly Outcome[], now: readonly Outcome[]): RunComparison {
  const earlier = new Map(before.map((outcome) => [outcome.id, outcome]));
  const later = new Set(now.map(({ id }) => id));
  const idsOf = (outcomes: readonly Outcome[]): string[] => outcomes.map(({ id }) => id);
  const was = ({ id }: Outcome): Verdict | undefined => earlier.get(id)?.verdict;
  return {
    newlyFailing: idsOf(now.filter((each) => each.verdict === "fail" && was(each) !== "fail")),
    newlyPassing: idsOf(
      now.filter((each) => each.verdict === "pass" && was(each) !== undefined && was(each) !== "pass"),
    ),
    slower: now.flatMap(({ id, durationMs: nowMs }) => {
      const beforeMs = earlier.get(id)?.durationMs ?? Number.POSITIVE_INFINITY;
      const isSlower = nowMs > beforeMs * SLOWER.times && nowMs > beforeMs + SLOWER.byMs;
      return isSlower ? [{ id, beforeMs, nowMs }] : [];
    }),
    added: idsOf(now.filter(({ id }) => !earlier.has(id))),
    gone: idsOf(before.filter(({ id }) => !later.has(id))),
  };
}

/** The figures for the head of a report, and of a comment on a pull request. */
export function comparisonMetrics({ newlyFailing, newlyPassing, slower }: RunComparison): readonly Metric[] {
  const metric = (label: string, ids: readonly string[], tone: Metric["tone"]): readonly Metric[] =>
    ids.length === 0 ? [] : [{ label, value: `${ids.length}`, hint: namesOf(ids), tone: tone ?? "neutral" }];
  return [
    ...metric("Newly failing", newlyFailing, "bad"),
    ...metric("Newly passing", newlyPassing, "good"),
    ...metric(
      "Slower",
      slower.map(({ id }) => id),
      "neutral",
    ),
  ];
}

const MOST_NAMES = 5;

const namesOf = (ids: readonly string[]): string =>
  ids.length <= MOST_NAMES
    ? ids.join(", ")
    : `${ids.slice(0, MOST_NAMES).join(", ")} and ${ids.length - MOST_NAMES} more`;

/** @param before when the run before was, ISO 8601 */
export function comparisonSection(comparison: RunComparison, before: string): Section {
  const { newlyFailing, newlyPassing, slower, added, gone } = comparison;
  const rows = [
    ...newlyFailing.map((id) => [id, "fails now", ""]),
    ...newlyPassing.map((id) => [id, "passes now", ""]),
    ...slower.map(({ id, beforeMs, nowMs }) => [
      id,
      "slower",
      `${formatDuration(beforeMs)} → ${formatDuration(nowMs)}`,
    ]),
    ...added.map((id) => [id, "new", ""]),
    ...gone.map((id) => [id, "was not run this time", ""]),
  ];
  return {
    id: "comparison",
    title: "Since the run before",
    lead: comparedWith(before),
    blocks: [
      rows.length === 0
        ? { kind: "text", text: "Nothing has changed." }
        : {
            kind: "table",
            caption: "What has changed",
            columns: ["scenario", "what", "time"].map((label) => ({ label })),
            rows,
          },
    ],
  };
}
