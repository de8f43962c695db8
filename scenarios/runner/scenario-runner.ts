/** Where scenarios run: in this thread, or spread over threads of their own, each of which runs one at a time. */
import type { ScenarioPage } from "../../reports/index.ts";
import type { Scenario } from "../scenario.ts";
import type { Setting } from "../world/setting.ts";
import { brokenPage, runScenario } from "./run-scenario.ts";
import type { ScenarioJob, ScenarioThreads } from "./scenario-threads.ts";

export interface ScenarioRunner {
  /** Worlds open at once. */
  readonly sideBySide: number;
  run(scenario: Scenario, setting: Setting): Promise<ScenarioPage>;
}

/** Worlds in one thread share its core; what a world waits for, such as a disk or another's process, is another's turn. */
const SIDE_BY_SIDE = 4;

export const inThisThread = (): ScenarioRunner => ({ sideBySide: SIDE_BY_SIDE, run: runScenario });

export interface InThreadsOptions extends Pick<ScenarioJob, "ownFolder"> {
  readonly threads: ScenarioThreads;
  readonly sideBySide: number;
}

/** A scenario that takes its thread down with it has failed, and the next one gets another thread. */
export function inThreads({ threads, sideBySide, ownFolder }: InThreadsOptions): ScenarioRunner {
  return {
    sideBySide,
    async run(scenario, setting) {
      const startedAt = performance.now();
      try {
        return await threads.run({ id: scenario.id, ownFolder, setting });
      } catch (error) {
        return brokenPage(scenario, error, performance.now() - startedAt);
      }
    },
  };
}
