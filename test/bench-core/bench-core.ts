/**
 * `npm run bench:core [-- drain intake dead-letters recovery] [--quick]`: how well the compiled core uses its slots, how many webhooks it
 * takes, how soon it shows a dead letter, and how soon a killed worker's work goes on. Nothing else may run on the machine;
 * `--quick` does an eighth, to see that it works.
 */
import { printed, type Row } from "../../emulator/bench/row.ts";
import { deadLetters } from "./dead-letters.ts";
import { drain } from "./drain.ts";
import { intake } from "./intake.ts";
import { recovery } from "./recovery.ts";

const PARTS: Readonly<Record<string, (share: number) => Promise<readonly Row[]>>> = {
  drain,
  intake,
  "dead-letters": deadLetters,
  recovery,
};

// What was started ends with this process.
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(2));

const options = process.argv.slice(2);
const share = options.includes("--quick") ? 1 / 8 : 1;
const asked = options.filter((option) => option !== "--quick");
const unknown = asked.filter((name) => PARTS[name] === undefined);
if (unknown.length > 0) {
  process.stderr.write(
    `There is no part ${unknown.join(", ")}. The parts: ${Object.keys(PARTS).join(", ")}.\n`,
  );
  process.exit(2);
}
const rows: Row[] = [];
for (const [name, part] of Object.entries(PARTS)) {
  if (asked.length === 0 || asked.includes(name)) rows.push(...(await part(share)));
}
process.stdout.write(`${printed(rows)}\n`);
process.exitCode = rows.every(({ met }) => met) ? 0 : 1;
