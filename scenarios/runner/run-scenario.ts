/** Runs one scenario in a world of its own and turns what it found into a page with its evidence. */
import { type Check, combineVerdicts, type ScenarioPage } from "../../reports/index.ts";
import { createForeignWorld } from "../foreign/foreign-world.ts";
import { NotOfferedError } from "../foreign/not-offered.ts";
import { within } from "../foreign/within.ts";
import type { RealTarget } from "../real/real-target.ts";
import { createRealWorld } from "../real/real-world.ts";
import { proseOf, type Scenario } from "../scenario.ts";
import type { Setting } from "../world/setting.ts";
import { createWorld, type World } from "../world/world.ts";

/** @param real a real account in the emulator's place */
export async function runScenario(
  scenario: Scenario,
  setting: Setting,
  real?: RealTarget,
): Promise<ScenarioPage> {
  const startedAt = performance.now();
  const page = await inItsWorld(scenario, setting, real);
  return { ...proseOf(scenario), ...page, durationMs: performance.now() - startedAt };
}

/** The check that fails when a scenario has not even begun: what it is about was not judged. */
export const WORLD_SET_UP = "The scenario's world could be set up";

/** Of one that could not be run to its end, by what broke off with it. */
export function brokenPage(scenario: Scenario, error: unknown, durationMs: number): ScenarioPage {
  const outcome = {
    verdict: "fail",
    checks: [brokenOff("The scenario ran to its end", error)],
    evidence: [],
  } as const;
  return { ...proseOf(scenario), ...outcome, durationMs };
}

type Outcome = Pick<ScenarioPage, "verdict" | "checks" | "evidence">;

async function inItsWorld(
  scenario: Scenario,
  setting: Setting,
  real: RealTarget | undefined,
): Promise<Outcome> {
  let world: World;
  try {
    world = await openWorld(scenario, setting, real);
  } catch (error) {
    const checks = [brokenOff(WORLD_SET_UP, error)];
    return { verdict: combineVerdicts(checks.map(({ verdict }) => verdict)), checks, evidence: [] };
  }
  try {
    const { limitMs } = setting.target ?? real ?? {};
    const run = scenario.run(world);
    await (limitMs === undefined ? run : within(limitMs, run));
    return await outcomeOf(world, []);
  } catch (error) {
    return await outcomeOf(world, [brokenOff("The scenario ran to its end", error)]);
  } finally {
    await world.close();
  }
}

async function outcomeOf(world: World, broken: readonly Check[]): Promise<Outcome> {
  const own = new Map(world.errors.map((error) => [String(error), error]));
  const errors = [...own.values()].map((error) => brokenOff("The core met no error of its own", error));
  const checks = [...world.expect.checks, ...broken, ...errors];
  const verdict = combineVerdicts(checks.map((check) => check.verdict));
  return { verdict, checks, evidence: await world.evidence(verdict) };
}

/** The core of this package, or the integration that is judged in its place. */
async function openWorld(
  { labels, world }: Scenario,
  setting: Setting,
  real: RealTarget | undefined,
): Promise<World> {
  const { target } = setting;
  if (real !== undefined) return createRealWorld(setting, real, world);
  if (target === undefined) return createWorld(setting, world);
  if (labels.flow !== "all" && !target.flows.includes(labels.flow))
    throw new NotOfferedError(`flow of ${labels.flow}`);
  return createForeignWorld(setting, target, world);
}

/** What the target does not offer is no failure of it, and nothing that it has passed. */
function brokenOff(name: string, error: unknown): Check {
  if (error instanceof NotOfferedError) return error.check;
  const message = error instanceof Error ? error.message : String(error);
  return { name, verdict: "fail", expected: "no error", found: message };
}
