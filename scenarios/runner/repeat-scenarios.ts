/** Runs the same scenarios again and again, if wanted in another order each time: what is not the same each time proves nothing. */
import { isDeepStrictEqual } from "node:util";
import { seededRandom } from "../../emulator/index.ts";
import type { Check, ScenarioPage } from "../../reports/index.ts";
import type { Scenario } from "../scenario.ts";
import { evidenceHashOf } from "../sign-off/signed-evidence.ts";
import { type RunOptions, runScenarios } from "./run-scenarios.ts";

export interface Repetitions {
  readonly times: number;
  /** Draws an order of the scenarios for each repetition; null keeps theirs. */
  readonly shuffleBy: number | null;
}

export interface RepeatOptions extends RunOptions {
  readonly repetitions: Repetitions;
  /** After each, with the scenarios that went otherwise than in the first. */
  readonly onRepetition?: (number: number, differing: readonly string[]) => void;
}

/**
 * What the first repetition found, in the order of the scenarios. A scenario that another repetition found otherwise, whatever took
 * how long, has a failed check more that says how; with `bail` that ends the hunt too.
 */
export async function repeatScenarios(options: RepeatOptions): Promise<readonly ScenarioPage[]> {
  const { scenarios, repetitions, bail = false, onRepetition, ...run } = options;
  const first = new Map<string, ScenarioPage>();
  const differences = new Map<string, Check>();
  for (let number = 1; number <= repetitions.times; number += 1) {
    const pages = await runScenarios({ ...run, bail, scenarios: inOrderOf(number, scenarios, repetitions) });
    const differing = pages.filter((page) => {
      const before = first.get(page.id);
      if (before === undefined) first.set(page.id, page);
      const difference = before === undefined ? null : differenceBetween(before, page, number);
      if (difference !== null && !differences.has(page.id)) differences.set(page.id, difference);
      return difference !== null;
    });
    onRepetition?.(
      number,
      differing.map(({ id }) => id),
    );
    if (bail && (differing.length > 0 || pages.some(({ verdict }) => verdict === "fail"))) break;
  }
  return scenarios.flatMap(({ id }) => {
    const page = first.get(id);
    return page === undefined ? [] : [marked(page, differences.get(id))];
  });
}

const marked = (page: ScenarioPage, difference: Check | undefined): ScenarioPage =>
  difference === undefined ? page : { ...page, verdict: "fail", checks: [...page.checks, difference] };

/** The same for the same seed and number. */
function inOrderOf(
  number: number,
  scenarios: readonly Scenario[],
  { shuffleBy }: Repetitions,
): readonly Scenario[] {
  if (shuffleBy === null) return scenarios;
  const random = seededRandom(shuffleBy, `repetition ${number}`);
  return scenarios
    .map((scenario) => ({ scenario, place: random.unit() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ scenario }) => scenario);
}

/** Null when both found the same. */
function differenceBetween(first: ScenarioPage, later: ScenarioPage, number: number): Check | null {
  const words = differingWords(first, later);
  if (words === null) return null;
  const [expected, found] = words;
  return {
    name: "Each repetition finds the same",
    verdict: "fail",
    expected: `as in the first: ${expected}`,
    found: `repetition ${number}: ${found}`,
  };
}

function differingWords(first: ScenarioPage, later: ScenarioPage): readonly [string, string] | null {
  const count = Math.max(first.checks.length, later.checks.length);
  for (let at = 0; at < count; at += 1) {
    const [before, now] = [first.checks[at], later.checks[at]];
    if (!isDeepStrictEqual(foundIn(before), foundIn(now))) return [inWords(before), inWords(now)];
  }
  if (first.verdict !== later.verdict) return [first.verdict, later.verdict];
  if (evidenceHashOf(first) === evidenceHashOf(later)) return null;
  return ["one evidence", "other records, dead letters or facts in the evidence"];
}

const foundIn = (check: Check | undefined): unknown =>
  check === undefined ? null : [check.name, check.verdict, check.expected, check.found];

const inWords = (check: Check | undefined): string =>
  check === undefined ? "no such check" : `${check.name}: ${check.found ?? check.verdict}`;
