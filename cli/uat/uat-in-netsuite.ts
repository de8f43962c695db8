/** `drydock uat --target netsuite`: what of the catalogue a real sandbox offers, with everything deleted that it made. */
import { mkdir } from "node:fs/promises";
import { type Block, combineVerdicts, type ScenarioPage } from "../../reports/index.ts";
import {
  type CleanUp,
  type Rehearsed,
  rehearse,
  runScenario,
  type Scenario,
  type Setting,
  scenarioSection,
} from "../../scenarios/index.ts";
import type { Project } from "../config/project.ts";
import { reasonOf, type UatResult } from "../gate/uat-stage.ts";
import {
  openRealAccount,
  type RealAccount,
  type RealAccountChoices,
  realAccountOf,
  requireLogin,
} from "../real/real-account.ts";
import { type RealRun, realRun, sayCleaned } from "../real/real-run.ts";
import type { Surroundings } from "../surroundings.ts";
import type { Terminal } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";
import { withReason } from "./not-offered.ts";
import { sayPage } from "./say-page.ts";
import { type UatCall, withCommand } from "./uat-command-line.ts";
import { uatSetting } from "./uat-setting.ts";

export interface InNetSuiteRequest {
  readonly project: Project;
  readonly scenarios: readonly Scenario[];
  readonly choices: RealAccountChoices;
  readonly call: UatCall;
  readonly surroundings: Surroundings;
  /** For the run's journal. */
  readonly out: string;
  readonly now: Date;
  readonly terminal: Terminal;
  /** Ends when it has said what would be made. */
  readonly dryRun: boolean;
}

export interface InNetSuite {
  readonly accountId: string;
  readonly uat: UatResult;
  readonly rehearsed: Rehearsed;
  /** Null after a dry run. */
  readonly cleaned: CleanUp | null;
}

/** Real answers take their time; what has not come by then will not come. */
const LIMIT_MS = 3 * 60_000;
/** An emulator answers at once. */
const REHEARSAL_LIMIT_MS = 15_000;

/** @throws UsageError for an account that may not be written to, or that cannot be reached */
export async function uatInNetSuite(request: InNetSuiteRequest): Promise<InNetSuite> {
  const { project, choices, surroundings, scenarios, terminal } = request;
  if (project.config.target !== undefined) {
    throw new UsageError(
      `${project.file} names a target of its own (${project.config.target.name}), which would write to the account by itself. Take \`target\` out.`,
    );
  }
  const account = realAccountOf(project, choices, surroundings.env);
  const { accountId } = account;
  const setting = uatSetting(project, { folder: surroundings.scratchFolder("memory") });
  const mark = "DD-rehearsal-";
  const place = { accountId, mark, slots: account.slots, limitMs: REHEARSAL_LIMIT_MS };
  const rehearsed = await rehearse(scenarios, setting, place);
  sayRehearsed(terminal, accountId, rehearsed);
  if (request.dryRun)
    return { accountId, rehearsed, cleaned: null, uat: resultOf(accountId, [], rehearsed, null) };
  const client = openRealAccount(account);
  try {
    await requireLogin(client, account);
    await mkdir(request.out, { recursive: true });
    const at = { account, client, folder: request.out, now: request.now, stop: surroundings.stop };
    const pages: ScenarioPage[] = [];
    const { cleaned } = await realRun(at, (run) =>
      runOffered(request, { account, setting, rehearsed, run, pages }),
    );
    sayCleaned(terminal, cleaned);
    return { accountId, rehearsed, cleaned, uat: resultOf(accountId, pages, rehearsed, cleaned) };
  } finally {
    await client.close();
  }
}

/** What a dry run tells machines. */
export const rehearsalDocument = ({ offered, failed, notOffered }: Rehearsed) => ({
  offered: offered.map(({ scenario, makes }) => ({ id: scenario.id, makes })),
  failed: failed.map(({ page }) => reasonOf(page)),
  notOffered: notOffered.map(({ scenario, page }) => ({
    id: scenario.id,
    reasons: page.checks.map(({ detail }) => detail),
  })),
});

