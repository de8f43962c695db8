/** One plan through the real core and the emulator, and the same arrivals through the simulator. */
import { loadProject, type Project } from "../../cli/config/project.ts";
import { batchSettingsOf } from "../../cli/gate/batch-settings.ts";
import { orderMixOf } from "../../cli/gate/order-mix.ts";
import { planOf } from "../../cli/gate/plan-stage.ts";
import { createPeakRig, type PeakRig } from "../../cli/peak/peak-rig.ts";
import {
  type Agreement,
  agreementOf,
  callOverheadMs,
  constantLoad,
  type PeakLoadResult,
  runPeakLoad,
  simulateMeasured,
} from "../../loadtest/index.ts";
import { readOrdersFile } from "../../scenarios/index.ts";
import { EXAMPLE } from "../example-project.ts";
import type { HeldPlan } from "./held-plans.ts";

export interface MeasuredPlan {
  readonly agreement: readonly Agreement[];
  /** Share of a processor that the core took: nearer to 1, the machine is what was measured. */
  readonly cpuShare: number;
  /** The generator was late by more than a simulated second: it measured itself. */
  readonly late: boolean;
}

const MINUTE = 60_000;
const SECOND = 1_000;

export async function measurePlan(plan: HeldPlan, world: MeasuringWorld): Promise<MeasuredPlan> {
  const project = projectFor(plan, await loadProject(EXAMPLE));
  const { peak, plan: planned, lines } = await measure(project, plan, world.folder);
  const { overheadMs } = world;
  const bySeed = SEEDS.map((seed) => {
    const simulated = simulateMeasured(peak, planned, {
      lines,
      overheadMs,
      seed,
      batching: batchSettingsOf(project) ?? undefined,
    });
    if (simulated === null) throw new TypeError(`${plan.name}: no order arrived`);
    return agreementOf(peak, simulated);
  });
  return {
    agreement: medians(bySeed),
    cpuShare: peak.core.cpuShare ?? 0,
    late: peak.eventLoopLagP99Ms * plan.timeScale > SECOND,
  };
}

/** What one seed draws is chance, as is what one run meets: the simulation's answer is the median. */
const SEEDS = Array.from({ length: 15 }, (_, n) => n + 1);

const medians = (bySeed: readonly (readonly Agreement[])[]): readonly Agreement[] =>
  (bySeed[0] ?? []).map((_, figure) => {
    const drawn = bySeed.flatMap((agreement) => agreement[figure] ?? []);
    const ascending = drawn.toSorted((one, other) => one.simulatedMs - other.simulatedMs);
    return ascending[Math.floor(ascending.length / 2)] as Agreement;
  });

/** What this machine adds to a call now, in ms: from a short run whose slots are mostly free. */
export async function measureOverhead(folder: string): Promise<number> {
  const project = projectFor(CALM, await loadProject(EXAMPLE));
  const { peak, plan, lines } = await measure(project, CALM, folder);
  return callOverheadMs(peak, plan, { lines });
}

export interface MeasuringWorld {
  readonly folder: string;
  /** What this machine adds to a call. */
  readonly overheadMs: number;
}

/** NetSuite's own waits are short against what is looked for; five orders a second for half a minute leave most slots free. */
const CALM: HeldPlan = {
  name: "calm",
  netsuite: { tier: "premium", suiteCloudPlus: 0, reservedSlots: 0 },
  latency: "typical",
  timeScale: 100,
  arrivals: { profile: constantLoad(180, 3_500 / 60) },
};

/** So many see nearly every item of the example, and leave no code that runs for the first time. */
const WARM_UP = 60;

async function measure(project: Project, { arrivals, timeScale }: HeldPlan, folder: string) {
  const orders = await readOrdersFile(project.ordersFile);
  const mix = await orderMixOf(project, orders);
  const profile = "profile" in arrivals ? { profile: arrivals.profile } : {};
  const rig = await createPeakRig({ project, orders, folder, ...profile });
  try {
    await warmUp(rig, timeScale);
    const peak = await runPart(rig, { webhooks: rig.webhooks.slice(0, -WARM_UP), timeScale });
    return { peak, plan: planOf(project, mix), lines: mix.lines };
  } finally {
    await rig.close();
  }
}

/** What happens once (look-ups by name, compilers, first pages of files) is not what a plan is about. */
async function warmUp(rig: PeakRig, timeScale: number): Promise<void> {
  const { trouble: _, ...calm } = rig;
  const webhooks = rig.webhooks.slice(-WARM_UP);
  await runPart({ ...calm, arrivals: { kind: "burst", connections: 2 } }, { webhooks, timeScale });
}

const runPart = (
  rig: Pick<PeakRig, "system" | "arrivals"> & Partial<Pick<PeakRig, "trouble">>,
  part: Pick<PeakRig, "webhooks"> & { readonly timeScale: number },
): Promise<PeakLoadResult> => runPeakLoad({ ...rig, ...part, drainTimeoutMs: 10 * MINUTE });

function projectFor(held: HeldPlan, project: Project): Project {
  const { config } = project;
  const { netsuite, latency, arrivals, timeScale, batching = config.serve.batching, faults = [] } = held;
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
        ...("orders" in arrivals ? { orders: arrivals.orders + WARM_UP } : {}),
      },
    },
  };
}
