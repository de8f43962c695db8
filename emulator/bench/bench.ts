/**
 * `npm run bench:emulator [-- throughput growth cold-start latency] [--quick]`: how fast the compiled emulator is, one core
 * for it and one for the load. Nothing else may run on the machine; `--quick` sends an eighth, to see that it works.
 */
import { coldStart } from "./cold-start.ts";
import { growth } from "./growth.ts";
import { latencyAccuracy } from "./latency-accuracy.ts";
import { printed, type Row } from "./row.ts";
import { pinLoad } from "./server-process.ts";
import { throughput } from "./throughput.ts";

const PARTS: Readonly<Record<string, (share: number) => Promise<readonly Row[]>>> = {
  throughput,
  growth,
  "cold-start": coldStart,
  latency: latencyAccuracy,
};

pinLoad();
const options = process.argv.slice(2);
const share = options.includes("--quick") ? 1 / 8 : 1;
const asked = options.filter((option) => option !== "--quick");
const rows: Row[] = [];
for (const [name, part] of Object.entries(PARTS)) {
  if (asked.length === 0 || asked.includes(name)) rows.push(...(await part(share)));
}
process.stdout.write(`${printed(rows)}\n`);
process.exitCode = rows.every(({ met }) => met) ? 0 : 1;
