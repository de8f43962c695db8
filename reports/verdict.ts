/** What a report comes to: combining verdicts, and the one verdict that exit codes and banners obey. */
import { contentsOf, contentsOfSection } from "./contents.ts";
import type { Check, Report, ScenarioPage, Section, Verdict } from "./report.ts";

/** How a verdict is said: a word for people and a symbol, so that colour is never needed to tell them apart. */
export const VERDICTS = {
  pass: { word: "Pass", symbol: "✓", sentence: "Everything that was tested holds." },
  fail: { word: "Fail", symbol: "✕", sentence: "It was tested and does not hold." },
  "not-run": { word: "Not run", symbol: "–", sentence: "It could not be tested; nothing is proven." },
} as const satisfies Record<Verdict, { word: string; symbol: string; sentence: string }>;

/** A scenario's verdict in a word or two. */
export const wordFor = ({ verdict, notOffered }: Pick<ScenarioPage, "verdict" | "notOffered">): string =>
  verdict === "not-run" && notOffered !== undefined ? "Not offered" : VERDICTS[verdict].word;

/** How many checks came to which verdict. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly notRun: number;
  readonly total: number;
}

/**
 * The verdict of several together: one failure fails all; otherwise one that did not run leaves all
 * unproven. Of nothing at all the verdict is `not-run`: zero checks must never look green.
 */
export function combineVerdicts(verdicts: Iterable<Verdict>): Verdict {
  const seen = new Set(verdicts);
  if (seen.has("fail")) return "fail";
  return seen.has("pass") && !seen.has("not-run") ? "pass" : "not-run";
}

/**
 * The verdict of a section: `fail` when anything in it failed, else what the section claims, else what its
 * checks and scenarios come to. `null` for a section that tests nothing (an appendix, the run's settings).
 */
export function sectionVerdict(section: Section): Verdict | null {
  const { checks, scenarios } = contentsOfSection(section, 0);
  const found = [
    ...checks.map(({ check }) => check.verdict),
    ...scenarios.map((placed) => placed.scenario.verdict),
  ];
  if (found.includes("fail")) return "fail";
  if (section.verdict !== undefined) return section.verdict;
  return found.length === 0 ? null : combineVerdicts(found);
}

/**
 * The verdict of a report, obeyed by every renderer and by exit codes: `fail` when any section, scenario or
 * check in it failed, otherwise what the report claims. A claim can be stricter than the contents (a gate may
 * refuse for reasons of its own) but a failed check can never stand under the word "Pass".
 */
export function verdictOf(report: Report): Verdict {
  return report.sections.some((section) => sectionVerdict(section) === "fail") ? "fail" : report.verdict;
}

/** Counts checks by verdict. */
export function tallyOf(checks: readonly Check[]): Tally {
  const count = (verdict: Verdict): number => checks.filter((check) => check.verdict === verdict).length;
  return { passed: count("pass"), failed: count("fail"), notRun: count("not-run"), total: checks.length };
}

/** The tally of a whole report, e.g. "2 of 41 checks failed, 1 was not run.", and what was left out of it. */
export function tallySentence(report: Report): string {
  return [checksSentence(report), report.leftOut].filter((part) => part !== undefined).join(" ");
}

function checksSentence(report: Report): string {
  const { failed, notRun, total } = tallyOf(contentsOf(report).checks.map(({ check }) => check));
  if (total === 0) return "No checks were made.";
  const noun = total === 1 ? "check" : "checks";
  const skipped = notRun === 0 ? "" : `, ${notRun} ${notRun === 1 ? "was" : "were"} not run`;
  if (failed > 0) return `${failed} of ${total} ${noun} failed${skipped}.`;
  if (notRun > 0) return `${total - notRun} of ${total} ${noun} passed${skipped}.`;
  return total === 1 ? "The one check passed." : `All ${total} checks passed.`;
}
