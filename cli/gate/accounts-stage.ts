/** After the scenarios in the sandbox: do the mappings and the scenarios come to the same in production? */
import { type Check, combineVerdicts, type ScenarioPage } from "../../reports/index.ts";
import {
  type BothAccounts,
  bothAccountsChecks,
  bothAccountsSection,
  compareMapping,
  hasTag,
  type RawOrder,
  runScenarios,
  type Scenario,
  type ScenarioThreads,
} from "../../scenarios/index.ts";
import type { Project } from "../config/project.ts";
import { type UatCall, withCommand } from "../uat/uat-command-line.ts";
import { testedAccount } from "../uat/uat-setting.ts";
import { reasonsOf, type StageResult } from "./stage.ts";
import { runnerFor } from "./uat-stage.ts";

export interface AccountsRequest {
  readonly project: Project;
  readonly scenarios: readonly Scenario[];
  /** What they came to in the sandbox. */
  readonly pages: readonly ScenarioPage[];
  readonly orders: readonly RawOrder[];
  /** For ledgers; nobody needs them afterwards. */
  readonly folder: string;
  readonly onFinished: (page: ScenarioPage) => void;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly ownFolder?: string | null;
  readonly threads: ScenarioThreads;
  readonly workers?: number;
  readonly call?: UatCall;
}

export interface AccountsResult extends StageResult {
  readonly both: BothAccounts;
}

/** Null when the configuration names no accounts. @throws IntegrationError `MAPPING_INVALID` */
export async function accountsStage(request: AccountsRequest): Promise<AccountsResult | null> {
  const { project, orders, pages } = request;
  const { accounts } = project.config.uat;
  if (accounts === undefined || project.uatAccounts === null) return null;
  const { folder, environment = {} } = request;
  const around = { folder, environment };
  const sandbox = testedAccount(project, { ...around, accountName: "sandbox" });
  const production = testedAccount(project, { ...around, accountName: "production" });
  // Another integration's mapping is its own affair; its scenarios tell.
  const fields =
    sandbox.setting.target === undefined ? await compareMapping({ sandbox, production }, orders) : [];
  const scenarios = request.scenarios.filter(
    ({ id, labels }) =>
      pages.some((page) => page.id === id) && (accounts.repeat?.some((tag) => hasTag(labels, tag)) ?? true),
  );
  const runner = runnerFor({ ...request, scenarios });
  const told = withCommand(project.file, { ...request.call, accounts: "production" });
  const again = await runScenarios({
    scenarios,
    setting: production.setting,
    runner,
    onFinished: (page) => request.onFinished(told(page)),
  });
  const repeated = again.map(told).flatMap((page) => {
    const before = pages.find(({ id }) => id === page.id);
    return before === undefined ? [] : [{ sandbox: before, production: page }];
  });
  const both = { sandboxId: sandbox.accountId, productionId: production.accountId, fields, repeated };
  const checks = bothAccountsChecks(both).map((check) => withRepeat(check, both));
  const verdict = combineVerdicts(checks.map((check) => check.verdict));
  return {
    name: "accounts",
    verdict,
    reasons: verdict === "pass" ? [] : reasonsOf(checks),
    summary: summaryOf(both),
    section: { ...bothAccountsSection(both), blocks: [{ kind: "checks", checks }] },
    both,
  };
}

/** A scenario that fails in production has no page of its own that could say it. */
function withRepeat(check: Check, { repeated }: BothAccounts): Check {
  const failed = repeated.find(({ production: { id, title } }) => check.name === `${id} (${title})`);
  const alone = failed?.production.alone;
  return alone === undefined ? check : { ...check, detail: `Alone: ${alone}` };
}

function summaryOf({ sandboxId, productionId, fields, repeated }: BothAccounts): string {
  const others = repeated.filter(({ sandbox, production }) => sandbox.verdict !== production.verdict).length;
  const named = fields.length === 1 ? "1 field differs" : `${fields.length} fields differ`;
  return `${sandboxId} and ${productionId}: ${named}, ${others} of ${repeated.length} scenarios end otherwise`;
}
