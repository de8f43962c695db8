/** A thread of a sweep: simulates one plan after another. */
import { parentPort } from "node:worker_threads";
import { simulateSwept } from "./simulate-plan.ts";
import type { SweepJob } from "./sweep.ts";

parentPort?.on("message", ({ plan, load }: SweepJob) => {
  parentPort?.postMessage(simulateSwept(plan, load));
});
