/** One plan through the real core and the emulator, and the same arrivals through the simulator. */
import { loadProject, type Project } from "../../cli/config/project.ts";
import { orderMixOf } from "../../cli/gate/order-mix.ts";
import { planOf } from "../../cli/gate/plan-stage.ts";
import { createPeakRig } from "../../cli/peak/peak-rig.ts";
import {
  type Agreement,
  agreementOf,
  type BatchSettings,
  callOverheadMs,
  constantLoad,
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

export async function measurePlan(plan: HeldPlan, world: MeasuringWorld): Promise<MeasuredPlan> {
  const project = projectFor(plan, await loadProject(EXAMPLE));
  const { peak, plan: planned, lines } = await measure(project, plan, world.folder);
  const { overheadMs } = world;
  const simulated = simulateMeasured(peak, planned, { lines, overheadMs, batching: settingsOf(plan) });
  if (simulated === null) throw new TypeError(`${plan.name}: no order arrived`);
  return { agreement: agreementOf(peak, simulated), late: peak.eventLoopLagP99Ms * TIME_SCALE > SECOND };
}

/** What this machine adds to a call now, in ms: from a short run whose slots are mostly free. */
export async function measureOverhead(folder: string): Promise<number> {
  const project = projectFor(CALM, await loadProject(EXAMPLE), CALM_TIME_SCALE);
  const { peak, plan, lines } = await measure(project, CALM, folder);
  return callOverheadMs(peak, plan, { lines });
}

export interface MeasuringWorld {
  readonly folder: string;
  /** What this machine adds to a call. */
  readonly overheadMs: number;
}

/** NetSuite's own waits are short against what is looked for; five orders a second for twenty seconds leave most slots free. */
const CALM_TIME_SCALE = 100;
const CALM: HeldPlan = {
  name: "calm",
  netsuite: { tier: "premium", suiteCloudPlus: 0, reservedSlots: 0 },
  latency: "typical",
  arrivals: { profile: constantLoad(180, 2_000 / 60) },
};

async function measure(project: Project, { arrivals }: HeldPlan, folder: string) {
  const orders = await readOrdersFile(project.ordersFile);
  const mix = orderMixOf(project, orders);
  const profile = "profile" in arrivals ? { profile: arrivals.profile } : {};
  const rig = await createPeakRig({ project, orders, folder, ...profile });
  try {
    const { timeScale } = project.config.load;
    const peak = await runPeakLoad({ ...rig, timeScale, drainTimeoutMs: 10 * MINUTE });
    return { peak, plan: planOf(project, mix), lines: mix.lines };
  } finally {
    await rig.close();
  }
}

function settingsOf({ batching }: HeldPlan): BatchSettings | undefined {
  if (batching === undefined || batching.by === "none") return undefined;
  return { ...batching, by: batching.by };
}

function projectFor(held: HeldPlan, project: Project, timeScale = TIME_SCALE): Project {
  const { config } = project;
  const { netsuite, latency, arrivals, batching = config.serve.batching, faults = [] } = held;
  return {
    ...project,
    config: {
      ...config,
      netsuite: { ...config.netsuite, ...netsuite },
      plan: { ...config.plan, latency },
      serve: { ...config.serve, batching },
      load: {
        ...config.load,
        timeScale,
        faults,
        ...("orders" in arrivals ? { orders: arrivals.orders } : {}),
      },
    },
  };
}
