/** The cutover gate: its stages one after the other, and one verdict. */
import { createDeadLetterDesk, type Ledger, systemClock } from "../../integration/index.ts";
import type { PeakSample } from "../../loadtest/index.ts";
import { combineVerdicts, type ScenarioPage, type Section, type Verdict } from "../../reports/index.ts";
import { type RawOrder, type Scenario, withScenarioThreads } from "../../scenarios/index.ts";
import type { Project } from "../config/project.ts";
import type { EmulatorProcess } from "../peak/emulator-process.ts";
import { createPeakRig } from "../peak/peak-rig.ts";
import { accountNamesOf, uatInAccounts } from "../uat/uat-in-accounts.ts";
import { type AccountingResult, accountingStage } from "./accounting-stage.ts";
import { comparedPlans } from "./compared-plans.ts";
import { heldSection } from "./held-section.ts";
import { type LoadResult, loadStage } from "./load-stage.ts";
import { mappingStage } from "./mapping-stage.ts";
import { orderMixOf } from "./order-mix.ts";
import { planStage, studyOf } from "./plan-stage.ts";
import { signOffStage } from "./sign-off-stage.ts";
import type { StageName, StageResult } from "./stage.ts";
import type { UatResult } from "./uat-stage.ts";

export interface GateRequest {
  readonly project: Project;
  /** The shop's orders, each exactly as it was written. */
  readonly orders: readonly RawOrder[];
  readonly scenarios: readonly Scenario[];
  /** Where those that are not of the catalogue are read from. */
  readonly ownFolder?: string | null;
  /** For ledgers; nobody needs them afterwards. */
  readonly folder: string;
  /** The same for the scenarios' ledgers. @default that folder */
  readonly worldsFolder?: string;
  readonly watch: GateWatch;
  /** For tests: happens in NetSuite behind the core's back, after the peak and before the accounting. */
  readonly beforeAccounting?: (netsuite: EmulatorProcess) => Promise<void>;
}

/** Who wants to see how it goes. */
export interface GateWatch {
  onStage(name: StageName): void;
  onStageFinished(result: StageResult): void;
  onScenario(page: ScenarioPage): void;
  onSample(sample: PeakSample): void;
}

export interface GateResult {
  readonly verdict: Verdict;
  readonly stages: readonly StageResult[];
  readonly uat: UatResult;
  readonly load: LoadResult;
  readonly accounting: AccountingResult;
  /** What waits for a human after the peak. */
  readonly held: Section;
}

/** @throws UsageError when the plan cannot exist; errors of the surroundings (a port, a disk) as they are */
export async function runGate(request: GateRequest): Promise<GateResult> {
  const { project, orders, scenarios, ownFolder = null, folder, watch } = request;
  const worldsFolder = request.worldsFolder ?? folder;
  const mix = await orderMixOf(project, orders);
  const study = studyOf(project, mix);
  const mapping = await watched(watch, "mapping", async () => mappingStage(project));
  const planned = await watched(watch, "plan", async () =>
    planStage(study, await comparedPlans({ project, mix })),
  );
  const { sandbox, uat, accounts } = await withScenarioThreads((threads) =>
    uatInAccounts({
      project,
      scenarios,
      ownFolder,
      threads,
      folder: worldsFolder,
      orders: async () => orders,
      accountNames: accountNamesOf(undefined, project),
      now: new Date(),
      onFinished: watch.onScenario,
      watched: (name, stage) => watched(watch, name, stage),
    }),
  );
  const signOff = await signOffStage(project, uat.pages);
  if (signOff !== null) watch.onStageFinished(signOff);
  const rig = await createPeakRig({ project, orders, folder });
  try {
    const load = await watched(watch, "load", () =>
      loadStage({ project, plan: study.plan, mix, rig, onSample: watch.onSample }),
    );
    await request.beforeAccounting?.(rig.netsuite);
    const accounting = await watched(watch, "accounting", () => accountingStage({ project, ...rig }));
    const perhaps = [mapping, planned, sandbox, uat, accounts, signOff, load, accounting];
    const stages = perhaps.filter((stage) => stage !== null);
    const verdict = combineVerdicts(stages.map((stage) => stage.verdict));
    return { verdict, stages, uat, load, accounting, held: await held(rig.ledger) };
  } finally {
    await rig.close();
  }
}

async function watched<Result extends StageResult | null>(
  watch: GateWatch,
  name: StageName,
  stage: () => Promise<Result>,
): Promise<Result> {
  watch.onStage(name);
  const result = await stage();
  if (result !== null) watch.onStageFinished(result);
  return result;
}

async function held(ledger: Ledger): Promise<Section> {
  const desk = createDeadLetterDesk({ ledger, clock: systemClock });
  return heldSection(await desk.groups(), await desk.list({ limit: 1_000 }));
}
