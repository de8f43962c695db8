/** One plan through the real core and the emulator, and the same arrivals through the simulator. */
import { loadProject, type Project } from "../../cli/config/project.ts";
import { orderMixOf } from "../../cli/gate/order-mix.ts";
import { planOf } from "../../cli/gate/plan-stage.ts";
import { createPeakRig, type PeakRig } from "../../cli/peak/peak-rig.ts";
import {
  type Agreement,
  agreementOf,
  type PeakLoadResult,
  runPeakLoad,
  simulateMeasured,
} from "../../loadtest/index.ts";
import { readOrdersFile } from "../../scenarios/index.ts";
import { EXAMPLE } from "../example-project.ts";
import type { HeldPlan } from "./held-plans.ts";

export interface MeasuredPlan {
  readonly agreement: readonly Agreement[];
  /** The generator was late by more than a simulated second: it measured itself. */
  readonly late: boolean;
}

/** Fast enough for minutes instead of hours, slow enough for this machine to add little of its own. */
const TIME_SCALE = 10;
const MINUTE = 60_000;
const SECOND = 1_000;

export async function measurePlan(plan: HeldPlan, folder: string): Promise<MeasuredPlan> {
  const project = projectFor(plan, await loadProject(EXAMPLE));
  const orders = await readOrdersFile(project.ordersFile);
  const mix = orderMixOf(project, orders);
  const profile = "profile" in plan.arrivals ? { profile: plan.arrivals.profile } : {};
  const rig = await createPeakRig({ project, orders, folder, ...profile });
  try {
    const peak = await measure(plan, rig);
    const neighbours = neighboursOf(plan);
    const simulated = simulateMeasured(peak, planOf(project, mix), { lines: mix.lines, neighbours });
    if (simulated === null) throw new TypeError(`${plan.name}: no order arrived`);
    return { agreement: agreementOf(peak, simulated), late: peak.eventLoopLagP99Ms * TIME_SCALE > SECOND };
  } finally {
    await rig.close();
  }
}

async function measure({ neighbour }: HeldPlan, rig: PeakRig): Promise<PeakLoadResult> {
  if (neighbour !== undefined)
    await rig.netsuite.ask("POST", "occupied-slots", {
      count: neighbour.slots,
      ms: neighbour.minutes * MINUTE,
    });
  return runPeakLoad({ ...rig, timeScale: TIME_SCALE, drainTimeoutMs: 10 * MINUTE });
}

function neighboursOf({ neighbour }: HeldPlan) {
  if (neighbour === undefined) return [];
  return [{ fromMs: 0, toMs: neighbour.minutes * MINUTE, slots: neighbour.slots }];
}

function projectFor({ netsuite, latency, arrivals }: HeldPlan, project: Project): Project {
  const { config } = project;
  return {
    ...project,
    config: {
      ...config,
      netsuite: { ...config.netsuite, ...netsuite },
      plan: { ...config.plan, latency },
      load: {
        ...config.load,
        timeScale: TIME_SCALE,
        ...("orders" in arrivals ? { orders: arrivals.orders } : {}),
      },
    },
  };
}
