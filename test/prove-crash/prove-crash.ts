/**
 * `npm run prove:crash [-- --quick] [--seed N]`: workers and PostgreSQL are killed at random moments while NetSuite loses answers and
 * refuses; in the end nothing may be lost, nothing doubled and no old edition left. Exits with 0 when that holds, else with 1.
 */
import { parseArgs } from "node:util";
import { FULL, QUICK } from "./ordeal.ts";
import { proveCrash } from "./proof.ts";

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    source: { type: "boolean", default: false },
    seed: { type: "string", default: "1" },
  },
});

// What was started ends with this process.
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(2));

const holds = await proveCrash({
  ordeal: { ...(values.quick ? QUICK : FULL), seed: Number(values.seed) },
  fromSource: values.source,
  say: (line) => process.stdout.write(`${line}\n`),
});
process.exitCode = holds ? 0 : 1;
