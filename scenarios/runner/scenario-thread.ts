/** A thread of a run: runs one scenario after another. */
import { parentPort } from "node:worker_threads";
import { CATALOGUE } from "../catalogue.ts";
import { loadScenarios } from "../own/load-scenarios.ts";
import type { Scenario } from "../scenario.ts";
import { runScenario } from "./run-scenario.ts";
import type { ScenarioJob } from "./scenario-threads.ts";

const catalogue = new Map(CATALOGUE.map((scenario) => [scenario.id, scenario]));
const own = new Map<string, Promise<readonly Scenario[]>>();

/** A shop's own are read by the thread that is given one of them. */
async function ownScenario(id: string, folder: string): Promise<Scenario | undefined> {
  const loading = own.get(folder) ?? loadScenarios(folder, { beside: CATALOGUE });
  own.set(folder, loading);
  return (await loading).find((scenario) => scenario.id === id);
}

parentPort?.on("message", async ({ id, ownFolder, setting }: ScenarioJob) => {
  const scenario = catalogue.get(id) ?? (ownFolder === null ? undefined : await ownScenario(id, ownFolder));
  if (scenario === undefined) throw new Error(`the thread knows no scenario ${id}`);
  parentPort?.postMessage(await runScenario(scenario, setting));
});
