/** Runs scenarios side by side, each in its own world, and keeps their order. */
import type { ScenarioPage } from "../../reports/index.ts";
import type { Scenario } from "../scenario.ts";
import type { Setting } from "../world/setting.ts";
import { runScenario } from "./run-scenario.ts";

export interface RunOptions {
  readonly scenarios: readonly Scenario[];
  readonly setting: Setting;
  /** Worlds open at once. @default 4 */
  readonly sideBySide?: number;
  /** Begins no other scenario after the first that fails; what was not begun has no page. @default false */
  readonly bail?: boolean;
  readonly onFinished?: (page: ScenarioPage) => void;
}

export async function runScenarios(options: RunOptions): Promise<readonly ScenarioPage[]> {
  const { scenarios, setting, sideBySide = 4, bail = false, onFinished } = options;
  const pages: ScenarioPage[] = [];
  const waiting = scenarios.entries();
  const lane = async (): Promise<void> => {
    for (const [position, scenario] of waiting) {
      if (bail && pages.some((page) => page?.verdict === "fail")) return;
      const page = await runScenario(scenario, setting);
      pages[position] = page;
      onFinished?.(page);
    }
  };
  await Promise.all(Array.from({ length: sideBySide }, lane));
  return pages.filter((page) => page !== undefined);
}
