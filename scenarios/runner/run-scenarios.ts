/** Runs scenarios side by side, each in its own world, and keeps their order. */
import type { ScenarioPage } from "../../reports/index.ts";
import type { Scenario } from "../scenario.ts";
import type { Setting } from "../world/setting.ts";
import { inThisThread, type ScenarioRunner } from "./scenario-runner.ts";

export interface RunOptions {
  readonly scenarios: readonly Scenario[];
  readonly setting: Setting;
  /** Where they run, and how many at once. @default in this thread */
  readonly runner?: ScenarioRunner;
  /** Begins no other scenario after the first that fails; what was not begun has no page. @default false */
  readonly bail?: boolean;
  /** As each ends, in whatever order. */
  readonly onFinished?: (page: ScenarioPage) => void;
}

/** Their pages in the order of the scenarios. */
export async function runScenarios(options: RunOptions): Promise<readonly ScenarioPage[]> {
  const { scenarios, setting, runner = inThisThread(), bail = false, onFinished } = options;
  const pages: ScenarioPage[] = [];
  const waiting = scenarios.entries();
  const lane = async (): Promise<void> => {
    for (const [position, scenario] of waiting) {
      if (bail && pages.some((page) => page?.verdict === "fail")) return;
      const page = await runner.run(scenario, setting);
      pages[position] = page;
      onFinished?.(page);
    }
  };
  await Promise.all(Array.from({ length: runner.sideBySide }, lane));
  return pages.filter((page) => page !== undefined);
}
