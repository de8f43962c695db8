/**
 * `npm run bench:core [-- drain intake dead-letters recovery] [--quick]`: how well the compiled core uses its slots, how many webhooks it
 * takes, how soon it shows a dead letter, and how soon a killed worker's work goes on. Nothing else may run on the machine;
 * `--quick` does an eighth, to see that it works.
 */
import { runParts } from "../../emulator/bench/run-parts.ts";
import { deadLetters } from "./dead-letters.ts";
import { drain } from "./drain.ts";
import { intake } from "./intake.ts";
import { recovery } from "./recovery.ts";

// What was started ends with this process.
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(2));

await runParts({ drain, intake, "dead-letters": deadLetters, recovery }, process.argv.slice(2));
