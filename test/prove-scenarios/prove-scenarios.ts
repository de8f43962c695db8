/**
 * `npm run prove:scenarios [-- --only ID… --fault ID… --whole]`: runs each scenario with deliberate faults in a copy of the core or of
 * a mapping, and prints which scenario sees which fault. Exits with 0 when every scenario fails under at least one, else with 1.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { loadProject } from "../../cli/config/project.ts";
import { memoryPlace } from "../../cli/memory-place.ts";
import { uatSetting } from "../../cli/uat/uat-setting.ts";
import { CATALOGUE, defaultWorkers, inThreads, withScenarioThreads } from "../../scenarios/index.ts";
import { EXAMPLE } from "../example-project.ts";
import { FAULTS_OF_MAPPINGS } from "./faults-of-mappings.ts";
import { FAULTS_OF_RARE_CASES } from "./faults-of-rare-cases.ts";
import { FAULTS_OF_THE_CORE } from "./faults-of-the-core.ts";
import { greenUnderAll, matrixOf } from "./matrix.ts";

const { values } = parseArgs({
  options: {
    only: { type: "string", multiple: true },
    fault: { type: "string", multiple: true },
    whole: { type: "boolean", default: false },
  },
});

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const folder = mkdtempSync(join(memoryPlace(), "drydock-prove-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));

const project = await loadProject(EXAMPLE);
const scenarios = CATALOGUE.filter(({ id }) => values.only?.includes(id) ?? true);
const faults = [...FAULTS_OF_MAPPINGS, ...FAULTS_OF_THE_CORE, ...FAULTS_OF_RARE_CASES].filter(
  ({ id }) => values.fault?.includes(id) ?? true,
);

const startedAt = performance.now();
const cells = await withScenarioThreads((threads) =>
  matrixOf({
    runner: inThreads({ threads, sideBySide: defaultWorkers(), ownFolder: null }),
    scenarios,
    faults,
    setting: uatSetting(project, { folder }),
    whole: values.whole,
    onFault({ id, title }, row) {
      if (row.length === 0) return;
      say(`${id}: ${title}`);
      for (const { scenario, isSeen } of row) say(`  ${isSeen ? "seen by " : "NOT seen"} ${scenario}`);
    },
  }),
);

const seen = cells.filter(({ isSeen }) => isSeen).length;
const green = values.fault === undefined ? greenUnderAll(scenarios, cells) : [];
const seeing = scenarios.length - greenUnderAll(scenarios, cells).length;
const seconds = Math.round((performance.now() - startedAt) / 1_000);
say(
  `${scenarios.length} scenarios, ${faults.length} faults: ${seen} of ${cells.length} pairs seen, ` +
    `${seeing} scenarios fail under at least one fault, in ${seconds} s.`,
);
for (const id of green) say(`${id} is green under all faults: it proves nothing. Make a fault against it.`);
process.exitCode = green.length > 0 ? 1 : 0;
