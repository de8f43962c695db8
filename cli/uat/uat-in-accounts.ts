/** The scenarios with what stands around them when the configuration names a sandbox and its production account. */
import { combineVerdicts, type ScenarioPage, type Verdict } from "../../reports/index.ts";
import type { RawOrder } from "../../scenarios/index.ts";
import { type Project, testedAccountId, UAT_ACCOUNT_NAMES, type UatAccountName } from "../config/project.ts";
import { type AccountsResult, accountsStage } from "../gate/accounts-stage.ts";
import { type SandboxResult, sandboxStage } from "../gate/sandbox-stage.ts";
import type { StageName, StageResult } from "../gate/stage.ts";
import { type UatRequest, type UatResult, uatStage } from "../gate/uat-stage.ts";
import { UsageError } from "../usage-error.ts";

export interface InAccountsRequest extends Omit<UatRequest, "accountName"> {
  /** Of the configured ones those that are wanted, in their order. */
  readonly accountNames: readonly UatAccountName[];
  readonly acceptStale?: string | undefined;
  readonly now: Date;
  /** The shop's orders, for whom they are read when they are needed. */
  readonly orders: () => Promise<readonly RawOrder[]>;
  /** A scenario has ended that ran again in production. @default as of every other */
  readonly onRepeated?: (page: ScenarioPage) => void;
  /** Carries out a stage and tells of it. @default carries it out */
  readonly watched?: <Result extends StageResult | null>(
    name: StageName,
    stage: () => Promise<Result>,
  ) => Promise<Result>;
}

export interface InAccounts {
  readonly verdict: Verdict;
  /** Where the scenarios ran, before any of them ran again. */
  readonly accountId: string;
  /** Null when no sandbox is configured or wanted. */
  readonly sandbox: SandboxResult | null;
  readonly uat: UatResult;
  /** Null when it did not run in both accounts. */
  readonly accounts: AccountsResult | null;
}

export async function uatInAccounts(request: InAccountsRequest): Promise<InAccounts> {
  const { project, accountNames, orders, watched = (_, stage) => stage() } = request;
  const [accountName] = accountNames;
  const own = accountName === undefined ? undefined : project.uatAccounts?.[accountName];
  const accountId = own?.accountId ?? testedAccountId(project);
  const isWanted = (name: UatAccountName): boolean => accountNames.includes(name);
  const sandbox = isWanted("sandbox") ? await watched("sandbox", async () => sandboxStage(request)) : null;
  if (sandbox !== null && sandbox.verdict !== "pass")
    return { verdict: sandbox.verdict, accountId, sandbox, uat: notBegun(sandbox), accounts: null };
  const uat = await watched("uat", () => uatStage({ ...request, ...(accountName && { accountName }) }));
  const accounts = UAT_ACCOUNT_NAMES.every(isWanted)
    ? await watched("accounts", async () =>
        accountsStage({
          ...request,
          pages: uat.pages,
          orders: await orders(),
          onFinished: request.onRepeated ?? request.onFinished,
        }),
      )
    : null;
  const stages = [sandbox, uat, accounts].filter((stage) => stage !== null);
  const verdict = combineVerdicts(stages.map((stage) => stage.verdict));
  return { verdict, accountId, sandbox, uat, accounts };
}

/** What a stale sandbox leaves of the scenarios. */
function notBegun(sandbox: StageResult): UatResult {
  return {
    name: "uat",
    verdict: "not-run",
    reasons: [`No scenario was run: ${sandbox.summary}.`],
    summary: "no scenario was run",
    asExpected: { value: "none", hint: "no scenario was run" },
    section: {
      id: "uat",
      title: "What happens when it breaks",
      lead: `No scenario was run: ${sandbox.summary}.`,
      verdict: "not-run",
      blocks: [],
    },
    pages: [],
  };
}

/** @param wanted as at `--accounts`: "sandbox,production" @throws UsageError for a name that is neither, or when none is configured */
export function accountNamesOf(wanted: string | undefined, project: Project): readonly UatAccountName[] {
  if (wanted === undefined) return project.uatAccounts === null ? [] : UAT_ACCOUNT_NAMES;
  if (project.uatAccounts === null) {
    throw new UsageError(
      `${project.file} names no accounts. Add them under uat, such as accounts: { sandbox: { account: 1234567_SB1 }, production: { account: "1234567" } }.`,
    );
  }
  const names = wanted.split(",").map((name) => name.trim());
  const unknown = names.filter((name) => !UAT_ACCOUNT_NAMES.some((known) => known === name));
  if (unknown.length > 0)
    throw new UsageError(
      `--accounts cannot be ${unknown.join(", ")}. Write sandbox, production, or both with a comma.`,
    );
  return UAT_ACCOUNT_NAMES.filter((name) => names.includes(name));
}
