/** Runs one scenario in a world of its own and turns what it found into a page with its evidence. */
import type { Check, ScenarioPage, Verdict } from "../../reports/index.ts";
import { collectEvidence } from "../evidence/collect-evidence.ts";
import { proseOf, type Scenario } from "../scenario.ts";
import type { Setting } from "../world/setting.ts";
import { createWorld, type World } from "../world/world.ts";

export async function runScenario(scenario: Scenario, setting: Setting): Promise<ScenarioPage> {
  const startedAt = performance.now();
  const page = await inItsWorld(scenario, setting);
  return { ...proseOf(scenario), ...page, durationMs: performance.now() - startedAt };
}

type Outcome = Pick<ScenarioPage, "verdict" | "checks" | "evidence">;

async function inItsWorld(scenario: Scenario, setting: Setting): Promise<Outcome> {
  let world: World;
  try {
    world = await createWorld(setting, scenario.world);
  } catch (error) {
    return {
      verdict: "fail",
      checks: [brokenOff("The scenario's world could be set up", error)],
      evidence: [],
    };
  }
  try {
    await scenario.run(world);
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
  return { verdict: verdictOf(checks), checks, evidence: await collectEvidence(world) };
}

/** A scenario that checked nothing proves nothing. */
function verdictOf(checks: readonly Check[]): Verdict {
  if (checks.length === 0) return "not-run";
  return checks.every(({ verdict }) => verdict === "pass") ? "pass" : "fail";
}

function brokenOff(name: string, error: unknown): Check {
  const message = error instanceof Error ? error.message : String(error);
  return { name, verdict: "fail", expected: "no error", found: message };
}
