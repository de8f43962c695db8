/** `npm run bench:emulator`: how fast the compiled emulator is, one core for it and one for the load. */
import { coldStart } from "./cold-start.ts";
import { growth } from "./growth.ts";
import { latencyAccuracy } from "./latency-accuracy.ts";
import { printed, type Row } from "./row.ts";
import { pinLoad } from "./server-process.ts";
import { throughput } from "./throughput.ts";

const PARTS: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
  throughput,
  growth,
  "cold-start": coldStart,
  latency: latencyAccuracy,
};

pinLoad();
const asked = process.argv.slice(2);
const rows: Row[] = [];
for (const [name, part] of Object.entries(PARTS)) {
  if (asked.length === 0 || asked.includes(name)) rows.push(...(await part()));
}
process.stdout.write(`${printed(rows)}\n`);
process.exitCode = rows.every(({ met }) => met) ? 0 : 1;
