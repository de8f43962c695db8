/** Walks a report: every check and every scenario with the place where it stands. */
import type { Block, Check, Report, ScenarioPage, Section } from "./report.ts";

/**
 * Where something stands, counted from 0: the section, then the block in it, then (inside a scenario) the
 * evidence block, and so on. Unique in one report, so anchors can be made from it.
 */
export type Place = readonly number[];

/** A scenario where it stands. */
export interface PlacedScenario {
  readonly scenario: ScenarioPage;
  readonly section: Section;
  readonly place: Place;
}

/** A check where it stands; `scenario` is the innermost one around it. */
export interface PlacedCheck {
  readonly check: Check;
  readonly section: Section;
  readonly scenario: PlacedScenario | null;
  readonly place: Place;
}

/** Checks and scenarios of one section or one report, in reading order. */
export interface Contents {
  readonly checks: readonly PlacedCheck[];
  readonly scenarios: readonly PlacedScenario[];
}

/** Everything that has a verdict in one section, evidence included. `index` is the section's place. */
export function contentsOfSection(section: Section, index: number): Contents {
  const checks: PlacedCheck[] = [];
  const scenarios: PlacedScenario[] = [];

  const visit = (blocks: readonly Block[], around: Place, scenario: PlacedScenario | null): void => {
    for (const [position, block] of blocks.entries()) {
      const place = [...around, position];
      if (block.kind === "checks") {
        checks.push(...block.checks.map((check) => ({ check, section, scenario, place })));
      }
      if (block.kind === "scenario") {
        const placed = { scenario: block.scenario, section, place };
        scenarios.push(placed);
        checks.push(...block.scenario.checks.map((check) => ({ check, section, scenario: placed, place })));
        visit(block.scenario.evidence, place, placed);
      }
    }
  };

  visit(section.blocks, [index], null);
  return { checks, scenarios };
}

/** Everything that has a verdict in a report, section by section. */
export function contentsOf(report: Report): Contents {
  const contents = report.sections.map(contentsOfSection);
  return {
    checks: contents.flatMap(({ checks }) => checks),
    scenarios: contents.flatMap(({ scenarios }) => scenarios),
  };
}
