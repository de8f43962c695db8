/** Begins what a run of all scenarios will need, before its configuration is read. */
import { defaultWorkers, type ScenarioThreads } from "../../scenarios/index.ts";
import { optimiseLate } from "./optimise-late.ts";
import type { Choice } from "./scenario-choice.ts";

export interface Beginning extends Choice {
  readonly target?: "netsuite";
  readonly workers?: number;
}

/** Whoever chooses some may have chosen a single one, which needs no thread; nor does what runs in a real account. */
export function beginThreads(threads: ScenarioThreads, { target, only, tag, workers }: Beginning): void {
  if ((target ?? only ?? tag) !== undefined) return;
  optimiseLate();
  threads.warmUp(workers ?? defaultWorkers());
}
