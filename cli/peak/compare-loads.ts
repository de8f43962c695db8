/** Two peaks side by side: what changed, which thresholds changed sides, and whether they may be compared at all. Pure. */
import { z } from "zod";
import { UNITS, type UnitName } from "../../loadtest/index.ts";
import type { Metric, Section } from "../../reports/index.ts";
import { comparedWith } from "../config/earlier-result.ts";
import { verdict } from "../verdict.ts";
import type { LoadResults } from "./load-figures.ts";

const number = z.number().nullable();

export const loadComparisonSchema = z.strictObject({
  differs: z
    .array(z.strictObject({ setting: z.string(), before: z.string(), now: z.string() }))
    .describe("What was not the same in both runs; with anything here a change may be the setting's."),
  figures: z.array(
    z.strictObject({
      metric: z.string(),
      before: number,
      now: number,
      change: number.describe("Now over before, less one; null where one of them is missing or 0."),
    }),
  ),
  flipped: z
    .array(z.strictObject({ check: z.string(), before: verdict, now: verdict }))
    .describe("Thresholds and other checks with another verdict than before."),
});

export type LoadComparison = z.output<typeof loadComparisonSchema>;

interface Figure {
  readonly metric: string;
  readonly unit: UnitName;
  readonly better: "less" | "more" | "neither";
  readonly of: (load: LoadResults["load"]) => number | null;
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

const FIGURES: readonly Figure[] = [
  { metric: "throughput", unit: "rate", better: "more", of: (load) => load.deliveredPerHour },
  { metric: "timeToNetSuite p50", unit: "duration", better: "less", of: (load) => load.timeToNetSuiteMs.p50 },
  { metric: "timeToNetSuite p95", unit: "duration", better: "less", of: (load) => load.timeToNetSuiteMs.p95 },
  { metric: "timeToNetSuite p99", unit: "duration", better: "less", of: (load) => load.timeToNetSuiteMs.p99 },
  { metric: "drainTime", unit: "duration", better: "less", of: (load) => load.afterLastArrivalMs },
  { metric: "backlog", unit: "count", better: "less", of: (load) => load.longestBacklog },
  { metric: "intake p50", unit: "duration", better: "less", of: ({ intakeMs }) => intakeMs?.p50 ?? null },
  { metric: "intake p99", unit: "duration", better: "less", of: ({ intakeMs }) => intakeMs?.p99 ?? null },
  { metric: "slotUtilisation", unit: "share", better: "neither", of: (load) => load.slotUtilisation },
  { metric: "calls", unit: "count", better: "less", of: (load) => load.calls },
  { metric: "refusals", unit: "share", better: "less", of: ({ refused, calls }) => share(refused, calls) },
  { metric: "retries", unit: "count", better: "less", of: (load) => load.retries },
  { metric: "deadLetters", unit: "count", better: "less", of: (load) => load.deadLetters },
  { metric: "memory", unit: "bytes", better: "less", of: (load) => load.coreMemoryBytes },
];

export function compareLoads(before: LoadResults, now: LoadResults): LoadComparison {
  const verdictsBefore = new Map(before.checks.map((check) => [check.name, check.verdict]));
  return {
    differs: differencesOf(before.setting, now.setting),
    figures: FIGURES.map(({ metric, of }) => {
      const [was, is] = [of(before.load), of(now.load)];
      return { metric, before: was, now: is, change: was === null || is === null ? null : changeOf(was, is) };
    }),
    flipped: now.checks.flatMap(({ name, verdict: is }) => {
      const was = verdictsBefore.get(name);
      return was === undefined || was === is ? [] : [{ check: name, before: was, now: is }];
    }),
  };
}

function changeOf(before: number, now: number): number | null {
  if (before === now) return 0;
  return before === 0 ? null : now / before - 1;
}

function differencesOf(before: LoadResults["setting"], now: LoadResults["setting"]) {
  const was: Readonly<Record<string, unknown>> = before;
  return Object.entries(now)
    .filter(([name, value]) => inText(value) !== inText(was[name]))
    .map(([setting, value]) => ({ setting, before: inText(was[setting]), now: inText(value) }));
}

const inText = (value: unknown): string => (Array.isArray(value) ? value.join("; ") || "none" : `${value}`);

/** Below it a change is the machine's mood. */
const NOISE = 0.1;

function judged({ better }: Figure, change: number | null): string {
  if (change === null || better === "neither") return "";
  if (Math.abs(change) <= NOISE) return "much the same";
  return change < 0 === (better === "less") ? "better" : "worse";
}

const rowsOf = ({ figures }: LoadComparison): readonly (readonly string[])[] =>
  FIGURES.flatMap((figure) => {
    const found = figures.find(({ metric }) => metric === figure.metric);
    if (found === undefined || (found.before === null && found.now === null)) return [];
    const say = (value: number | null): string =>
      value === null ? "not seen" : UNITS[figure.unit].say(value);
    const { change } = found;
    const percent = change === null ? "" : `${change >= 0 ? "+" : ""}${(change * 100).toFixed(1)} %`;
    return [[figure.metric, say(found.before), say(found.now), percent, judged(figure, change)]];
  });

/** @param before when the run before was, ISO 8601 */
export function loadComparisonSection(comparison: LoadComparison, before: string): Section {
  const { differs, flipped } = comparison;
  const setting = differs.map((each) => `${each.setting} (${each.before} → ${each.now})`);
  return {
    id: "load-comparison",
    title: "The peak since the run before",
    lead: comparedWith(before),
    blocks: [
      ...(differs.length === 0
        ? []
        : [
            {
              kind: "note" as const,
              tone: "warning" as const,
              text: `The two runs are not of the same setting, and a change may be due to that: ${setting.join("; ")}.`,
            },
          ]),
      flipped.length === 0
        ? { kind: "text", text: "No threshold and no other check has changed its verdict." }
        : {
            kind: "table",
            caption: "Checks with another verdict",
            columns: ["check", "before", "now"].map((label) => ({ label })),
            rows: flipped.map((each) => [each.check, each.before, each.now]),
          },
      {
        kind: "table",
        caption: `What was measured then and now; a change of up to ${NOISE * 100} % is the machine's`,
        columns: [
          { label: "metric" },
          ...["before", "now", "change"].map((label) => ({ label, align: "right" as const })),
          { label: "which is" },
        ],
        rows: rowsOf(comparison),
      },
    ],
  };
}

/** For the head of a report, and of a comment on a pull request. */
export function loadComparisonMetrics({ flipped }: LoadComparison): readonly Metric[] {
  const metric = (label: string, now: string, tone: "good" | "bad"): readonly Metric[] => {
    const names = flipped.filter((each) => each.now === now).map(({ check }) => check);
    return names.length === 0 ? [] : [{ label, value: `${names.length}`, hint: names.join(", "), tone }];
  };
  return [...metric("Thresholds newly broken", "fail", "bad"), ...metric("Newly held", "pass", "good")];
}
