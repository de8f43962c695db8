/** Begins what a run of all scenarios will need, before its configuration is read. */
import { defaultWorkers, type ScenarioThreads } from "../../scenarios/index.ts";
import { optimiseLate } from "./optimise-late.ts";
import type { Choice } from "./scenario-choice.ts";

export interface Beginning extends Choice {
  readonly target?: "netsuite";
  readonly cleanUp?: string;
  readonly workers?: number;
  readonly repeat?: number;
}

/** Whoever chooses some may have chosen a single one, which needs no thread; nor does what runs in a real account. */
export function beginThreads(threads: ScenarioThreads, beginning: Beginning): void {
  const { target, cleanUp, only, tag, workers = defaultWorkers(), repeat = 1 } = beginning;
  if ((target ?? cleanUp ?? only ?? tag) !== undefined) return;
  if (repeat === 1) optimiseLate();
  if (workers > 1) threads.warmUp(workers);
}