interface Running {
  readonly account: RealAccount;
  readonly setting: Setting;
  readonly rehearsed: Rehearsed;
  readonly run: RealRun;
  readonly pages: ScenarioPage[];
}

/** One after another: each has a core with a governor of its own, and the account is shared with others. */
async function runOffered(
  { project, call, surroundings, terminal }: InNetSuiteRequest,
  { account, setting, rehearsed, run, pages }: Running,
): Promise<void> {
  const { mark, announce, client } = run;
  const { stop } = surroundings;
  const told = withCommand(project.file, call);
  const real = { ...account, mark, announce, client, stop, limitMs: LIMIT_MS };
  terminal.say(`Run ${run.run}: everything that is made begins with ${mark}`);
  for (const { scenario } of rehearsed.offered) {
    if (surroundings.stop.aborted) return;
    const page = told(await runScenario(scenario, setting, real));
    if (surroundings.stop.aborted) return;
    pages.push(page);
    sayPage(terminal, page);
  }
}

function sayRehearsed(terminal: Terminal, accountId: string, rehearsed: Rehearsed): void {
  const { offered, failed, notOffered } = rehearsed;
  const makes = offered.flatMap((each) => each.makes);
  const total = offered.length + failed.length + notOffered.length;
  for (const { page } of failed)
    terminal.sayVerdict(
      "fail",
      `${page.title} (in the emulator already; nothing of it goes to ${accountId})`,
    );
  terminal.say(
    `${offered.length} of ${total} scenarios can be judged in ${accountId}; ${notOffered.length} are not offered.`,
  );
  terminal.say(`They will make ${makes.length} records there, and delete them at the end:`);
  for (const { scenario, makes: own } of offered)
    terminal.say(`  ${scenario.id}: ${own.map(({ recordType }) => recordType).join(", ") || "nothing"}`);
}

/** The verdict is of what was offered; the rest is said, and is no pass. */
function resultOf(
  accountId: string,
  judged: readonly ScenarioPage[],
  { offered, failed, notOffered }: Rehearsed,
  cleaned: CleanUp | null,
): UatResult {
  const isCutShort = judged.length < offered.length;
  const found = [...failed.map(({ page }) => page), ...judged];
  const verdicts = found.map(({ verdict }) => verdict);
  const verdict = combineVerdicts(isCutShort ? [...verdicts, "not-run"] : verdicts);
  const pages = [...found, ...notOffered.map(({ page }) => withReason(page))];
  const section = scenarioSection(pages);
  const passed = verdicts.filter((each) => each === "pass").length;
  const early = failed.length === 0 ? "" : `; ${failed.length} failed in the emulator already`;
  const value = `${passed} of ${offered.length}`;
  const rest = `${early}; ${notOffered.length} not offered`;
  const summary = `${value} scenarios that ${accountId} offers as expected${rest}`;
  return {
    name: "uat",
    verdict,
    reasons: [
      ...found.filter((page) => page.verdict !== "pass").map(reasonOf),
      ...(isCutShort ? [`${offered.length - judged.length} scenarios were not begun or not ended.`] : []),
    ],
    summary,
    asExpected: { value, hint: `of what ${accountId} offers${rest}` },
    section: {
      ...section,
      lead: `${summary}. They ran in the real account ${accountId}, one after another. What is not offered needs faults, a clock that can be moved, or people in NetSuite; it was not judged.`,
      verdict,
      blocks: [...madeBlocks(cleaned), ...section.blocks],
    },
    pages,
  };
}

function madeBlocks(cleaned: CleanUp | null): readonly Block[] {
  if (cleaned === null) return [];
  const { deleted, left } = cleaned;
  const rows = [
    ...deleted.map(({ recordType, externalId }) => [recordType, externalId, "deleted", ""]),
    ...left.map(({ recordType, externalId, why, link }) => [
      recordType,
      externalId,
      `left: ${why}`,
      link ?? "",
    ]),
  ];
  const columns = ["record", "external id", "what became of it", "where"].map((label) => ({ label }));
  return [{ kind: "table", caption: "What the run made in the account", columns, rows }];
}
