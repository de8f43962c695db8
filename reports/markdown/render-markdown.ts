/** Report -> Markdown short enough for a pull-request comment: the verdict first, then what failed. */
import { contentsOf, contentsOfSection, type PlacedScenario } from "../contents.ts";
import { type Failed, failuresOf } from "../failures.ts";
import type { Report, Section, Verdict } from "../report.ts";
import { sectionVerdict, tallyOf, tallySentence, VERDICTS, verdictOf } from "../verdict.ts";
import { formatDuration } from "../wording/duration.ts";
import { formatMoment } from "../wording/moment.ts";
import { escapeMarkdown, markdownCode } from "./escape.ts";
import { markdownTable } from "./table.ts";

/** A comment that needs scrolling is not read; the HTML form of the report holds everything. */
const MOST_FAILURES = 20;
const MOST_SCENARIOS = 30;
const MOST_SECTIONS = 30;
const MOST_METRICS = 12;
/** Longest text once escaped: all parts together then stay below the 65,536 characters that GitHub takes. */
const LONGEST_TEXT = 240;

const SIGNS = { pass: "✅", fail: "❌", "not-run": "⚪" } as const satisfies Record<Verdict, string>;

/** Verdict line, stage table, what failed, figures, and the passing scenarios folded away. */
export function renderMarkdown(report: Report): string {
  const verdict = verdictOf(report);
  const parts = [
    `## ${signed(verdict)}: ${text(report.title)}`,
    text(report.subtitle),
    `**${VERDICTS[verdict].sentence}** ${text(tallySentence(report))}`,
    stageTable(report),
    failureList(failuresOf(report)),
    metricTable(report),
    notOffered(contentsOf(report).scenarios),
    passingScenarios(contentsOf(report).scenarios),
    `Report of ${text(formatMoment(report.generatedAt))}.`,
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function stageTable({ sections }: Report): string {
  const tested = sections.filter((section) => sectionVerdict(section) !== null);
  if (tested.length === 0) return "";
  return markdownTable(
    ["Stage", "Verdict", "Checks"],
    limited(tested.map(stageRow), MOST_SECTIONS, ["", ""]),
  );
}

function stageRow(section: Section): readonly string[] {
  const { passed, failed, notRun } = tallyOf(contentsOfSection(section, 0).checks.map(({ check }) => check));
  const counts = [
    ...(failed > 0 ? [`**${failed} failed**`] : []),
    ...(notRun > 0 ? [`${notRun} not run`] : []),
    ...(passed > 0 ? [`${passed} passed`] : []),
  ];
  return [text(section.title), signed(sectionVerdict(section) ?? "not-run"), counts.join(", ") || "–"];
}

function failureList(failed: readonly Failed[]): string {
  if (failed.length === 0) return "";
  const items = failed
    .slice(0, MOST_FAILURES)
    .map((each, at) => failureItem(each, failed[at - 1]?.scenario !== each.scenario));
  return [
    `### What failed`,
    "",
    ...items,
    ...more(failed.length, MOST_FAILURES).map((words) => `- ${words}`),
  ].join("\n");
}

/** @param isFirst of its scenario: what is the same for all of its checks is said once */
function failureItem({ name, check, section, scenario }: Failed, isFirst: boolean): string {
  const page = scenario?.scenario;
  const where = page === undefined ? "" : `: ${text(page.title)}, ${text(page.id)}`;
  const about = isFirst ? page : undefined;
  const lines = [
    `- **${text(name)}** (${text(section.title)}${where})`,
    ...(about === undefined ? [] : [`  - Why it matters: ${text(about.why)}`]),
    ...commandLine(about?.alone),
    ...(check?.expected === undefined ? [] : [`  - Expected: ${text(check.expected)}`]),
    ...(check?.found === undefined ? [] : [`  - Found: ${text(check.found)}`]),
    ...(check?.detail === undefined ? [] : [`  - Detail: ${text(check.detail)}`]),
  ];
  return lines.join("\n");
}

function metricTable({ summary }: Report): string {
  if (summary.length === 0) return "";
  const sign = { good: "✅ ", bad: "❌ ", neutral: "" };
  const rows = summary.map(({ label, value, hint, tone = "neutral" }) => [
    text(label),
    `${sign[tone]}${text(value)}${hint === undefined ? "" : ` (${text(hint)})`}`,
  ]);
  return markdownTable(["Figure", "Value"], limited(rows, MOST_METRICS, [""]));
}

function notOffered(scenarios: readonly PlacedScenario[]): string {
  const lines = scenarios.flatMap(({ scenario: { id, title, verdict, notOffered: why } }) =>
    verdict === "not-run" && why !== undefined
      ? [`${SIGNS["not-run"]} ${text(title)} (${text(id)}): ${text(why)}`]
      : [],
  );
  return foldedList(lines, lines.length === 1 ? "was not offered" : "were not offered");
}

function passingScenarios(scenarios: readonly PlacedScenario[]): string {
  const lines = scenarios.flatMap(({ scenario: { title, verdict, durationMs } }) =>
    verdict === "pass" ? [`${SIGNS.pass} ${text(title)} (${formatDuration(durationMs)})`] : [],
  );
  return foldedList(lines, "passed");
}

/** A line a scenario, and what became of them. */
function foldedList(lines: readonly string[], what: string): string {
  if (lines.length === 0) return "";
  const noun = lines.length === 1 ? "scenario" : "scenarios";
  const items = [...lines.slice(0, MOST_SCENARIOS), ...more(lines.length, MOST_SCENARIOS)];
  // The empty line after the summary is what makes the list inside be read as Markdown.
  return [
    `<details><summary>${lines.length} ${noun} ${what}</summary>`,
    "",
    ...items.map((line) => `- ${line}`),
    "",
    "</details>",
  ].join("\n");
}

function limited(
  rows: readonly (readonly string[])[],
  most: number,
  filler: readonly string[],
): readonly (readonly string[])[] {
  return [...rows.slice(0, most), ...more(rows.length, most).map((words) => [words, ...filler])];
}

function more(count: number, most: number): readonly string[] {
  return count > most ? [`… and ${count - most} more`] : [];
}

function signed(verdict: Verdict): string {
  return `${SIGNS[verdict]} ${VERDICTS[verdict].word}`;
}

/** Half of a command is worse than none. */
function commandLine(alone: string | undefined): readonly string[] {
  return alone === undefined || alone.length > LONGEST_TEXT ? [] : [`  - Alone: ${markdownCode(alone)}`];
}

function text(value: string): string {
  for (let length = LONGEST_TEXT; ; length = Math.floor(length / 2)) {
    const escaped = escapeMarkdown(value.length > length ? `${value.slice(0, length)}…` : value);
    if (escaped.length <= LONGEST_TEXT) return escaped;
  }
}
