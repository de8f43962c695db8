/** Stage 3: what happens when it breaks? */
import { dirname, resolve } from "node:path";
import { combineVerdicts, type ScenarioPage, type Verdict } from "../../reports/index.ts";
import { runScenarios, type Scenario, scenarioSection } from "../../scenarios/index.ts";
import type { Project } from "../config/project.ts";
import { reasonsOf, type StageResult } from "./stage.ts";

export interface UatResult extends StageResult {
  readonly pages: readonly ScenarioPage[];
}

export interface UatRequest {
  readonly project: Project;
  readonly scenarios: readonly Scenario[];
  /** For ledgers; nobody needs them afterwards. */
  readonly folder: string;
  /** Stops at the first scenario that fails. @default false */
  readonly bail?: boolean;
  readonly onFinished: (page: ScenarioPage) => void;
  /** Of the process, for what a target's process inherits of it. @default nothing */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

export async function uatStage(request: UatRequest): Promise<UatResult> {
  const { project, scenarios, folder, onFinished, environment = {}, bail = false } = request;
  const { masterData, rules, config } = project;
  const setting = {
    folder,
    flows: project.flows,
    masterData,
    rules,
    shopDomain: config.shop.domain,
    knownSku: config.shop.knownSku,
    ...targetOf(project, environment),
  };
  const pages = await runScenarios({ scenarios, setting, bail, onFinished });
  const others = pages.filter(({ verdict }) => verdict !== "pass");
  return {
    name: "uat",
    verdict: combineVerdicts(pages.map(({ verdict }) => verdict)),
    reasons: pages.length === 0 ? ["No scenario was run."] : others.map(reasonOf),
    summary: summaryOf(pages),
    section: scenarioSection(pages),
    pages,
  };
}

function summaryOf(pages: readonly ScenarioPage[]): string {
  const count = (verdict: Verdict): number => pages.filter((page) => page.verdict === verdict).length;
  const notRun = count("not-run");
  const rest = notRun === 0 ? "" : `, ${count("fail")} otherwise, ${notRun} could not be judged`;
  return `${count("pass")} of ${pages.length} scenarios as expected${rest}`;
}

/** Another integration runs where the configuration is. */
function targetOf({ config, file }: Project, environment: NonNullable<UatRequest["environment"]>) {
  if (config.target === undefined) return {};
  return { target: { ...config.target, folder: resolve(dirname(file)) }, environment };
}

function reasonOf({ id, title, checks }: ScenarioPage): string {
  return `${id} (${title}): ${reasonsOf(checks).join("; ") || "nothing was checked"}`;
}
