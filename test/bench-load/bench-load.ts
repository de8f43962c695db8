/**
 * `npm run bench:load [-- simulator open-loop plan] [--quick]`: how fast the compiled simulator is, how punctual the open-loop
 * engine, and whether core and emulator keep up with the heaviest real plan. Nothing else may run on the machine; `--quick` does
 * an eighth, to see that it works.
 */
import { runParts } from "../../emulator/bench/run-parts.ts";
import { heaviestPlan } from "./heaviest-plan.ts";
import { openLoop } from "./open-loop.ts";
import { simulator } from "./simulator.ts";

// What was started ends with this process.
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(2));

await runParts({ simulator, "open-loop": openLoop, plan: heaviestPlan }, process.argv.slice(2));
