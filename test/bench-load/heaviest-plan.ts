/** The heaviest plan on sale: Ultimate with 12 licences, 140 slots, a lean NetSuite ten times sped up, everything at once. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadProject, type Project } from "../../cli/config/project.ts";
import { orderMixOf } from "../../cli/gate/order-mix.ts";
import { planOf } from "../../cli/gate/plan-stage.ts";
import { createPeakRig } from "../../cli/peak/peak-rig.ts";
import type { Row } from "../../emulator/bench/row.ts";
import { runPeakLoad, simulateMeasured } from "../../loadtest/index.ts";
import { readOrdersFile } from "../../scenarios/index.ts";
import { EXAMPLE } from "../example-project.ts";

const ORDERS = 8_000;
const TIME_SCALE = 10;
const PATIENCE_MS = 300_000;
/** Slower than NetSuite's slots alone by more than this, and the machine is what was measured. */
const LEAST_OF_SIMULATED = 0.9;

export async function heaviestPlan(share: number): Promise<readonly Row[]> {
  const project = heaviest(await loadProject(EXAMPLE), Math.round(ORDERS * share));
  const orders = await readOrdersFile(project.ordersFile);
  const mix = await orderMixOf(project, orders);
  const folder = await mkdtemp(join(tmpdir(), "drydock-bench-load-"));
  const rig = await createPeakRig({ project, orders, folder });
  try {
    const peak = await runPeakLoad({ ...rig, timeScale: TIME_SCALE, drainTimeoutMs: PATIENCE_MS });
    const simulated = simulateMeasured(peak, planOf(project, mix), { lines: mix.lines, overheadMs: 0 });
    const reached = simulated === null ? 0 : simulated.drainMs / peak.drainMs;
    return [
      {
        what: "140 slots, lean, time scale 10, drain",
        figure: `${((peak.delivered / peak.drainMs) * 1_000 * TIME_SCALE).toFixed(0)} orders/s`,
        compared: `${Math.round(reached * 100)} % of simulated, core ${Math.round((peak.core.cpuShare ?? 0) * 100)} % of a processor`,
        goal: `>= ${LEAST_OF_SIMULATED * 100} %`,
        met: reached >= LEAST_OF_SIMULATED,
      },
    ];
  } finally {
    await rig.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function heaviest(project: Project, orders: number): Project {
  const { config } = project;
  return {
    ...project,
    config: {
      ...config,
      netsuite: { ...config.netsuite, tier: "ultimate", suiteCloudPlus: 12, reservedSlots: 0 },
      plan: { ...config.plan, latency: "lean" },
      load: { ...config.load, orders, timeScale: TIME_SCALE, connections: 32, faults: [] },
    },
  };
}
