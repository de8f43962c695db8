/** Stage 3: what happens when it breaks? */
import type { ScenarioPage } from "../../reports/index.ts";
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
  readonly onFinished: (page: ScenarioPage) => void;
}

export async function uatStage(request: UatRequest): Promise<UatResult> {
  const { project, scenarios, folder, onFinished } = request;
  const { masterData, rules, config } = project;
  const setting = {
    folder,
    flows: project.flows,
    masterData,
    rules,
    shopDomain: config.shop.domain,
    knownSku: config.shop.knownSku,
  };
  const pages = await runScenarios({ scenarios, setting, onFinished });
  const failed = pages.filter(({ verdict }) => verdict !== "pass");
  return {
    name: "uat",
    verdict: pages.length > 0 && failed.length === 0 ? "pass" : "fail",
    reasons: pages.length === 0 ? ["No scenario was run."] : failed.map(reasonOf),
    summary: `${pages.length - failed.length} of ${pages.length} scenarios as expected`,
    section: scenarioSection(pages),
    pages,
  };
}

function reasonOf({ id, title, checks }: ScenarioPage): string {
  return `${id} (${title}): ${reasonsOf(checks).join("; ") || "nothing was checked"}`;
}
