/**
 * `npm run prove:simulator [-- --quick] [-- --only 2 7]`: holds plans that were simulated against the real core before the
 * emulator. Drain time and p95 of the time to NetSuite may differ by 10 % at most. What this machine adds to a call is measured
 * first, by a calm run. Exits with 0 when all agree, else with 1.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { HELD_PLANS } from "./held-plans.ts";
import { measureOverhead, measurePlan } from "./measure-plan.ts";

/** Two of them show that it runs; all of them are the proof. */
const QUICK = 2;
const MOST_DIFFERENCE = 0.1;

const { values, positionals } = parseArgs({
  options: { quick: { type: "boolean", default: false }, only: { type: "boolean", default: false } },
  allowPositionals: true,
});
/** Counted from 1, as the table counts them. */
const wanted = HELD_PLANS.map((plan, n) => ({ plan, number: n + 1 })).filter(({ number }) =>
  values.only ? positionals.includes(`${number}`) : !values.quick || number <= QUICK,
);
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const minutes = (ms: number): string => `${(ms / 60_000).toFixed(2)} min`.padStart(10);
const percent = (share: number): string =>
  `${share >= 0 ? "+" : ""}${(share * 100).toFixed(1)} %`.padStart(9);

// What was started ends with this process.
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(2));

const folder = await mkdtemp(join(tmpdir(), "drydock-prove-simulator-"));
let holds = true;
try {
  const overheadMs = await measureOverhead(folder);
  say(
    `This machine adds ${overheadMs.toFixed(1)} ms to a call, by a calm run before; the simulation reckons with it.`,
  );
  say("    measured  simulated  difference");
  for (const { plan, number } of wanted) {
    const { agreement, late, cpuShare } = await measurePlan(plan, { folder, overheadMs });
    say(
      `${number}. ${plan.name} (time scale ${plan.timeScale}, core ${Math.round(cpuShare * 100)} % of a processor)`,
    );
    for (const { figure, measuredMs, simulatedMs, difference } of agreement) {
      const agrees = Math.abs(difference) <= MOST_DIFFERENCE;
      holds &&= agrees && !late;
      say(
        `  ${minutes(measuredMs)} ${minutes(simulatedMs)} ${percent(difference)}  ${figure}${agrees ? "" : "  DIFFERS"}`,
      );
    }
    if (late) say("  The generator was late: it measured itself. Run it on a quieter machine.");
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
say(holds ? "Simulation and measurement agree." : "Simulation and measurement do not agree.");
process.exitCode = holds ? 0 : 1;
