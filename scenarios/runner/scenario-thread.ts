/** A thread of a run: runs one scenario after another. */
import { parentPort, workerData } from "node:worker_threads";
import { CATALOGUE } from "../catalogue.ts";
import { loadScenarios } from "../own/load-scenarios.ts";
import { runScenario } from "./run-scenario.ts";
import type { ScenarioJob, ThreadStart } from "./scenario-runner.ts";

const { ownFolder } = workerData as ThreadStart;
const own = ownFolder === null ? [] : await loadScenarios(ownFolder, { beside: CATALOGUE });
const scenarios = new Map([...CATALOGUE, ...own].map((scenario) => [scenario.id, scenario]));

parentPort?.on("message", async ({ id, setting }: ScenarioJob) => {
  const scenario = scenarios.get(id);
  if (scenario === undefined) throw new Error(`the thread knows no scenario ${id}`);
  parentPort?.postMessage(await runScenario(scenario, setting));
});
