/** Stage 3: what happens when it breaks? */
import { combineVerdicts, type Metric, type ScenarioPage, type Verdict } from "../../reports/index.ts";
import {
  defaultWorkers,
  inThisThread,
  inThreads,
  type Repetitions,
  repeatScenarios,
  runScenarios,
  type Scenario,
  type ScenarioRunner,
  type ScenarioThreads,
  scenarioSection,
} from "../../scenarios/index.ts";
import type { Project, UatAccountName } from "../config/project.ts";
import { withReason } from "../uat/not-offered.ts";
import { type UatCall, withCommand } from "../uat/uat-command-line.ts";
import { uatSetting } from "../uat/uat-setting.ts";
import { reasonsOf, type StageResult } from "./stage.ts";

export interface UatResult extends StageResult {
  readonly pages: readonly ScenarioPage[];
  readonly asExpected: AsExpected;
}

/** How many scenarios went as expected: a number that a phone can show, and what it does not say. */
type AsExpected = Pick<Metric, "value" | "hint">;

export interface UatRequest {
  readonly project: Project;
  readonly scenarios: readonly Scenario[];
  /** Where those that are not of the catalogue are read from. @default nowhere: all are of the catalogue */
  readonly ownFolder?: string | null;
  /** For ledgers; nobody needs them afterwards. */
  readonly folder: string;
  /** Stops at the first scenario that fails. @default false */
  readonly bail?: boolean;
  readonly threads: ScenarioThreads;
  /** Threads over which the scenarios are spread. @default one for each core */
  readonly workers?: number;
  /** Runs them more than once. @default once, in their order */
  readonly repetitions?: Repetitions;
  readonly onFinished: (page: ScenarioPage) => void;
  readonly onRepetition?: (number: number, differing: readonly string[]) => void;
  /** One of `uat.accounts`. @default the shop's ordinary account */
  readonly accountName?: UatAccountName;
  /** Of the process, for what a target's process inherits of it. @default nothing */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** For the commands that repeat what failed. @default as the gate runs them */
  readonly call?: UatCall;
}

export async function uatStage(request: UatRequest): Promise<UatResult> {
  const { project, scenarios, folder, environment = {}, bail = false } = request;
  const { repetitions, onRepetition = () => undefined } = request;
  const setting = uatSetting(project, { folder, environment, accountName: request.accountName });
  const runner = runnerFor(request);
  const withAlone = withCommand(project.file, request.call ?? {});
  const told = (page: ScenarioPage): ScenarioPage => withReason(withAlone(page));
  const onFinished = (page: ScenarioPage): void => request.onFinished(told(page));
  const run = { scenarios, setting, runner, bail, onFinished };
  const found = await (repetitions === undefined
    ? runScenarios(run)
    : repeatScenarios({ ...run, repetitions, onRepetition }));
  const pages = found.map(told);
  const asExpected = asExpectedIn(pages);
  const others = pages.filter(({ verdict }) => verdict !== "pass");
  return {
    name: "uat",
    verdict: combineVerdicts(pages.map(({ verdict }) => verdict)),
    reasons: pages.length === 0 ? ["No scenario was run."] : others.map(reasonOf),
    summary: inOneLine(asExpected),
    asExpected,
    section: scenarioSection(pages),
    pages,
  };
}

/** Another integration's work is done in processes of its own, and one scenario alone needs no other thread. */
export function runnerFor(
  request: Pick<UatRequest, "project" | "scenarios" | "threads" | "workers" | "ownFolder">,
): ScenarioRunner {
  const { project, scenarios, threads, workers = defaultWorkers(), ownFolder = null } = request;
  const sideBySide = Math.min(workers, scenarios.length);
  return sideBySide < 2 || project.config.target !== undefined
    ? inThisThread()
    : inThreads({ threads, sideBySide, ownFolder });
}

export function asExpectedIn(pages: readonly ScenarioPage[]): AsExpected {
  const count = (verdict: Verdict): number => pages.filter((page) => page.verdict === verdict).length;
  const notRun = count("not-run");
  return {
    value: `${count("pass")} of ${pages.length}`,
    ...(notRun === 0 ? {} : { hint: `${count("fail")} otherwise, ${notRun} could not be judged` }),
  };
}

const inOneLine = ({ value, hint }: AsExpected): string =>
  `${value} scenarios as expected${hint === undefined ? "" : `, ${hint}`}`;

/** Of a scenario that did not pass. */
export function reasonOf({ id, title, checks }: ScenarioPage): string {
  return `${id} (${title}): ${reasonsOf(checks).join("; ") || "nothing was checked"}`;
}
