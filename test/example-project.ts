/** The example shop, made small enough for a test, with whatever a test wants to be otherwise. */
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Config } from "../cli/config/config.ts";
import { loadProject, type Project, pushedFlows } from "../cli/config/project.ts";
import { type GateResult, type GateWatch, runGate } from "../cli/gate/gate.ts";
import type { EmulatorProcess } from "../cli/peak/emulator-process.ts";
import { CATALOGUE, readOrdersFile, type Scenario } from "../scenarios/index.ts";

export const EXAMPLE = "examples/acme-store/drydock.yaml";

export interface Changes {
  readonly netsuite?: Partial<Config["netsuite"]>;
  readonly plan?: Partial<Config["plan"]>;
  readonly mapping?: (text: string) => string;
}

const ORDERS = 40;
const QUICK_LOAD = { connections: 4, timeScale: 40, generatorLateMs: 60_000 };
/** How fast this machine is must not decide a test. */
const ANY_SPEED = { intake: ["p99 <= 60 s"] };

export async function exampleProject(changes: Changes = {}): Promise<Project> {
  const project = await loadProject(EXAMPLE);
  const { config } = project;
  return {
    ...project,
    config: {
      ...config,
      netsuite: { ...config.netsuite, ...changes.netsuite },
      plan: { ...config.plan, peakOrdersPerHour: 20, ...changes.plan },
      load: { ...config.load, ...QUICK_LOAD },
      thresholds: { ...config.thresholds, ...ANY_SPEED },
    },
    flows: pushedFlows(project).map((flow) =>
      flow.kind === "shopify-orders" ? changed(flow, changes) : flow,
    ),
  };
}

function changed(flow: Project["flows"][number], { mapping }: Changes): Project["flows"][number] {
  const { file, text } = flow.mapping;
  return { ...flow, mapping: { file, text: mapping?.(text) ?? text } };
}

export interface GateTest {
  readonly scenarios?: readonly string[];
  readonly beforeAccounting?: (netsuite: EmulatorProcess) => Promise<void>;
}

/** Runs the gate on the example with one scenario, unless the test names others. */
export async function gateOn(project: Project, test: GateTest = {}): Promise<GateResult> {
  const { scenarios = ["perfect-order"], beforeAccounting } = test;
  return runGate({
    project,
    orders: (await readOrdersFile(project.ordersFile)).slice(0, ORDERS),
    scenarios: scenarios.map(scenarioCalled),
    folder: await mkdtemp(join(tmpdir(), "drydock-gate-")),
    watch: SILENT,
    ...(beforeAccounting === undefined ? {} : { beforeAccounting }),
  });
}

function scenarioCalled(id: string): Scenario {
  const scenario = CATALOGUE.find((each) => each.id === id);
  if (scenario === undefined) throw new Error(`there is no scenario ${id}`);
  return scenario;
}

const SILENT: GateWatch = {
  onStage: () => undefined,
  onStageFinished: () => undefined,
  onScenario: () => undefined,
  onSample: () => undefined,
};
