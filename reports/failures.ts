/** The list every reader asks for first: what failed, and where it stands. */
import { contentsOfSection, type Place, type PlacedScenario } from "./contents.ts";
import type { Check, Report, Section } from "./report.ts";

/** One thing that failed: a check, or a scenario or section that failed although none of its checks did. */
export interface Failed {
  readonly name: string;
  /** The check with what was expected and found; `null` when no check says it. */
  readonly check: Check | null;
  readonly section: Section;
  readonly scenario: PlacedScenario | null;
  /** The place of the section, for links. */
  readonly place: Place;
}

/** Everything that failed, in reading order. */
export function failuresOf(report: Report): readonly Failed[] {
  return report.sections.flatMap(failuresOfSection);
}

function failuresOfSection(section: Section, index: number): readonly Failed[] {
  const { checks, scenarios } = contentsOfSection(section, index);
  const around = { section, place: [index] };
  const failedChecks = checks.filter(({ check }) => check.verdict === "fail");
  const explained = new Set(failedChecks.map(({ scenario }) => scenario));
  const failed = [
    ...failedChecks.map(({ check, scenario }) => ({ ...around, name: check.name, check, scenario })),
    ...scenarios
      .filter((placed) => placed.scenario.verdict === "fail" && !explained.has(placed))
      .map((placed) => ({ ...around, name: "The scenario failed.", check: null, scenario: placed })),
  ];
  if (failed.length > 0 || section.verdict !== "fail") return failed;
  return [{ ...around, name: "The section failed.", check: null, scenario: null }];
}
