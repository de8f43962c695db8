/**
 * `npm run bench:emulator [-- throughput growth cold-start latency] [--quick]`: how fast the compiled emulator is, one core
 * for it and one for the load. Nothing else may run on the machine; `--quick` sends an eighth, to see that it works.
 */
import { coldStart } from "./cold-start.ts";
import { growth } from "./growth.ts";
import { latencyAccuracy } from "./latency-accuracy.ts";
import { runParts } from "./run-parts.ts";
import { pinLoad } from "./server-process.ts";
import { throughput } from "./throughput.ts";

pinLoad();
await runParts(
  { throughput, growth, "cold-start": coldStart, latency: latencyAccuracy },
  process.argv.slice(2),
);
